package ai.vivace.watermark.batch;

/** What happens where a file is already there that no earlier run has written. */
public enum ExistingFiles {
    /** Nothing is written; the error lists them. */
    REFUSED,
    /** They are replaced, and what earlier runs have done is done again. Pictures that are to be read are never replaced. */
    REPLACED
}
