package ai.vivace.trees.explain;

import ai.vivace.base.InputException;
import ai.vivace.plot.TreeChart;
import ai.vivace.trees.Tree;
import ai.vivace.trees.TreeEnsemble;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Draws one tree of a model: each box with its question, its rows, and the shares of classes as a bar, or for numbers how large they are
 * between the tree's least and greatest answer. Rows that answer yes go left. Where missing values go shows while the pointer is on a box.
 *
 * <pre>{@code
 * TreeDrawing.of(model).depth(4).chart().save(Path.of("tree.svg"));
 * TreeDrawing.of(model).chart().print();
 * }</pre>
 */
public final class TreeDrawing {
    private static final int DEPTH = 3;
    /** As many as there are colours. */
    private static final int COLOURS = 6;

    private final TreeEnsemble model;
    private final int number;
    private final int depth;
    private final String title;
    private final TreeWords words;
    private final Tree tree;

    private TreeDrawing(TreeEnsemble model, int number, int depth, String title) {
        this.model = model;
        this.number = number;
        this.depth = depth;
        this.title = title;
        this.words = new TreeWords(model, number);
        this.tree = words.tree();
    }

    /** A drawing of a model's first tree, three splits deep. */
    public static TreeDrawing of(TreeEnsemble model) {
        return of(model, 0);
    }

    /**
     * A drawing of one of a model's trees, three splits deep.
     *
     * @param number the tree, from 0
     * @throws InputException when there is no such tree
     */
    public static TreeDrawing of(TreeEnsemble model, int number) {
        String title = model.trees().size() == 1
                ? "Decision tree"
                : "Tree " + (number + 1) + " of " + model.trees().size();
        return new TreeDrawing(model, number, DEPTH, title);
    }

    /** The same with another number of splits that are drawn below one another, at least 1; below the last ones a mark stands for the rest. */
    public TreeDrawing depth(int most) {
        InputException.require(most >= 1, () -> "A drawing shows a depth of at least 1, but came " + most + ".");
        return new TreeDrawing(model, number, most, title);
    }

    /** The same with another title. */
    public TreeDrawing title(String newTitle) {
        return new TreeDrawing(model, number, depth, newTitle);
    }

    /** The drawing: as SVG, PNG and text. */
    public TreeChart chart() {
        Shades shades = new Shades();
        String size = Wording.rows(tree.rows(0)) + ", " + tree.leaves() + (tree.leaves() == 1 ? " leaf" : " leaves")
                + ", depth " + tree.depth() + (tree.depth() > depth ? " (drawn to " + depth + ")" : "");
        String meaning = words.meaning();
        return TreeChart.of(title, box(0, 0, shades))
                .note((meaning.isEmpty() ? "" : meaning + "; ") + size)
                .keys(shades.keys())
                .build();
    }

    private TreeChart.Node box(int node, int level, Shades shades) {
        boolean asks = !tree.isLeaf(node);
        boolean cut = asks && level == depth;
        TreeChart.Node box = TreeChart.Node.of(asks && !cut ? words.question(node) : words.answer(node));
        if (asks && !cut) {
            box = box.line(words.summary(node));
            box = words.counts(node).isEmpty() ? box : box.line(words.counts(node));
        } else {
            box = box.line(words.support(node)).colour(shades.colour(node));
        }
        box = box.shares(shades.shares(node))
                .weight(tree.rows(0) == 0 ? 0 : (double) tree.rows(node) / tree.rows(0))
                .tip(tip(node));
        if (cut) {
            return box.cut("… " + Wording.splits(splitsBelow(node)));
        }
        return asks
                ? box.branch("yes", box(tree.left(node), level + 1, shades))
                        .branch("no", box(tree.right(node), level + 1, shades))
                : box;
    }

    private String tip(int node) {
        StringBuilder tip = new StringBuilder();
        if (!tree.isLeaf(node)) {
            tip.append(words.question(node)).append("? Missing: ");
            tip.append(tree.missingGoesLeft(node) ? "yes" : "no").append(". Gain ");
            tip.append(Wording.number(tree.gain(node))).append(". ");
        }
        tip.append(words.answer(node)).append(" (").append(words.support(node)).append(')');
        if (!Double.isNaN(tree.impurity(node))) {
            tip.append(", impurity ").append(Wording.number(tree.impurity(node)));
        }
        return tip.toString();
    }

    private int splitsBelow(int node) {
        return tree.isLeaf(node) ? 0 : 1 + splitsBelow(tree.left(node)) + splitsBelow(tree.right(node));
    }

    /** How classes or sizes become colours and bars. */
    private final class Shades {
        private final List<String> keys = new ArrayList<>();
        private final int[] keyOf;
        private final double least;
        private final double span;

        Shades() {
            List<String> classes = words.classes();
            keyOf = new int[classes.size()];
            if (classes.size() <= COLOURS) {
                keys.addAll(classes);
                Arrays.setAll(keyOf, k -> k);
            } else {
                // The most frequent classes have colours of their own, the others share the last one.
                int[] order = IntStream.range(0, classes.size())
                        .boxed()
                        .sorted(Comparator.comparingDouble((Integer k) -> -tree.value(0, k)))
                        .mapToInt(k -> k)
                        .toArray();
                for (int i = 0; i < order.length; i++) {
                    keyOf[order[i]] = Math.min(i, COLOURS - 1);
                    if (i < COLOURS - 1) {
                        keys.add(classes.get(order[i]));
                    }
                }
                keys.add("others");
            }
            double low = Double.POSITIVE_INFINITY;
            double high = Double.NEGATIVE_INFINITY;
            for (int node = 0; node < tree.nodes(); node++) {
                low = Math.min(low, tree.value(node, 0));
                high = Math.max(high, tree.value(node, 0));
            }
            least = low;
            span = high - low;
        }

        List<String> keys() {
            return keys.isEmpty() && tree.outputs() == 1
                    ? List.of("value from " + Wording.number(least) + " to " + Wording.number(least + span))
                    : keys;
        }

        int colour(int node) {
            return keys.isEmpty() ? tree.outputs() == 1 ? 0 : words.most(node) : keyOf[words.most(node)];
        }

        List<Double> shares(int node) {
            if (keys.isEmpty()) {
                return tree.outputs() == 1 && span > 0
                        ? List.of(Math.min(1, (tree.value(node, 0) - least) / span))
                        : List.of();
            }
            double[] shares = new double[keys.size()];
            for (int k = 0; k < keyOf.length; k++) {
                shares[keyOf[k]] += tree.value(node, k);
            }
            return Arrays.stream(shares).boxed().toList();
        }
    }
}
