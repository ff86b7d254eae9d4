package ai.vivace.learn;

import ai.vivace.plot.Axis;
import ai.vivace.plot.LineChart;
import ai.vivace.plot.TextTable;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What one batch has shown of a model, from {@link Learner#check}. Prints as the loss, tables of the layers, and what was found.
 *
 * @param items how many the batch had
 * @param loss the model's loss for it
 * @param uniform the loss of answering all classes alike, ln K for K classes; empty where the loss is no cross-entropy
 * @param prior the loss, for this batch, of answering by how frequent classes are in the training data; empty likewise
 * @param layers every use of a layer, in order
 * @param findings what is wrong, in the order in which it was looked for; empty when nothing is
 */
public record CheckReport(
        int items,
        double loss,
        OptionalDouble uniform,
        OptionalDouble prior,
        List<LayerActivity> layers,
        List<Finding> findings) {
    /** What zeros are drawn as, which a logarithmic axis lacks, where there is nothing else. */
    private static final double NOTHING = 1e-10;

    public CheckReport {
        layers = List.copyOf(layers);
        findings = List.copyOf(findings);
    }

    /** Whether nothing was found that keeps the model from learning. */
    public boolean isClean() {
        return findings.stream().noneMatch(Finding::isProblem);
    }

    /** The loss beside those of guessing, in one line. */
    public String lossLine() {
        String line = String.format(Locale.ROOT, "loss %.4f on a batch of %d", loss, items);
        if (uniform.isPresent() && prior.isPresent()) {
            line += String.format(
                    Locale.ROOT,
                    "; answering all classes alike has %.4f, by their frequency %.4f",
                    uniform.getAsDouble(),
                    prior.getAsDouble());
        }
        return line;
    }

    /** What the layers give. */
    public TextTable outputTable() {
        TextTable.Builder table = TextTable.of("Layer", "Type", "Output", "Mean", "Deviation", "Dead", "Saturated");
        for (LayerActivity layer : layers) {
            Activity forward = layer.forward();
            table.row(
                    layer.path(),
                    layer.type(),
                    layer.shape(),
                    number(forward.mean()),
                    number(forward.deviation()),
                    share(forward.dead()),
                    share(forward.saturated()));
        }
        return table.build();
    }

    /** What gradients come back to the layers' outputs; layers that none comes back to are missing. */
    public TextTable gradientTable() {
        TextTable.Builder table = TextTable.of("Layer", "Type", "Gradient mean", "Deviation", "Units without");
        for (LayerActivity layer : layers) {
            layer.backward()
                    .ifPresent(backward -> table.row(
                            layer.path(),
                            layer.type(),
                            number(backward.mean()),
                            number(backward.deviation()),
                            share(backward.dead())));
        }
        return table.build();
    }

    /**
     * The standard deviations of outputs and gradients, layer by layer, over a logarithmic axis: in a healthy model both lines are
     * nearly level. A deviation of 0 is drawn at a tenth of the smallest other one; where no gradient comes back, there is no line.
     */
    public LineChart chart() {
        LineChart.Builder chart = LineChart.of("Activation statistics")
                .xAxis(Axis.linear("layer"))
                .yAxis(Axis.logarithmic("standard deviation"))
                .line(
                        "outputs",
                        drawn(layer -> OptionalDouble.of(layer.forward().deviation())));
        if (layers.stream().anyMatch(layer -> layer.backward().isPresent())) {
            chart.line("gradients", drawn(layer -> layer.backward().stream()
                    .mapToDouble(Activity::deviation)
                    .findFirst()));
        }
        return chart.build();
    }

    /** Deviations that are not finite count as the largest a float can be; those that are not there are not drawn. */
    private double[] drawn(Function<LayerActivity, OptionalDouble> deviation) {
        double[] values = layers.stream()
                .mapToDouble(layer -> {
                    OptionalDouble value = deviation.apply(layer);
                    return value.isEmpty()
                            ? Double.NEGATIVE_INFINITY
                            : Double.isFinite(value.getAsDouble()) ? value.getAsDouble() : Float.MAX_VALUE;
                })
                .toArray();
        double smallest = Arrays.stream(values).filter(value -> value > 0).min().orElse(10 * NOTHING);
        return Arrays.stream(values)
                .map(value -> value < 0 ? Double.NaN : Math.max(value, smallest / 10))
                .toArray();
    }

    /** What was found, numbered, each with its cause and what to do; or that nothing was. */
    public String findingsText() {
        if (findings.isEmpty()) {
            return "Nothing was found that keeps the model from learning.";
        }
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < findings.size(); i++) {
            text.append(i == 0 ? "" : "\n").append(i + 1).append(". ").append(findings.get(i));
        }
        return text.toString();
    }

    @Override
    public String toString() {
        return lossLine() + "\n\n" + outputTable() + "\n\n" + gradientTable() + "\n\n" + findingsText();
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.3g", value);
    }

    private static @Nullable String share(OptionalDouble share) {
        return share.isPresent() ? String.format(Locale.ROOT, "%.1f %%", 100 * share.getAsDouble()) : null;
    }
}
