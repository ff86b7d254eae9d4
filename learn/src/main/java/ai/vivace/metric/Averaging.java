package ai.vivace.metric;

/** How the scores of several classes become one number. */
public enum Averaging {
    /** The score of class 1 of two. */
    BINARY,
    /** The mean over the classes that occur among targets or predictions, as in scikit-learn. */
    MACRO,
    /** The score of all decisions together; for one class an item, precision, recall and F1 all equal the accuracy. */
    MICRO,
    /** The mean over the classes, each counted as often as it occurs among the targets. */
    WEIGHTED
}
