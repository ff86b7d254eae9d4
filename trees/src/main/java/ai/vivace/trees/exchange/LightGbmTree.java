package ai.vivace.trees.exchange;

import ai.vivace.base.InputException;
import ai.vivace.trees.Feature;
import ai.vivace.trees.Tree;
import java.util.List;
import java.util.Map;

/**
 * A tree as LightGBM writes it: splits and leaves are numbered apart, and a child that is a leaf is -1 less its number.
 *
 * @param splits by number, what is known of them
 * @param leaves by number, what is known of them
 * @param boundaries where the codes of each set of categories begin in the bits, 32 in a number; one more than there are sets
 * @param bits of all sets
 */
record LightGbmTree(Splits splits, Leaves leaves, double[] boundaries, double[] bits) {
    private static final int CATEGORICAL = 1;
    private static final int DEFAULT_LEFT = 2;
    private static final int MISSING = 12;
    private static final int MISSING_NONE = 0;
    private static final int MISSING_ZERO = 4;
    private static final int MISSING_NAN = 8;

    /** What is known of splits. */
    record Splits(
            double[] column,
            double[] threshold,
            double[] decision,
            double[] left,
            double[] right,
            double[] gain,
            double[] value,
            double[] weight,
            double[] rows) {}

    /** What is known of leaves. */
    record Leaves(double[] value, double[] weight, double[] rows) {}

    static LightGbmTree of(Map<String, String> values) {
        InputException.require(
                LightGbmReader.integer(values.getOrDefault("is_linear", "0")) == 0,
                () -> "Linear trees cannot be read.");
        int leaves = LightGbmReader.integer(LightGbmReader.required(values, "num_leaves"));
        InputException.require(leaves >= 1, () -> "It has " + leaves + " leaves.");
        int splits = leaves - 1;
        boolean any = splits > 0;
        Leaves its = new Leaves(
                numbers(values, "leaf_value", leaves, true),
                numbers(values, "leaf_weight", leaves, false),
                numbers(values, "leaf_count", leaves, false));
        return new LightGbmTree(
                new Splits(
                        numbers(values, "split_feature", splits, any),
                        numbers(values, "threshold", splits, any),
                        numbers(values, "decision_type", splits, any),
                        numbers(values, "left_child", splits, any),
                        numbers(values, "right_child", splits, any),
                        numbers(values, "split_gain", splits, false),
                        numbers(values, "internal_value", splits, false),
                        numbers(values, "internal_weight", splits, false),
                        numbers(values, "internal_count", splits, false)),
                its,
                LightGbmReader.numbers(values.getOrDefault("cat_boundaries", "")),
                LightGbmReader.numbers(values.getOrDefault("cat_threshold", "")));
    }

    /** So many numbers; zeros where they are missing, and may be. */
    private static double[] numbers(Map<String, String> values, String name, int count, boolean required) {
        String text = required ? LightGbmReader.required(values, name) : values.getOrDefault(name, "");
        double[] numbers = LightGbmReader.numbers(text);
        if (numbers.length == 0 && !required) {
            return numbers;
        }
        InputException.require(
                numbers.length == count,
                () -> "Expected " + count + " numbers of \"" + name + "\", but came " + numbers.length + ".");
        return numbers;
    }

    private static double at(double[] numbers, int index) {
        return numbers.length == 0 ? 0 : numbers[index];
    }

    private boolean isCategorical(int split) {
        return ((int) splits.decision[split] & CATEGORICAL) != 0;
    }

    /** Raises for each column the greatest code that a set of categories has. */
    void noteCategories(int[] greatest) {
        for (int split = 0; split < splits.column.length; split++) {
            int column = (int) splits.column[split];
            InputException.require(
                    column >= 0 && column < greatest.length,
                    () -> "A tree looks at column " + column + ", but there are " + greatest.length + ".");
            if (isCategorical(split)) {
                int begin = begin(split);
                for (int word = end(split) - 1; word >= begin; word--) {
                    long set = word(word);
                    if (set != 0) {
                        int code = 32 * (word - begin) + 63 - Long.numberOfLeadingZeros(set);
                        LevelSets.requireCode(code);
                        greatest[column] = Math.max(greatest[column], code);
                        break;
                    }
                }
                // A column whose only sets are empty has levels all the same.
                greatest[column] = Math.max(greatest[column], 0);
            }
        }
    }

    private int begin(int split) {
        double set = splits.threshold[split];
        InputException.require(
                set >= 0 && set == Math.rint(set) && set + 1 < boundaries.length,
                () -> "A split has the set of categories " + set + ", but there are " + (boundaries.length - 1) + ".");
        return (int) boundaries[(int) set];
    }

    private int end(int split) {
        int begin = begin(split);
        int end = (int) boundaries[(int) splits.threshold[split] + 1];
        InputException.require(
                begin >= 0 && end >= begin && end <= bits.length,
                () -> "A set of categories is from " + begin + " to " + end + " of " + bits.length + " numbers.");
        return end;
    }

    private long word(int index) {
        return (long) bits[index] & 0xFFFFFFFFL;
    }

    // ---- as ours

    /** The tree as ours. */
    Tree tree(List<Feature> features, LevelSets sets) {
        int[] order = order();
        int[] splitNumber = new int[splits.column.length];
        int[] leafNumber = new int[leaves.value.length];
        double[] weights = weights(order);
        Tree.Builder builder = new Tree.Builder();
        for (int which : order) {
            if (which < 0) {
                leafNumber[~which] = builder.leaf(
                        new double[] {leaves.value[~which]},
                        at(leaves.weight, ~which),
                        (int) at(leaves.rows, ~which),
                        Double.NaN);
            } else {
                splitNumber[which] = builder.leaf(
                        new double[] {at(splits.value, which)},
                        weights[which],
                        (int) at(splits.rows, which),
                        Double.NaN);
            }
        }
        for (int which : order) {
            if (which >= 0) {
                int left = (int) splits.left[which];
                int right = (int) splits.right[which];
                int toLeft = left < 0 ? leafNumber[~left] : splitNumber[left];
                int toRight = right < 0 ? leafNumber[~right] : splitNumber[right];
                split(which, splitNumber[which], toLeft, toRight, features, sets, builder);
            }
        }
        return builder.build();
    }

    /** The weights of splits; where the file has none or 0, as LightGBM writes for each root, what their children have. */
    private double[] weights(int[] order) {
        double[] weights = new double[splits.column.length];
        for (int i = order.length - 1; i >= 0; i--) {
            int which = order[i];
            if (which >= 0) {
                weights[which] = at(splits.weight, which);
                if (weights[which] == 0) {
                    weights[which] =
                            weight((int) splits.left[which], weights) + weight((int) splits.right[which], weights);
                }
            }
        }
        return weights;
    }

    private double weight(int which, double[] ofSplits) {
        return which < 0 ? at(leaves.weight, ~which) : ofSplits[which];
    }

    /** Splits and leaves (-1 less their number), parents before their children. */
    private int[] order() {
        int[] order = new int[splits.column.length + leaves.value.length];
        boolean[] splitReached = new boolean[splits.column.length];
        boolean[] leafReached = new boolean[leaves.value.length];
        order[0] = reach(order.length == 1 ? -1 : 0, splitReached, leafReached);
        int count = 1;
        for (int i = 0; i < count; i++) {
            if (order[i] >= 0) {
                order[count++] = reach(splits.left[order[i]], splitReached, leafReached);
                order[count++] = reach(splits.right[order[i]], splitReached, leafReached);
            }
        }
        // Each split adds two nodes, none twice, so that all are there.
        return order;
    }

    private static int reach(double child, boolean[] splitReached, boolean[] leafReached) {
        int which = (int) child;
        boolean[] reached = which < 0 ? leafReached : splitReached;
        int number = which < 0 ? ~which : which;
        InputException.require(
                which == child && number < reached.length && !reached[number],
                () -> "The child " + child + " is not there, or that of two splits.");
        reached[number] = true;
        return which;
    }

    private void split(
            int which,
            int node,
            int toLeft,
            int toRight,
            List<Feature> features,
            LevelSets sets,
            Tree.Builder builder) {
        int column = (int) splits.column[which];
        double gain = at(splits.gain, which);
        if (isCategorical(which)) {
            long[] set = sets.room(features.get(column).levels().size());
            int begin = begin(which);
            int end = end(which);
            for (int word = begin; word < end && word - begin < 2 * set.length; word++) {
                set[(word - begin) / 2] |= word(word) << (32 * ((word - begin) % 2));
            }
            builder.split(node, column, set, Tree.Side.RIGHT, toLeft, toRight, gain);
            return;
        }
        double threshold = splits.threshold[which];
        int decision = (int) splits.decision[which];
        boolean left =
                switch (decision & MISSING) {
                    // NaN is 0 here.
                    case MISSING_NONE -> 0 <= threshold;
                    case MISSING_ZERO, MISSING_NAN -> (decision & DEFAULT_LEFT) != 0;
                    default -> throw new InputException("There is no decision type " + decision + ".");
                };
        builder.split(node, column, threshold, left ? Tree.Side.LEFT : Tree.Side.RIGHT, toLeft, toRight, gain);
        if ((decision & MISSING) == MISSING_ZERO) {
            builder.zeroIsMissing(node);
        }
    }
}
