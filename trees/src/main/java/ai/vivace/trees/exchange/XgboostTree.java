package ai.vivace.trees.exchange;

import ai.vivace.base.InputException;
import ai.vivace.trees.Feature;
import ai.vivace.trees.Tree;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A tree as XGBoost writes it, by node. Nodes may stand in any order, and some may have been pruned away.
 *
 * @param where it stands in the document, for messages
 * @param left children; -1 for a leaf
 * @param condition of a split what numbers that go left are below; of a leaf its value
 * @param categories those that go right, by node
 */
record XgboostTree(
        String where,
        int[] left,
        int[] right,
        int[] column,
        double[] condition,
        double[] defaultLeft,
        double[] hessian,
        double[] gain,
        Map<Integer, int[]> categories) {
    private static final int LEAF = -1;

    static XgboostTree of(Fields tree) {
        Fields settings = tree.object("tree_param");
        InputException.require(
                settings.integer("size_leaf_vector", 0) <= 1,
                () ->
                        "Its trees have vectors in their leaves (multi_strategy=multi_output_tree), which cannot be read.");
        int[] left = tree.integers("left_children");
        int nodes = left.length;
        return new XgboostTree(
                tree.where(),
                left,
                tree.integers("right_children", nodes),
                tree.integers("split_indices", nodes),
                tree.numbers("split_conditions", nodes),
                tree.numbers("default_left", nodes),
                tree.numbers("sum_hessian", nodes),
                tree.numbers("loss_changes", nodes),
                categories(tree, nodes));
    }

    private static Map<Integer, int[]> categories(Fields tree, int nodes) {
        Map<Integer, int[]> categories = new HashMap<>();
        // Before version 1.3 there were no categories; later the types of all splits may be left out where all are of
        // numbers.
        double[] types = tree.numbersIfAny("split_type");
        if (!tree.has("categories_nodes")) {
            requireNumeric(types);
            return categories;
        }
        int[] of = tree.integers("categories_nodes");
        int[] begins = tree.integers("categories_segments", of.length);
        int[] sizes = tree.integers("categories_sizes", of.length);
        int[] all = tree.integers("categories");
        for (int i = 0; i < of.length; i++) {
            int node = of[i];
            int begin = begins[i];
            int size = sizes[i];
            InputException.require(
                    node >= 0 && node < nodes && begin >= 0 && size >= 0 && (long) begin + size <= all.length,
                    () -> "The categories of node " + node + " at " + tree.where() + " are not there.");
            int[] its = Arrays.copyOfRange(all, begin, begin + size);
            for (int category : its) {
                LevelSets.requireCode(category);
            }
            categories.put(node, its);
        }
        for (int node = 0; node < types.length; node++) {
            int number = node;
            InputException.require(
                    (types[node] == 1) == categories.containsKey(node),
                    () -> "Node " + number + " at " + tree.where()
                            + " must have categories when it is of that type, and only then.");
        }
        return categories;
    }

    private static void requireNumeric(double[] types) {
        for (double type : types) {
            InputException.require(type == 0, () -> "It has splits of the unknown type " + type + ".");
        }
    }

    /** Takes a column and a category that a node of it names. */
    @FunctionalInterface
    interface CategoryVisitor {
        void visit(int column, int category);
    }

    void forEachCategory(CategoryVisitor visitor) {
        categories.forEach((node, its) -> {
            for (int category : its) {
                visitor.visit(column[node], category);
            }
        });
    }

    /** The tree as ours. */
    Tree tree(List<Feature> features, LevelSets sets) {
        int[] order = order();
        double[] value = values(order);
        Tree.Builder builder = new Tree.Builder();
        int[] number = new int[left.length];
        for (int node : order) {
            number[node] = builder.leaf(new double[] {value[node]}, hessian[node], 0, Double.NaN);
        }
        for (int node : order) {
            if (left[node] != LEAF) {
                split(node, number, features, sets, builder);
            }
        }
        return builder.build();
    }

    /** The nodes that can be come to, parents before their children. */
    private int[] order() {
        int nodes = left.length;
        InputException.require(nodes > 0, () -> "There are no nodes at " + where + ".");
        boolean[] reached = new boolean[nodes];
        int[] order = new int[nodes];
        reached[0] = true;
        int count = 1;
        for (int i = 0; i < count; i++) {
            int node = order[i];
            if (left[node] != LEAF) {
                order[count++] = reach(left[node], reached);
                order[count++] = reach(right[node], reached);
            }
        }
        return Arrays.copyOf(order, count);
    }

    private int reach(int node, boolean[] reached) {
        InputException.require(
                node > 0 && node < reached.length && !reached[node],
                () -> "Node " + node + " at " + where + " is not there, or the child of two nodes.");
        reached[node] = true;
        return node;
    }

    /** What each node predicts: leaves their value, and others the mean of what is below, as XGBoost's explanations have it. */
    private double[] values(int[] order) {
        double[] value = new double[left.length];
        for (int i = order.length - 1; i >= 0; i--) {
            int node = order[i];
            if (left[node] == LEAF) {
                value[node] = condition[node];
            } else {
                double one = hessian[left[node]];
                double other = hessian[right[node]];
                value[node] = one + other > 0
                        ? (one * value[left[node]] + other * value[right[node]]) / (one + other)
                        : (value[left[node]] + value[right[node]]) / 2;
            }
        }
        return value;
    }

    private void split(int node, int[] number, List<Feature> features, LevelSets sets, Tree.Builder builder) {
        Tree.Side missing = defaultLeft[node] != 0 ? Tree.Side.LEFT : Tree.Side.RIGHT;
        int toLeft = number[left[node]];
        int toRight = number[right[node]];
        int[] going = categories.get(node);
        if (going == null) {
            double threshold = below((float) condition[node]);
            builder.split(number[node], column[node], threshold, missing, toLeft, toRight, gain[node]);
            return;
        }
        int levels = features.get(column[node]).levels().size();
        long[] set = sets.room(levels);
        for (int level = 0; level < levels; level++) {
            set[level >> 6] |= 1L << level;
        }
        for (int level : going) {
            set[level >> 6] &= ~(1L << level);
        }
        builder.split(number[node], column[node], set, missing, toLeft, toRight, gain[node]);
        builder.unknownGoes(number[node], Tree.Side.LEFT);
    }

    /** What numbers do not exceed that are below a limit. */
    private static double below(float limit) {
        return limit == Float.NEGATIVE_INFINITY ? Double.NaN : Math.nextDown(limit);
    }
}
