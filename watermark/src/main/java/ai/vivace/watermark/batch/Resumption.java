package ai.vivace.watermark.batch;

/** Whether a batch that was cut short can be gone on with. */
public enum Resumption {
    /**
     * By a journal: a file {@code .vivace-watermark.journal} in the folder that is written into, or else in the folder of the first picture. What it
     * says was done with equal pictures and settings, and is still there, is not done again. One picture that is named itself has none.
     */
    BY_JOURNAL,
    /** Not at all: every run does everything, and files that are there are strangers. */
    NONE
}
