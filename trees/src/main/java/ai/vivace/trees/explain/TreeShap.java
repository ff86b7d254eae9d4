package ai.vivace.trees.explain;

import ai.vivace.base.InputException;
import ai.vivace.trees.Features;
import ai.vivace.trees.Tree;
import ai.vivace.trees.TreeEnsemble;
import ai.vivace.trees.Workers;
import java.util.Arrays;

/**
 * Exact Shapley values of a model's sums (TreeSHAP, algorithm 2 of Lundberg, Erion and Lee 2018, in its form that depends on the path): by
 * how much each column moves one row's {@linkplain TreeEnsemble#raw raw} prediction away from the mean one.
 *
 * <p>The values of a row and the {@linkplain #base base} add up to its raw prediction: the log-odds for boosting of two classes, the
 * probabilities themselves for forests. A column that is not known follows both branches of a split, in proportion to the {@linkplain Tree#weight
 * weights} of the training rows that went there, which are hessians for boosting, as XGBoost has it; LightGBM counts rows. That the values
 * do not depend on other data has the price that columns which go together share what only one of them causes.
 *
 * <p>Immutable; several threads may use it at once. A row takes time in proportion to leaves times the square of the depth.
 */
public final class TreeShap {
    private static final int ROWS_OF_PIECE = 16;

    private final TreeEnsemble model;
    private final double[] base;
    private final int deepest;

    private TreeShap(TreeEnsemble model) {
        this.model = model;
        this.base = new double[model.width()];
        int most = 0;
        Arrays.setAll(base, k -> model.base().get(k));
        for (int i = 0; i < model.trees().size(); i++) {
            Tree tree = model.trees().get(i);
            requireWeights(i, tree);
            most = Math.max(most, tree.depth());
            int output = model.outputs().get(i);
            for (int k = 0; k < tree.outputs(); k++) {
                base[output == TreeEnsemble.ALL ? k : output] += model.factors().get(i) * mean(tree, 0, k);
            }
        }
        this.deepest = most;
    }

    /**
     * An explainer of a model.
     *
     * @throws InputException when the model's answer is no sum over trees (AdaBoost of numbers), or its trees do not know the rows they
     *     were grown from
     */
    public static TreeShap of(TreeEnsemble model) {
        InputException.require(
                model.combination() == TreeEnsemble.Combination.SUM,
                () -> "Shapley values are of models that add their trees up, but this one takes the trees' weighted"
                        + " median. Explain another model, or look at the permutation importance.");
        return new TreeShap(model);
    }

    private static void requireWeights(int number, Tree tree) {
        for (int i = 0; i < tree.nodes(); i++) {
            int node = i;
            InputException.require(
                    tree.isLeaf(node) || Double.isFinite(share(tree, node, tree.left(node))),
                    () -> "Tree " + number + " does not know how many training rows came to the children of its node "
                            + node + ", which Shapley values need. Take a model that keeps them.");
        }
    }

    /** The share of a node's training rows that went to one of its children; shares of both add up to 1. */
    static double share(Tree tree, int node, int child) {
        double both = tree.weight(tree.left(node)) + tree.weight(tree.right(node));
        if (both > 0) {
            return tree.weight(child) / both;
        }
        return (double) tree.rows(child) / (tree.rows(tree.left(node)) + tree.rows(tree.right(node)));
    }

    private static double mean(Tree tree, int node, int output) {
        if (tree.isLeaf(node)) {
            return tree.value(node, output);
        }
        int left = tree.left(node);
        int right = tree.right(node);
        return share(tree, node, left) * mean(tree, left, output)
                + share(tree, node, right) * mean(tree, right, output);
    }

    /** The mean raw prediction over the training rows, for each output: what is known without any column. */
    public double[] base() {
        return base.clone();
    }

    /**
     * The Shapley values of one row.
     *
     * @param row its numbers, in the order of the model's columns
     * @return for each output a value for each column; with the base they add up to {@link TreeEnsemble#raw}
     */
    public double[][] values(float[] row) {
        requireColumns(row.length);
        double[][] values = new double[base.length][row.length];
        ShapPaths paths = new ShapPaths(deepest);
        for (int i = 0; i < model.trees().size(); i++) {
            paths.add(
                    model.trees().get(i),
                    row,
                    model.factors().get(i),
                    rowsOf(values, model.outputs().get(i)));
        }
        return values;
    }

    /**
     * The Shapley values of many rows.
     *
     * @param threads how many work; the values do not depend on it
     */
    public ShapValues values(Features rows, int threads) {
        requireColumns(rows.count());
        double[][][] values = new double[rows.rows()][][];
        try (Workers workers = new Workers(threads)) {
            workers.run((values.length + ROWS_OF_PIECE - 1) / ROWS_OF_PIECE, (piece, thread) -> {
                int end = Math.min(values.length, (piece + 1) * ROWS_OF_PIECE);
                for (int row = piece * ROWS_OF_PIECE; row < end; row++) {
                    values[row] = values(rows.row(row));
                }
            });
        }
        return new ShapValues(rows, OutputNames.of(model), OutputNames.unit(model.link()), base.clone(), values);
    }

    /**
     * The Shapley interaction values of one row: how much of its values comes of two columns together (Fujimoto 2006, section 4 of
     * Lundberg 2018).
     *
     * @return for each output a symmetric table of columns; a column's row of it adds up to the column's Shapley value, half of what two
     *     columns do together standing in each of both places, and what a column does alone on the diagonal
     */
    public double[][][] interactions(float[] row) {
        requireColumns(row.length);
        double[][] values = values(row);
        double[][][] tables = new double[base.length][row.length][row.length];
        ShapPaths paths = new ShapPaths(deepest);
        for (int i = 0; i < model.trees().size(); i++) {
            Tree tree = model.trees().get(i);
            int output = model.outputs().get(i);
            double half = model.factors().get(i) / 2;
            boolean[] used = new boolean[row.length];
            for (int node = 0; node < tree.nodes(); node++) {
                if (!tree.isLeaf(node)) {
                    used[tree.feature(node)] = true;
                }
            }
            for (int column = 0; column < used.length; column++) {
                if (used[column]) {
                    double[][] ofColumn = new double[base.length][];
                    for (int k = 0; k < base.length; k++) {
                        ofColumn[k] = tables[k][column];
                    }
                    double[][] to = rowsOf(ofColumn, output);
                    paths.addWith(tree, row, half, to, column, ShapPaths.Condition.KNOWN);
                    paths.addWith(tree, row, -half, to, column, ShapPaths.Condition.UNKNOWN);
                }
            }
        }
        for (int k = 0; k < base.length; k++) {
            for (int column = 0; column < row.length; column++) {
                double others = Arrays.stream(tables[k][column]).sum();
                tables[k][column][column] = values[k][column] - others;
            }
        }
        return tables;
    }

    /** Where a tree's leaves add to: all outputs, or one. */
    private static double[][] rowsOf(double[][] all, int output) {
        return output == TreeEnsemble.ALL ? all : new double[][] {all[output]};
    }

    private void requireColumns(int count) {
        InputException.require(
                count == model.features().size(),
                () -> "The model has " + model.features().size() + " columns, but came " + count + ".");
    }
}
