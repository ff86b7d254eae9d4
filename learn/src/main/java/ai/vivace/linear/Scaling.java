package ai.vivace.linear;

/** Whether the penalty sees columns as they are. */
public enum Scaling {
    /** As they are: a column in smaller units has a larger weight and pays more. */
    NONE,
    /**
     * Divided by their standard deviation (with divisor n), so that units do not matter; the weights that come out are for the columns as
     * they are.
     */
    STANDARDIZED
}
