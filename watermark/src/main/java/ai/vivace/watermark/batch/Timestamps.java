package ai.vivace.watermark.batch;

/** Which time of change the files that are written have. */
public enum Timestamps {
    /** When they were written. */
    NEW,
    /** That of the picture from which they come. */
    OF_ORIGINAL
}
