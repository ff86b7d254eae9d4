package ai.vivace.trees;

import ai.vivace.base.InputException;

/**
 * When a tree that is grown by {@link Impurity} stops, and what it looks at; scikit-learn's names in brackets.
 *
 * @param depth splits on the way to a leaf at most; 0, the default, for any number (max_depth)
 * @param leaves at most, those of most improvement first; 0, the default, for any number (max_leaf_nodes)
 * @param rowsToSplit the fewest rows of a node that is divided; default 2 (min_samples_split)
 * @param rowsInLeaf the fewest rows of either side; default 1 (min_samples_leaf)
 * @param leastImprovement a split must make the impurity less by so much, weighted by the node's share of all rows; default 0
 *     (min_impurity_decrease)
 * @param columns how many columns drawn at random each node looks at; 0, the default, for all (max_features)
 * @param thresholds where a column may be divided
 */
public record Limits(
        int depth,
        int leaves,
        int rowsToSplit,
        int rowsInLeaf,
        double leastImprovement,
        int columns,
        Thresholds thresholds) {
    private static final Limits NONE = new Limits(0, 0, 2, 1, 0, 0, Thresholds.BEST);

    /** Where a column may be divided. */
    public enum Thresholds {
        /** Where it is best. */
        BEST,
        /** At one place drawn at random between the least and the greatest number of the node (Geurts 2006). */
        RANDOM
    }

    public Limits {
        int deepest = depth;
        int most = leaves;
        int divided = rowsToSplit;
        int inLeaf = rowsInLeaf;
        double least = leastImprovement;
        int looked = columns;
        InputException.require(deepest >= 0, () -> "A tree's depth must be at least 0, but is " + deepest + ".");
        InputException.require(
                most == 0 || most >= 2,
                () -> "A tree has at least 2 leaves, or 0 for any number, but came " + most + ".");
        InputException.require(
                divided >= 2, () -> "A node that is divided has at least 2 rows, but came " + divided + ".");
        InputException.require(inLeaf >= 1, () -> "A leaf has at least 1 row, but came " + inLeaf + ".");
        InputException.require(
                least >= 0 && least < Double.POSITIVE_INFINITY,
                () -> "The least improvement must be finite and at least 0, but is " + least + ".");
        InputException.require(
                looked >= 0, () -> "The columns that a node looks at must be at least 0, but are " + looked + ".");
    }

    /** Grows until nothing can be improved. */
    public static Limits none() {
        return NONE;
    }

    /** The same with another depth. */
    public Limits depth(int newDepth) {
        return new Limits(newDepth, leaves, rowsToSplit, rowsInLeaf, leastImprovement, columns, thresholds);
    }

    /** The same with another number of leaves. */
    public Limits leaves(int newLeaves) {
        return new Limits(depth, newLeaves, rowsToSplit, rowsInLeaf, leastImprovement, columns, thresholds);
    }

    /** The same with another number of rows that a divided node has. */
    public Limits rowsToSplit(int newRows) {
        return new Limits(depth, leaves, newRows, rowsInLeaf, leastImprovement, columns, thresholds);
    }

    /** The same with another number of rows that a leaf has. */
    public Limits rowsInLeaf(int newRows) {
        return new Limits(depth, leaves, rowsToSplit, newRows, leastImprovement, columns, thresholds);
    }

    /** The same with another least improvement. */
    public Limits leastImprovement(double newImprovement) {
        return new Limits(depth, leaves, rowsToSplit, rowsInLeaf, newImprovement, columns, thresholds);
    }

    /** The same with another number of columns to look at. */
    public Limits columns(int newColumns) {
        return new Limits(depth, leaves, rowsToSplit, rowsInLeaf, leastImprovement, newColumns, thresholds);
    }

    /** The same with other thresholds. */
    public Limits thresholds(Thresholds newThresholds) {
        return new Limits(depth, leaves, rowsToSplit, rowsInLeaf, leastImprovement, columns, newThresholds);
    }

    /** As the compiler would write it, whose way takes tens of milliseconds at its first call. */
    @Override
    public String toString() {
        return "Limits[depth=" + depth + ", leaves=" + leaves + ", rowsToSplit=" + rowsToSplit + ", rowsInLeaf="
                + rowsInLeaf + ", leastImprovement=" + leastImprovement + ", columns=" + columns + ", thresholds="
                + thresholds + "]";
    }
}
