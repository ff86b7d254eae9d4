package ai.vivace.trees;

/** Whether a column is to be predicted as classes or as numbers. */
public enum TargetKind {
    /**
     * Classes for levels, text and few different whole numbers: at most 20, with five rows each on average, or two at all. Numbers for
     * others.
     */
    GUESSED,
    /** Classes; each different value is one. */
    CLASSES,
    /** Numbers. */
    NUMBERS
}
