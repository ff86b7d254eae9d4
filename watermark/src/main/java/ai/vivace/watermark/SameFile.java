package ai.vivace.watermark;

/** What becomes of a marked picture that is to be written where the picture is. */
public enum SameFile {
    /** It is an error: originals are not overwritten. */
    REFUSED,
    /** It takes the picture's place, in one step, when it is complete. */
    REPLACED
}
