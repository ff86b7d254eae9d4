package ai.vivace.trees.explain;

import ai.vivace.base.InputException;
import ai.vivace.trees.Tree;
import ai.vivace.trees.TreeEnsemble;
import java.util.ArrayList;
import java.util.List;

/**
 * The way of one row down one tree, in words: {@code petal length 1.4 is at most 2.45 → setosa (50 of 50)}.
 *
 * @param steps from the root to the leaf; none for a tree that is only a leaf
 * @param answer what the leaf answers
 * @param support how many training rows came to the leaf, and for classes how many of them are of the answer's
 */
public record DecisionPath(List<Step> steps, String answer, String support) {
    /**
     * One question on the way.
     *
     * @param node the number of the node that asks
     * @param condition how the row answers
     * @param answer what the tree would say after it
     * @param support how many training rows are left after it
     */
    public record Step(int node, String condition, String answer, String support) {}

    public DecisionPath {
        steps = List.copyOf(steps);
    }

    /** The way down the only tree of a model. */
    public static DecisionPath of(TreeEnsemble model, float[] row) {
        InputException.require(
                model.trees().size() == 1,
                () -> "The model has " + model.trees().size() + " trees: say which one's path is wanted.");
        return of(model, 0, row);
    }

    /**
     * The way down one of a model's trees.
     *
     * @param number the tree, from 0
     * @param row its numbers, in the order of the model's columns
     * @throws InputException when there is no such tree, or the row has another number of columns
     */
    public static DecisionPath of(TreeEnsemble model, int number, float[] row) {
        InputException.require(
                row.length == model.features().size(),
                () -> "The model has " + model.features().size() + " columns, but came " + row.length + ".");
        TreeWords words = new TreeWords(model, number);
        Tree tree = words.tree();
        List<Step> steps = new ArrayList<>();
        int node = 0;
        while (!tree.isLeaf(node)) {
            float value = row[tree.feature(node)];
            int next = tree.goesLeft(node, value) ? tree.left(node) : tree.right(node);
            steps.add(new Step(node, words.condition(node, value), words.answer(next), words.support(next)));
            node = next;
        }
        return new DecisionPath(steps, words.answer(node), words.support(node));
    }

    /** The steps as lines, without a line break at the end. */
    public String text() {
        if (steps.isEmpty()) {
            return "always → " + answer + " (" + support + ")";
        }
        StringBuilder text = new StringBuilder();
        for (Step step : steps) {
            text.append(text.length() == 0 ? "" : "\n").append(step.condition());
            text.append(" → ")
                    .append(step.answer())
                    .append(" (")
                    .append(step.support())
                    .append(')');
        }
        return text.toString();
    }
}
