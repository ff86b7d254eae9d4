package ai.vivace.trees.explain;

import ai.vivace.trees.Tree;

/**
 * The recursion of TreeSHAP. It goes down a tree once, and keeps for the columns met on the way how much all their subsets of each size
 * weigh; a column that is met again is first taken out. Names are those of the paper's algorithm: of the subsets that do not have a column
 * a share zero goes down a branch, of those that have it all or none, one. Not for several threads at once.
 */
final class ShapPaths {
    /** Whether a column is held apart from the others, and how. */
    enum Condition {
        NONE,
        /** The column is in all subsets. */
        KNOWN,
        /** The column is in none. */
        UNKNOWN
    }

    private static final int NO_COLUMN = -1;

    private final int[] column;
    private final double[] zero;
    private final double[] one;
    private final double[] weight;

    /** Paths of trees up to a depth: one behind the other, each one longer than its parent's. */
    ShapPaths(int depth) {
        int size = (depth + 2) * (depth + 3) / 2;
        column = new int[size];
        zero = new double[size];
        one = new double[size];
        weight = new double[size];
    }

    /**
     * Adds a tree's values to those of a row.
     *
     * @param to for each output of the tree, values by column
     */
    void add(Tree tree, float[] row, double factor, double[][] to) {
        new Walk(tree, row, factor, to, NO_COLUMN, Condition.NONE).down(0, 0, 0, 1, 1, NO_COLUMN, 1);
    }

    /** Adds the values that columns have when another one is in all subsets, or in none. */
    void addWith(Tree tree, float[] row, double factor, double[][] to, int other, Condition condition) {
        new Walk(tree, row, factor, to, other, condition).down(0, 0, 0, 1, 1, NO_COLUMN, 1);
    }

    private final class Walk {
        private final Tree tree;
        private final float[] row;
        private final double factor;
        private final double[][] to;
        private final int apart;
        private final Condition condition;

        Walk(Tree tree, float[] row, double factor, double[][] to, int apart, Condition condition) {
            this.tree = tree;
            this.row = row;
            this.factor = factor;
            this.to = to;
            this.apart = apart;
            this.condition = condition;
        }

        /**
         * Goes to a node.
         *
         * @param parent where the parent's path begins
         * @param length how many columns it has, that without a name at its start not counted
         * @param ownZero the share of the step here
         * @param ownOne whether the row's own value leads here
         * @param share of the rows, as far as it is due to the column held apart
         */
        void down(int node, int parent, int length, double ownZero, double ownOne, int own, double share) {
            if (share == 0) {
                return;
            }
            int start = parent;
            int last = length;
            if (length > 0 || own != NO_COLUMN) {
                start = parent + length + 1;
                copy(parent, start, length + 1);
            }
            if (condition == Condition.NONE || own != apart) {
                extend(start, last, ownZero, ownOne, own);
            }
            if (tree.isLeaf(node)) {
                addLeaf(node, start, last, share);
                return;
            }
            int feature = tree.feature(node);
            int left = tree.left(node);
            int right = tree.right(node);
            boolean goesLeft = tree.goesLeft(node, row[feature]);
            int hot = goesLeft ? left : right;
            int cold = goesLeft ? right : left;
            double hotShare = TreeShap.share(tree, node, hot);
            double coldShare = 1 - hotShare;
            double zeroBefore = 1;
            double oneBefore = 1;
            int met = find(start, last, feature);
            if (met > 0) {
                zeroBefore = zero[start + met];
                oneBefore = one[start + met];
                unwind(start, last, met);
                last--;
            }
            double hotPart = share;
            double coldPart = share;
            if (feature == apart) {
                hotPart = condition == Condition.UNKNOWN ? share * hotShare : share;
                coldPart = condition == Condition.UNKNOWN ? share * coldShare : 0;
                last--;
            }
            down(hot, start, last + 1, hotShare * zeroBefore, oneBefore, feature, hotPart);
            down(cold, start, last + 1, coldShare * zeroBefore, 0, feature, coldPart);
        }

        private void addLeaf(int leaf, int start, int last, double share) {
            for (int i = 1; i <= last; i++) {
                double part = factor * share * unwoundSum(start, last, i) * (one[start + i] - zero[start + i]);
                for (int k = 0; k < to.length; k++) {
                    to[k][column[start + i]] += part * tree.value(leaf, k);
                }
            }
        }
    }

    private void copy(int from, int start, int count) {
        System.arraycopy(column, from, column, start, count);
        System.arraycopy(zero, from, zero, start, count);
        System.arraycopy(one, from, one, start, count);
        System.arraycopy(weight, from, weight, start, count);
    }

    private int find(int start, int last, int feature) {
        for (int i = 1; i <= last; i++) {
            if (column[start + i] == feature) {
                return i;
            }
        }
        return 0;
    }

    /** Adds a column at the end of a path: subsets without it keep their size, those with it are one larger. */
    private void extend(int start, int last, double ownZero, double ownOne, int own) {
        column[start + last] = own;
        zero[start + last] = ownZero;
        one[start + last] = ownOne;
        weight[start + last] = last == 0 ? 1 : 0;
        for (int i = last - 1; i >= 0; i--) {
            weight[start + i + 1] += ownOne * weight[start + i] * (i + 1) / (last + 1);
            weight[start + i] = ownZero * weight[start + i] * (last - i) / (last + 1);
        }
    }

    /** Undoes {@link #extend} for a column anywhere in the path. */
    private void unwind(int start, int last, int at) {
        double ownOne = one[start + at];
        double ownZero = zero[start + at];
        double next = weight[start + last];
        for (int i = last - 1; i >= 0; i--) {
            if (ownOne != 0) {
                double before = weight[start + i];
                weight[start + i] = next * (last + 1) / ((i + 1) * ownOne);
                next = before - weight[start + i] * ownZero * (last - i) / (last + 1);
            } else if (ownZero != 0) {
                weight[start + i] = weight[start + i] * (last + 1) / (ownZero * (last - i));
            }
        }
        for (int i = at; i < last; i++) {
            column[start + i] = column[start + i + 1];
            zero[start + i] = zero[start + i + 1];
            one[start + i] = one[start + i + 1];
        }
    }

    /** The sum of weights that {@link #unwind} would leave. */
    private double unwoundSum(int start, int last, int at) {
        double ownOne = one[start + at];
        double ownZero = zero[start + at];
        double next = weight[start + last];
        double sum = 0;
        for (int i = last - 1; i >= 0; i--) {
            if (ownOne != 0) {
                double unwound = next * (last + 1) / ((i + 1) * ownOne);
                sum += unwound;
                next = weight[start + i] - unwound * ownZero * (last - i) / (last + 1);
            } else if (ownZero != 0) {
                sum += weight[start + i] * (last + 1) / (ownZero * (last - i));
            }
        }
        return sum;
    }
}
