package ai.vivace.lab;

import static ai.vivace.lab.Wording.count;
import static ai.vivace.lab.Wording.percent;
import static ai.vivace.lab.Wording.points;
import static ai.vivace.lab.Wording.significant;

import ai.vivace.plot.Axis;
import ai.vivace.plot.BarChart;
import ai.vivace.plot.HeatMap;
import ai.vivace.plot.LineChart;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** What techniques against overfitting came to, sorted by what helped. */
final class TechniqueReport {
    private static final int[] SHOWN_EPOCHS = {1, 2, 5, 10, 15, 20, 30, 50, 100, 200};
    private static final String CURVES = "Cross-entropy of known and of held-out items, of the first seed.";

    private final RegularisationExperiment experiment;
    private final DrawnExamples examples;
    private final List<TechniqueResult> results;
    private final int tested;

    private TechniqueReport(
            RegularisationExperiment experiment, DrawnExamples examples, List<TechniqueResult> results, int tested) {
        this.experiment = experiment;
        this.examples = examples;
        this.results = results;
        this.tested = tested;
    }

    /**
     * A report on some techniques, the first of which is nothing.
     *
     * @param tested how many items judged
     */
    static TechniqueReport of(
            RegularisationExperiment experiment, DrawnExamples examples, List<TechniqueResult> results, int tested) {
        return new TechniqueReport(experiment, examples, results, tested);
    }

    void tell(Findings.Builder findings) {
        TechniqueResult baseline = results.get(0);
        List<TechniqueResult> sorted = new ArrayList<>(results);
        sorted.sort(Comparator.comparingDouble(TechniqueResult::testLoss));
        Table.Builder table = Table.of("technique", "kind", "train loss", "test loss", "gap", "test accuracy");
        for (TechniqueResult result : sorted) {
            table.row(
                    result.name(),
                    result.technique().kind(),
                    result.mean(o -> o.training().loss()),
                    result.testLoss(),
                    result.gap(),
                    Sample.of(result.outcomes().stream()
                                    .map(o -> o.test().accuracy())
                                    .toList())
                            .percent());
            findings.value("test-loss " + result.name(), result.testLoss())
                    .value("test-accuracy " + result.name(), result.testAccuracy())
                    .value("validation-accuracy " + result.name(), result.mean(o -> o.validation()
                            .accuracy()))
                    .value("gap " + result.name(), result.gap());
        }
        List<TechniqueResult> better =
                sorted.stream().filter(r -> r.testLoss() < baseline.testLoss()).toList();
        TechniqueResult best = sorted.stream()
                .filter(r -> r.technique().times() == 1)
                .findFirst()
                .orElseThrow();
        findings.card("test accuracy, nothing", percent(baseline.testAccuracy()))
                .card("test accuracy, " + best.name(), percent(best.testAccuracy()))
                .section("What helps")
                .text(
                        "A net of two hidden layers of " + TechniqueComparison.HIDDEN + " units is to learn "
                                + examples.called() + " from "
                                + experiment.pictures() + " items, in " + count(experiment.epochs(), "epoch")
                                + " of one-cycle, and knows them by heart soon. Each technique alone, "
                                + count(experiment.seeds(), "seed")
                                + " each, sorted by the cross-entropy on " + count(tested, "item")
                                + " that neither trained nor chose anything. The **gap** is what new items cost more than known ones:")
                .table("techniques", table.build())
                .text("The net that nothing was done for has a gap of " + significant(baseline.gap(), 3) + ". "
                        + (better.isEmpty()
                                ? "Nothing lowered its loss on new items."
                                : "Of " + (results.size() - 1) + " changes " + better.size()
                                        + " lowered its loss on new items; with the same items the best is **"
                                        + best.name() + "**, with "
                                        + points(best.testAccuracy() - baseline.testAccuracy())
                                        + (best.testAccuracy() >= baseline.testAccuracy() ? " more" : " less")
                                        + " accuracy and a gap of " + significant(best.gap(), 3) + "."))
                .text("The L1 penalty, by a proximal step after Adam's, left "
                        + percent(result(results, Technique.SPARSE).mean(TechniqueResult.Outcome::zeros))
                        + " of the weights at exactly 0; without it "
                        + percent(baseline.mean(TechniqueResult.Outcome::zeros)) + " are.")
                .chart(
                        "gain",
                        BarChart.of("Test loss", names(sorted))
                                .bars(
                                        "cross-entropy",
                                        sorted.stream()
                                                .mapToDouble(TechniqueResult::testLoss)
                                                .toArray())
                                .build(),
                        "Shorter is better. Differences of a few hundredths are chance.");
        results.stream()
                .filter(r -> r.name().equals(Technique.SHIFTED))
                .forEach(r -> findings.text(shifts(r, baseline)));
        findings.section("The gap, epoch by epoch")
                .text(
                        "What held-out items cost more than known ones after some of the epochs, of the first seed: where the gap is"
                                + " and when it opens. Two pairs of curves stand below; all are in the data (`--json`).")
                .chart("gaps", gaps(sorted), "Paler is better. Where there is nothing, training had been stopped.")
                .chart("curves-nothing", curves("Nothing", baseline), CURVES)
                .chart("curves-best", curves(best.name(), best), CURVES)
                .rows("curves", curveRows(sorted))
                .text(
                        "Some count as regularisation only what constrains weights or penalises complexity: decay, lasso, dropout."
                                + " More data, early stopping and ensembles fight overfitting, too, by other means. The line is not sharp:"
                                + " stopping early acts like a penalty, as was seen above, and shifted pictures say that a thing stays the"
                                + " same when it moves, which a penalty cannot say.");
    }

    private static List<String> names(List<TechniqueResult> results) {
        return results.stream().map(TechniqueResult::name).toList();
    }

    private static TechniqueResult result(List<TechniqueResult> results, String name) {
        return results.stream().filter(r -> r.name().equals(name)).findFirst().orElseThrow();
    }

    private static String shifts(TechniqueResult shifted, TechniqueResult baseline) {
        return shifted.testLoss() > baseline.testLoss()
                ? "Shifted pictures made it **worse**, by " + significant(shifted.testLoss() - baseline.testLoss(), 2)
                        + ": where pictures are centred, and as small as the digits that come with Vivace, a moved one is none that"
                        + " will come. A technique is a claim about the data, and helps where the claim is true."
                : "Shifted pictures helped, by " + significant(baseline.testLoss() - shifted.testLoss(), 2)
                        + ": what has moved is still the same, which the net would else have to learn from examples.";
    }

    private HeatMap gaps(List<TechniqueResult> results) {
        int[] epochs = IntStream.concat(
                        IntStream.of(SHOWN_EPOCHS).filter(e -> e < experiment.epochs()),
                        IntStream.of(experiment.epochs()))
                .toArray();
        double[][] cells = results.stream()
                .map(r -> {
                    TechniqueResult.Outcome outcome = r.outcomes().get(0);
                    return IntStream.of(epochs)
                            .mapToDouble(e -> e > outcome.trainingLoss().length
                                    ? Double.NaN
                                    : outcome.validationLoss()[e - 1] - outcome.trainingLoss()[e - 1])
                            .toArray();
                })
                .toArray(double[][]::new);
        return HeatMap.of("The gap by epoch", cells)
                .rows("", names(results))
                .columns(
                        "epoch",
                        IntStream.of(epochs).mapToObj(Integer::toString).toList())
                .build();
    }

    private static Table curveRows(List<TechniqueResult> results) {
        Table.Builder table = Table.of("technique", "epoch", "training", "validation");
        for (TechniqueResult result : results) {
            TechniqueResult.Outcome outcome = result.outcomes().get(0);
            for (int i = 0; i < outcome.trainingLoss().length; i++) {
                table.row(result.name(), i + 1, outcome.trainingLoss()[i], outcome.validationLoss()[i]);
            }
        }
        return table.build();
    }

    private LineChart curves(String title, TechniqueResult result) {
        TechniqueResult.Outcome outcome = result.outcomes().get(0);
        return LineChart.of("Known and new: " + title)
                .xAxis(Axis.linear("epoch"))
                .yAxis(Axis.linear("cross-entropy").range(0, 0.55 * examples.guess()))
                .line("training", outcome.trainingLoss())
                .line("validation", outcome.validationLoss())
                .build();
    }
}
