package ai.vivace.trees;

/** How good scores are, as one number. */
public interface Measure {
    /** What it is called. */
    String name();

    /** Whether more is better. */
    boolean isHigherBetter();

    /**
     * The number.
     *
     * @param predicted by row, as {@link TreeEnsemble#predict(float[])} gives it
     */
    double of(Target target, double[][] predicted);
}
