package ai.vivace.learn;

import ai.vivace.plot.Axis;
import ai.vivace.plot.LineChart;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/** What happened in all fits of a learner: a row for each epoch and one for each training batch. It grows as training goes. */
public final class History {
    private final List<EpochRow> epochs = new ArrayList<>();
    private final List<StepRow> steps = new ArrayList<>();

    History() {}

    /** The epochs in order. */
    public List<EpochRow> epochs() {
        return Collections.unmodifiableList(epochs);
    }

    /** The training batches in order. */
    public List<StepRow> steps() {
        return Collections.unmodifiableList(steps);
    }

    /** The names of all metrics that occur, in order. */
    public List<String> metrics() {
        Set<String> names = new LinkedHashSet<>();
        epochs.forEach(row -> names.addAll(row.evaluation().metrics().keySet()));
        return List.copyOf(names);
    }

    /** A table for people: a line of titles and one for each epoch. */
    public String table() {
        HistoryTable table = new HistoryTable(metrics());
        StringBuilder text = new StringBuilder(table.header()).append('\n');
        epochs.forEach(row -> text.append(table.row(row)).append('\n'));
        return text.toString();
    }

    /** Comma-separated values: epoch, train_loss, valid_loss, the metrics, seconds; a cell is empty where a metric was not computed. */
    public String csv() {
        List<String> metrics = metrics();
        StringBuilder text = new StringBuilder("epoch,train_loss,valid_loss");
        metrics.forEach(name -> text.append(',').append(quoted(name)));
        text.append(",seconds\n");
        for (EpochRow row : epochs) {
            Evaluation evaluation = row.evaluation();
            text.append(row.epoch()).append(',').append(number(row.trainLoss())).append(',');
            text.append(number(evaluation.loss()));
            for (String name : metrics) {
                text.append(',')
                        .append(evaluation.metric(name).map(History::number).orElse(""));
            }
            text.append(',')
                    .append(String.format(Locale.ROOT, "%.3f", row.seconds()))
                    .append('\n');
        }
        return text.toString();
    }

    /** The loss of each batch and its smoothed mean, and the validation loss at epoch ends, over the number of batches. */
    public LineChart lossChart() {
        double[] batches = numbers();
        LineChart.Builder chart = LineChart.of("Loss")
                .xAxis(Axis.linear("batches"))
                .yAxis(Axis.linear("loss").robust())
                .faintLine("training", batches, steps(StepRow::loss))
                .line("training", batches, steps(StepRow::smoothedLoss));
        if (!epochs.isEmpty()) {
            double[] ends = epochs.stream().mapToDouble(EpochRow::steps).toArray();
            double[] losses =
                    epochs.stream().mapToDouble(row -> row.evaluation().loss()).toArray();
            chart.line("validation", ends, losses).dots("validation", ends, losses);
        }
        return chart.build();
    }

    /** The learning rate of the last parameter group over the number of batches. */
    public LineChart rateChart() {
        return LineChart.of("Learning rate")
                .xAxis(Axis.linear("batches"))
                .line("learning rate", numbers(), steps(StepRow::rate))
                .build();
    }

    private double[] numbers() {
        return IntStream.rangeClosed(1, steps.size()).asDoubleStream().toArray();
    }

    private double[] steps(ToDoubleFunction<StepRow> value) {
        return steps.stream().mapToDouble(value).toArray();
    }

    void add(EpochRow row) {
        epochs.add(row);
    }

    void add(StepRow row) {
        steps.add(row);
    }

    void clear() {
        epochs.clear();
        steps.clear();
    }

    private static String quoted(String name) {
        return name.contains(",") || name.contains("\"") ? '"' + name.replace("\"", "\"\"") + '"' : name;
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.6f", value);
    }
}
