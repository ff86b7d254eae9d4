package ai.vivace.trees.explain;

import ai.vivace.base.InputException;
import ai.vivace.plot.BarChart;
import ai.vivace.plot.Chart;
import ai.vivace.plot.TextTable;
import ai.vivace.trees.Feature;
import ai.vivace.trees.TreeEnsemble;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Why a model predicts what it does for one row: how far each column moves one of the model's outputs, by exact Shapley values (see
 * {@link TreeShap}).
 *
 * @param output what the output is called, with its unit
 * @param base the output on the mean, without any column
 * @param sum the output for the row: the base and all values
 * @param values one for each column, those that move most first
 */
public record RowExplanation(String output, double base, double sum, List<Value> values) {
    /**
     * What one column does.
     *
     * @param column its name
     * @param text its value in the row, as people write it
     * @param value by how much it moves the output
     */
    public record Value(String column, String text, double value) {}

    public RowExplanation {
        values = List.copyOf(values);
    }

    /**
     * Explains a row.
     *
     * @param row its numbers, in the order of the model's columns
     * @param output which one, from 0; a model of two classes that share a number has only 0, which speaks for the second class
     * @throws InputException when there is no such output, the row has another number of columns, or the model has no Shapley values
     */
    public static RowExplanation of(TreeEnsemble model, float[] row, int output) {
        return of(model, TreeShap.of(model), row, output);
    }

    /** The same by an explainer that is there already, for many rows. */
    public static RowExplanation of(TreeEnsemble model, TreeShap explainer, float[] row, int output) {
        InputException.require(
                output >= 0 && output < model.width(),
                () -> "The model has outputs 0 to " + (model.width() - 1) + ", but came " + output + ".");
        double[] own = explainer.values(row)[output];
        List<Value> values = new ArrayList<>();
        for (int column = 0; column < own.length; column++) {
            Feature feature = model.features().get(column);
            values.add(new Value(feature.name(), text(feature, row[column]), own[column]));
        }
        values.sort(Comparator.comparingDouble(value -> -Math.abs(value.value())));
        return new RowExplanation(
                OutputNames.of(model).get(output) + OutputNames.unit(model.link()),
                explainer.base()[output],
                model.raw(row)[output],
                values);
    }

    private static String text(Feature feature, float value) {
        if (Float.isNaN(value)) {
            return "missing";
        }
        int level = (int) value;
        return feature.kind() == Feature.Kind.NUMERIC
                ? Wording.exact(value)
                : level >= 0 && level < feature.levels().size()
                        ? feature.levels().get(level)
                        : "an unknown level";
    }

    /**
     * The columns that move most, what all others do together, the base and the sum.
     *
     * @param most how many columns at most, at least 1
     */
    public TextTable table(int most) {
        List<Value> shown = shown(most);
        TextTable.Builder table = TextTable.of("column", "value", "moves " + output + " by");
        table.row("(mean)", "", Wording.number(base));
        shown.forEach(one -> table.row(one.column(), one.text(), Wording.signed(one.value())));
        table.row("(sum)", "", Wording.number(sum));
        return table.build();
    }

    /** The same as bars. */
    public Chart chart(int most) {
        List<Value> shown = shown(most);
        return BarChart.of(
                        "What moves " + output + " from " + Wording.number(base) + " to " + Wording.number(sum),
                        shown.stream()
                                .map(one -> one.text().isEmpty() ? one.column() : one.column() + " = " + one.text())
                                .toList())
                .bars("Shapley value", shown.stream().mapToDouble(Value::value).toArray())
                .build();
    }

    private List<Value> shown(int most) {
        InputException.require(most >= 1, () -> "At least 1 column can be shown, but came " + most + ".");
        if (values.size() <= most + 1) {
            return values;
        }
        List<Value> shown = new ArrayList<>(values.subList(0, most));
        List<Value> others = values.subList(most, values.size());
        shown.add(new Value(
                others.size() + " others",
                "",
                others.stream().mapToDouble(Value::value).sum()));
        return shown;
    }
}
