package ai.vivace.trees.tune;

import ai.vivace.base.InputException;
import ai.vivace.base.Spelling;
import ai.vivace.plot.TextTable;
import ai.vivace.trees.Predictor;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What came of a cross-validation.
 *
 * @param models each fold's model
 * @param scores for each fold its measures, by their names
 * @param outOfFold for each row what the model predicts that has not seen it; null for rows that no fold is judged on; of several
 *     folds the last counts
 */
public record CrossValidated(
        List<Predictor> models, List<Map<String, Double>> scores, List<double @Nullable []> outOfFold) {
    public CrossValidated {
        models = List.copyOf(models);
        List<Map<String, Double>> kept = new ArrayList<>();
        for (Map<String, Double> fold : scores) {
            kept.add(Collections.unmodifiableMap(new LinkedHashMap<>(fold)));
        }
        scores = List.copyOf(kept);
        outOfFold = Collections.unmodifiableList(new ArrayList<>(outOfFold));
        int count = models.size();
        int judged = scores.size();
        InputException.require(
                count > 0 && judged == count,
                () -> "A cross-validation has scores for each of at least 1 model, but came " + judged + " for " + count
                        + ".");
    }

    /**
     * The mean of a measure over the folds.
     *
     * @throws InputException when nothing was judged by it
     */
    public double mean(String measure) {
        return values(measure).stream().mapToDouble(value -> value).sum() / scores.size();
    }

    /** The standard deviation of a measure over the folds, whose squares are divided by the number of folds less 1; 0 for one fold. */
    public double deviation(String measure) {
        double mean = mean(measure);
        double squares = values(measure).stream()
                .mapToDouble(value -> (value - mean) * (value - mean))
                .sum();
        return scores.size() == 1 ? 0 : Math.sqrt(squares / (scores.size() - 1));
    }

    /** A measure's number of each fold. */
    public List<Double> values(String measure) {
        InputException.require(
                scores.get(0).containsKey(measure),
                () -> Spelling.unknown("measure", measure, scores.get(0).keySet()));
        return scores.stream()
                .map(fold -> fold.getOrDefault(measure, Double.NaN))
                .toList();
    }

    /**
     * All rows' predictions by models that have not seen them.
     *
     * @throws InputException when a row was in no fold's validation part
     */
    public double[][] predictions() {
        double[][] all = new double[outOfFold.size()][];
        for (int i = 0; i < all.length; i++) {
            int row = i;
            double[] own = outOfFold.get(i);
            if (own == null) {
                throw new InputException("Row " + row + " was judged by no fold. Take folds that judge each row once.");
            }
            all[i] = own.clone();
        }
        return all;
    }

    /** A row for each fold, and below them mean and deviation. */
    public TextTable table() {
        List<String> names = List.copyOf(scores.get(0).keySet());
        List<String> headers = new ArrayList<>(List.of("fold"));
        headers.addAll(names);
        TextTable.Builder table = TextTable.of(headers.toArray(String[]::new));
        for (int fold = 0; fold < scores.size(); fold++) {
            Map<String, Double> own = scores.get(fold);
            table.row(row(
                    Integer.toString(fold + 1),
                    names.stream()
                            .map(name -> own.getOrDefault(name, Double.NaN))
                            .toList()));
        }
        table.row(row("mean", names.stream().map(this::mean).toList()));
        table.row(row("deviation", names.stream().map(this::deviation).toList()));
        return table.build();
    }

    private static Object[] row(String name, List<Double> values) {
        List<Object> cells = new ArrayList<>(List.of(name));
        cells.addAll(values);
        return cells.toArray();
    }
}
