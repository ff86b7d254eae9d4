package ai.vivace.trees.explain;

import ai.vivace.base.InputException;
import ai.vivace.plot.BarChart;
import ai.vivace.plot.Chart;
import ai.vivace.plot.TextTable;
import ai.vivace.trees.Feature;
import ai.vivace.trees.Tree;
import ai.vivace.trees.TreeEnsemble;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleBiFunction;
import java.util.stream.IntStream;

/**
 * How much a model needs each of its columns, in one of several senses.
 *
 * @param measure what the numbers are
 * @param columns the columns' names, in the model's order
 * @param values one for each column; higher is more important
 * @param deviations by how much each value varies when it is measured again; 0 where it does not
 */
public record Importance(String measure, List<String> columns, List<Double> values, List<Double> deviations) {
    public Importance {
        columns = List.copyOf(columns);
        values = List.copyOf(values);
        deviations = List.copyOf(deviations);
        int count = columns.size();
        int given = values.size();
        int spread = deviations.size();
        InputException.require(
                count > 0 && given == count && spread == count,
                () -> "Importance has a value and a deviation for each of at least 1 column, but came " + given
                        + " and " + spread + " for " + count + " columns.");
    }

    /**
     * By how much splits on each column made the training loss or the impurity less, all trees together, each times its factor; for
     * forests therefore the mean over trees (Breiman 1984: mean decrease in impurity). It is measured on training rows and favours columns
     * with many different values: {@link PermutationImportance} does not. scikit-learn divides by the sum, as {@link #shares} does; of
     * forests it also takes each tree's shares before the mean.
     */
    public static Importance gain(TreeEnsemble model) {
        return sum(model, "gain of splits", Tree::gain, model.factors());
    }

    /** How many nodes look at each column, all trees together. */
    public static Importance splits(TreeEnsemble model) {
        return sum(
                model,
                "number of splits",
                (tree, node) -> 1,
                Collections.nCopies(model.trees().size(), 1.0));
    }

    private static Importance sum(
            TreeEnsemble model, String measure, ToDoubleBiFunction<Tree, Integer> of, List<Double> factors) {
        double[] sums = new double[model.features().size()];
        for (int i = 0; i < model.trees().size(); i++) {
            Tree tree = model.trees().get(i);
            for (int node = 0; node < tree.nodes(); node++) {
                if (!tree.isLeaf(node)) {
                    sums[tree.feature(node)] += factors.get(i) * of.applyAsDouble(tree, node);
                }
            }
        }
        return new Importance(
                measure,
                model.features().stream().map(Feature::name).toList(),
                Arrays.stream(sums).boxed().toList(),
                Collections.nCopies(sums.length, 0.0));
    }

    /** The same divided by its sum, so that all columns together have 1; as it is when the sum is not above 0. */
    public Importance shares() {
        double sum = values.stream().mapToDouble(value -> value).sum();
        return sum <= 0
                ? this
                : new Importance(
                        measure + ", shares",
                        columns,
                        values.stream().map(value -> value / sum).toList(),
                        deviations.stream().map(value -> value / sum).toList());
    }

    /** The columns' numbers, most important first; equal ones in the model's order. */
    public List<Integer> ranking() {
        return IntStream.range(0, columns.size())
                .boxed()
                .sorted(Comparator.comparingDouble((Integer column) -> -values.get(column))
                        .thenComparing(column -> column))
                .toList();
    }

    /**
     * The most important columns as bars.
     *
     * @param most how many at most, at least 1
     */
    public Chart chart(int most) {
        List<Integer> shown = first(most);
        return BarChart.of(
                        "Importance of columns",
                        shown.stream().map(columns::get).toList())
                .bars(measure, shown.stream().mapToDouble(values::get).toArray())
                .build();
    }

    /**
     * The most important columns as a table.
     *
     * @param most how many at most, at least 1
     */
    public TextTable table(int most) {
        boolean varies = deviations.stream().anyMatch(deviation -> deviation > 0);
        TextTable.Builder table =
                varies ? TextTable.of("column", measure, "deviation") : TextTable.of("column", measure);
        for (int column : first(most)) {
            if (varies) {
                table.row(columns.get(column), values.get(column), deviations.get(column));
            } else {
                table.row(columns.get(column), values.get(column));
            }
        }
        return table.build();
    }

    private List<Integer> first(int most) {
        InputException.require(most >= 1, () -> "At least 1 column can be shown, but came " + most + ".");
        return ranking().stream().limit(most).toList();
    }
}
