package ai.vivace.trees.explain;

import ai.vivace.base.InputException;
import ai.vivace.trees.Feature;
import ai.vivace.trees.Task;
import ai.vivace.trees.Tree;
import ai.vivace.trees.TreeEnsemble;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What one tree of a model asks and answers, in words. */
final class TreeWords {
    private static final int LISTED = 3;
    private static final int COUNTED = 4;
    private static final double ROUNDING = 1e-6;

    private final TreeEnsemble model;
    private final Tree tree;
    private final int output;
    private final Content content;

    /** What the numbers in a tree's nodes are. */
    private enum Content {
        /** The share of each class among the training rows. */
        SHARES,
        /** A vote for a class. */
        VOTES,
        /** The mean of the training rows. */
        MEAN,
        /** What is added to an output. */
        STEP
    }

    TreeWords(TreeEnsemble model, int number) {
        InputException.require(
                number >= 0 && number < model.trees().size(),
                () -> "The model has trees 0 to " + (model.trees().size() - 1) + ", but came " + number + ".");
        this.model = model;
        this.tree = model.trees().get(number);
        this.output = model.outputs().get(number);
        this.content = content();
    }

    private Content content() {
        double[] values = tree.value(0);
        if (!(model.task() instanceof Task.Classification) || values.length == 1) {
            // Only trees that are grown by impurity know how mixed their nodes are; those of boosting take steps.
            return Double.isNaN(tree.impurity(0)) ? Content.STEP : Content.MEAN;
        }
        double sum = 0;
        double least = 0;
        for (double value : values) {
            sum += value;
            least = Math.min(least, value);
        }
        return Math.abs(sum - 1) < ROUNDING && least >= 0 ? Content.SHARES : Content.VOTES;
    }

    Tree tree() {
        return tree;
    }

    /** The classes whose shares nodes know; empty where they know none. */
    List<String> classes() {
        return content == Content.SHARES ? labels() : List.of();
    }

    private List<String> labels() {
        return model.task() instanceof Task.Classification task ? task.labels() : List.of();
    }

    /** What the tree's answers are, for a line below a title; empty where that goes without saying. */
    String meaning() {
        return switch (content) {
            case SHARES, MEAN -> "";
            case VOTES -> "votes for a class";
            case STEP ->
                "adds to "
                        + OutputNames.of(model).get(output == TreeEnsemble.ALL ? 0 : output)
                        + OutputNames.unit(model.link());
        };
    }

    /** A node's question, which a row that goes left answers with yes. */
    String question(int node) {
        Feature feature = feature(node);
        long[] set = tree.levels(node);
        if (set == null) {
            return tree.threshold(node) == Double.POSITIVE_INFINITY
                    ? feature.name() + " is known"
                    : feature.name() + " ≤ " + Wording.number(tree.threshold(node));
        }
        List<String> inside = levels(feature, set, true);
        List<String> outside = levels(feature, set, false);
        return inside.size() <= outside.size()
                ? feature.name() + " is " + Wording.some(inside, "or", LISTED)
                : feature.name() + " is not " + Wording.some(outside, "or", LISTED);
    }

    /** How a row's value answers a node's question, as a sentence. */
    String condition(int node, float value) {
        Feature feature = feature(node);
        long[] set = tree.levels(node);
        boolean left = tree.goesLeft(node, value);
        if (Float.isNaN(value)) {
            return feature.name() + " is missing, which goes with " + (left ? "yes" : "no") + " to \"" + question(node)
                    + "\"";
        }
        if (set == null) {
            if (tree.threshold(node) == Double.POSITIVE_INFINITY) {
                return feature.name() + " " + Wording.exact(value) + " is known";
            }
            return feature.name() + " " + Wording.exact(value) + (left ? " is at most " : " is above ")
                    + Wording.threshold(tree.threshold(node), value);
        }
        int level = (int) value;
        if (level < 0 || level >= feature.levels().size()) {
            return feature.name() + " is of a level that training did not know, which goes with "
                    + (left ? "yes" : "no") + " to \"" + question(node) + "\"";
        }
        String own = feature.levels().get(level);
        List<String> with = levels(feature, set, left);
        List<String> against = levels(feature, set, !left);
        if (with.size() == 1) {
            return feature.name() + " is " + own;
        }
        if (against.size() < with.size()) {
            return feature.name() + " " + own + " is not " + Wording.some(against, "or", LISTED);
        }
        List<String> ownFirst = new ArrayList<>(with);
        ownFirst.remove(own);
        ownFirst.add(0, own);
        return feature.name() + " " + own + " is one of " + Wording.some(ownFirst, "and", LISTED);
    }

    private Feature feature(int node) {
        return model.features().get(tree.feature(node));
    }

    private static List<String> levels(Feature feature, long[] set, boolean inside) {
        return IntStream.range(0, feature.levels().size())
                .filter(level -> (level < 64L * set.length && (set[level >> 6] & 1L << level) != 0) == inside)
                .mapToObj(feature.levels()::get)
                .toList();
    }

    /** What a node answers. */
    String answer(int node) {
        return switch (content) {
            case SHARES, VOTES -> labels().get(most(node));
            case MEAN -> Wording.number(tree.value(node, 0));
            case STEP -> Wording.signed(tree.value(node, 0));
        };
    }

    /** A node's answer and rows, for one that asks on. */
    String summary(int node) {
        String rows = Wording.rows(tree.rows(node));
        return switch (content) {
            case SHARES -> rows;
            case VOTES, STEP -> answer(node) + ", " + rows;
            case MEAN -> "mean " + answer(node) + ", " + rows;
        };
    }

    /** How many training rows speak for a node's answer: "50 of 50" for a class, else "442 rows". */
    String support(int node) {
        if (content != Content.SHARES) {
            return Wording.rows(tree.rows(node));
        }
        return isCounted(node)
                ? Math.round(tree.value(node, most(node)) * tree.rows(node)) + " of " + tree.rows(node)
                : percent(tree.value(node, most(node))) + " of " + Wording.rows(tree.rows(node));
    }

    /** The number of the class that a node answers with. */
    int most(int node) {
        double[] values = tree.value(node);
        int most = 0;
        for (int i = 1; i < values.length; i++) {
            most = values[i] > values[most] ? i : most;
        }
        return most;
    }

    /** Each class's rows in a node, for few classes; empty where nodes do not know them. */
    String counts(int node) {
        if (content != Content.SHARES || tree.outputs() > COUNTED) {
            return "";
        }
        return IntStream.range(0, tree.outputs())
                .mapToObj(k -> isCounted(node)
                        ? Long.toString(Math.round(tree.value(node, k) * tree.rows(node)))
                        : percent(tree.value(node, k)))
                .collect(Collectors.joining(" · "));
    }

    /** Whether the rows of a node all weigh 1, so that shares are counts. */
    private boolean isCounted(int node) {
        return Math.abs(tree.weight(node) - tree.rows(node)) < ROUNDING * tree.rows(node);
    }

    private static String percent(double share) {
        return Wording.number(Math.round(1000 * share) / 10.0) + " %";
    }
}
