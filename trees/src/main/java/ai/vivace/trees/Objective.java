package ai.vivace.trees;

import java.util.Optional;

/**
 * What gradient boosting makes small: a loss whose first two derivatives by the scores it gives, block by block.
 *
 * <p>An objective of your own is asked from several threads at once, for different rows.
 */
public interface Objective {
    /** How many scores each row has: 1, or one for each class. */
    default int outputs(Target target) {
        return 1;
    }

    /**
     * The scores that boosting starts from, one for each output: where possible those of the best constant.
     *
     * @throws ai.vivace.base.InputException when the target is none for this objective; it says why
     */
    double[] start(Target target);

    /** From scores to predictions. */
    Link link();

    /**
     * The loss's first and second derivative by each score, for the rows of a block; without the rows' weights.
     *
     * @param scores by output and row
     * @param gradients where first derivatives are written, by output and row
     * @param hessians where second derivatives are written: not negative
     * @param from the first row
     * @param to the row behind the last
     */
    void gradients(Target target, double[][] scores, double[][] gradients, double[][] hessians, int from, int to);

    /** What leaves are given, where that is not the Newton step -Σg / (Σh + λ), as it is by default. */
    default Optional<LeafValue> leafValue() {
        return Optional.empty();
    }

    /** The best value of a leaf. */
    @FunctionalInterface
    interface LeafValue {
        /**
         * The value; asked for several leaves at once.
         *
         * @param scores of the rows, by output and row
         * @param rows the leaf's are from {@code from} up to {@code to}
         * @param newton the Newton step
         */
        double of(Target target, double[][] scores, int[] rows, int from, int to, double newton);
    }

    /** Whether each row's derivatives depend on that row alone; otherwise all rows are one block. */
    default boolean isByRow() {
        return true;
    }

    /** What it is called in settings. */
    String name();
}
