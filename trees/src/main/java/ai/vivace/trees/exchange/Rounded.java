package ai.vivace.trees.exchange;

import ai.vivace.base.InputException;
import ai.vivace.trees.Tree;
import ai.vivace.trees.TreeEnsemble;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * A model's trees as XGBoost and LightGBM have them: in rounds, each with one tree for each output. Where sums do not start from 0, the first
 * round is of single leaves with what they start from; an output that has fewer trees than others gets leaves of 0.
 *
 * @param trees in their order; tree i is of output i mod width
 * @param width how many outputs there are
 */
record Rounded(List<Part> trees, int width) {
    /**
     * A tree that adds to one output.
     *
     * @param tree whose leaves may have a number for each output
     * @param number which of them counts
     * @param factor what it is multiplied by
     */
    record Part(Tree tree, int number, double factor) {
        /** What a node adds to the sum. */
        double value(int node) {
            return factor * tree.value(node, number);
        }
    }

    /**
     * A model's rounds.
     *
     * @param whose format it is for, for messages
     * @throws InputException when it is no sum
     */
    static Rounded of(TreeEnsemble model, String whose) {
        requireSum(model, whose);
        int width = model.width();
        List<List<Part>> byOutput = new ArrayList<>();
        for (int k = 0; k < width; k++) {
            byOutput.add(new ArrayList<>());
        }
        if (model.base().stream().anyMatch(base -> base != 0)) {
            for (int k = 0; k < width; k++) {
                byOutput.get(k).add(constant(model.base().get(k)));
            }
        }
        for (int i = 0; i < model.trees().size(); i++) {
            int output = model.outputs().get(i);
            double factor = model.factors().get(i);
            for (int k = 0; k < width; k++) {
                if (output == TreeEnsemble.ALL || output == k) {
                    byOutput.get(k).add(new Part(model.trees().get(i), output == k ? 0 : k, factor));
                }
            }
        }
        int rounds = byOutput.stream().mapToInt(List::size).max().orElse(0);
        List<Part> trees = new ArrayList<>();
        for (int round = 0; round < rounds; round++) {
            for (List<Part> own : byOutput) {
                trees.add(round < own.size() ? own.get(round) : constant(0));
            }
        }
        return new Rounded(Collections.unmodifiableList(trees), width);
    }

    private static Part constant(double value) {
        Tree.Builder builder = new Tree.Builder();
        builder.leaf(new double[] {value}, 0, 0, Double.NaN);
        return new Part(builder.build(), 0, 1);
    }

    static void requireSum(TreeEnsemble model, String whose) {
        InputException.require(
                model.combination() == TreeEnsemble.Combination.SUM,
                () -> whose + " adds trees up, but this model takes their weighted median. Save it in our own format.");
    }

    /** Makes sure that no node takes zero for a missing value. */
    static void requireZeroIsNumber(TreeEnsemble model, String whose) {
        for (Tree tree : model.trees()) {
            for (int node = 0; node < tree.nodes(); node++) {
                InputException.require(
                        tree.isLeaf(node) || !tree.zeroIsMissing(node),
                        () -> "This model takes zero for a missing value, which " + whose
                                + " cannot. Write it for LightGBM, or save it in our own format.");
            }
        }
    }
}
