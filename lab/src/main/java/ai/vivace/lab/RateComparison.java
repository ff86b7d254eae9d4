package ai.vivace.lab;

import static ai.vivace.lab.Wording.brief;
import static ai.vivace.lab.Wording.count;
import static ai.vivace.lab.Wording.percent;
import static ai.vivace.lab.Wording.significant;

import ai.vivace.data.TrainingData;
import ai.vivace.learn.Learner;
import ai.vivace.learn.RateFinding;
import ai.vivace.learn.Stage;
import ai.vivace.metric.Metrics;
import ai.vivace.plot.Axis;
import ai.vivace.plot.LineChart;
import ai.vivace.schedule.OneCycle;
import ai.vivace.schedule.Policy;
import ai.vivace.schedule.Rates;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** Rates that are too small, right and too large; the finder; and what a search by full trainings costs. */
final class RateComparison {
    private static final double[] GRID = {1e-5, 1e-4, 1e-3, 3e-3, 1e-2, 1e-1, 1, 10};
    private static final double SLOW = 1e-5;
    private static final double RIGHT = 3e-3;
    private static final double FAST = 10;

    private final LearningRateExperiment experiment;
    private final DrawnExamples examples;
    private final TrainingData data;

    private RateComparison(LearningRateExperiment experiment, DrawnExamples examples) {
        this.experiment = experiment;
        this.examples = examples;
        data = examples.data(experiment.seed());
    }

    static RateComparison of(LearningRateExperiment experiment, DrawnExamples examples) {
        return new RateComparison(experiment, examples);
    }

    /** The rate to go on with. */
    double tell(Findings.Builder findings, Progress progress) {
        findings.text("The data are " + examples.counted() + ", of which "
                + count(examples.parts().validation().size(), "is", "are")
                + " held out; the network has one hidden layer of " + LearningRateExperiment.HIDDEN
                + " ReLU units; the optimizer is Adam. A training has " + count(experiment.epochs(), "epoch") + " of "
                + count(data.training().batches(), "batch", "batches") + ".");
        Map<Double, Trainings.Outcome> grid = grid(progress.part(0, 0.75));
        threeRates(findings, grid);
        progress.at("the finder", 0.75);
        return finder(findings, grid);
    }

    /** A full training at each rate, held constant. */
    private Map<Double, Trainings.Outcome> grid(Progress progress) {
        Map<Double, Trainings.Outcome> outcomes = new LinkedHashMap<>();
        for (double rate : GRID) {
            progress.at("rate " + significant(rate, 2), outcomes.size() / (double) GRID.length);
            outcomes.put(rate, train(Rates.of(rate), Policy.constant()));
        }
        return outcomes;
    }

    private Trainings.Outcome train(Rates rates, Policy policy) {
        return Trainings.train(
                Learner.of(data, LearningRateExperiment.network(examples)).seed(experiment.seed()),
                Stage.of(experiment.epochs(), rates, policy));
    }

    private static Trainings.Outcome at(Map<Double, Trainings.Outcome> grid, double rate) {
        Trainings.Outcome outcome = grid.get(rate);
        if (outcome == null) {
            throw new IllegalArgumentException("The grid has no rate " + rate + ".");
        }
        return outcome;
    }

    private void threeRates(Findings.Builder findings, Map<Double, Trainings.Outcome> grid) {
        LineChart.Builder chart = LineChart.of("Three rates")
                .xAxis(Axis.linear("batch"))
                .yAxis(Axis.linear("smoothed loss").range(0, 1.3 * examples.guess()));
        Table.Builder table = Table.of("rate", "batches", "first loss", "last loss", "accuracy", "verdict");
        for (double rate : new double[] {SLOW, RIGHT, FAST}) {
            Trainings.Outcome outcome = at(grid, rate);
            double[] loss = outcome.smoothed();
            chart.line(significant(rate, 2), loss);
            table.row(
                    significant(rate, 2),
                    loss.length,
                    loss[0],
                    loss[loss.length - 1],
                    outcome.diverged() ? null : percent(outcome.accuracy()),
                    verdict(outcome));
        }
        findings.value("slow-accuracy", at(grid, SLOW).accuracy())
                .value("right-accuracy", at(grid, RIGHT).accuracy())
                .value("fast-diverged", at(grid, FAST).diverged() ? 1 : 0)
                .section("Too small, right, too large")
                .text(
                        "A gradient says in which direction the loss falls and how steeply here, but not how far one may go. The"
                                + " learning rate decides that. The same network, the same start, the same order of batches:")
                .table("three-rates", table.build())
                .chart(
                        "three-rates",
                        chart.build(),
                        "Too small a rate wastes the time, too large a one leaps over the valley and climbs out of it.");
    }

    private static String verdict(Trainings.Outcome outcome) {
        double[] loss = outcome.smoothed();
        double end = loss[loss.length - 1];
        if (outcome.diverged()) {
            return "diverged";
        }
        return end > 1.2 * loss[0] ? "climbed" : end > 0.8 * loss[0] ? "too slow" : "learnt";
    }

    /** The finder, and whether its rates are good; the rate to go on with. */
    private double finder(Findings.Builder findings, Map<Double, Trainings.Outcome> grid) {
        RateFinding finding;
        try (Learner learner = Learner.of(data, LearningRateExperiment.network(examples))
                .metrics(Metrics.accuracy())
                .seed(experiment.seed())
                .build()) {
            finding = learner.findRate();
        }
        double rate = finding.suggestion();
        Table.Builder table = Table.of("suggestion", "rate", "accuracy", "where it is");
        row(findings, table, "valley", finding.suggestions().valley(), "two thirds along the longest fall");
        row(findings, table, "slide", finding.suggestions().slide(), "before the slope stops changing");
        row(findings, table, "steep", finding.suggestions().steep(), "where the loss falls fastest");
        row(findings, table, "minimum/10", finding.suggestions().minimum(), "a tenth of the lowest point's");
        int finderBatches = finding.rates().size();
        int gridBatches =
                grid.values().stream().mapToInt(o -> o.smoothed().length).sum();
        double best = grid.entrySet().stream()
                .filter(e -> !e.getValue().diverged())
                .max((a, b) ->
                        Double.compare(a.getValue().accuracy(), b.getValue().accuracy()))
                .orElseThrow()
                .getKey();
        double[] rates = grid.keySet().stream().mapToDouble(Double::doubleValue).toArray();
        double[] accuracies =
                grid.values().stream().mapToDouble(Trainings.Outcome::accuracy).toArray();
        findings.value("finder-rate", rate)
                .value("finder-batches", finderBatches)
                .value("grid-batches", gridBatches)
                .value("grid-best-rate", best)
                .card("rate found", significant(rate, 3))
                .card("batches to find it", Integer.toString(finderBatches))
                .section("The finder")
                .text(
                        "Leslie Smith's range test starts with a rate far too low, raises it after every batch, and stops when the"
                                + " loss explodes. Where the loss falls, the rate is good; where it is lowest, it is already too high,"
                                + " since the next step would climb. Four rules read the curve; each suggestion was then tried in a"
                                + " training by one-cycle:")
                .chart("finder", finding.chart(), "The finder's curve with the four suggestions.")
                .text(finding.suggestions()
                        .reason()
                        .map(reason ->
                                "There is none here, and what follows goes on with " + brief(rate) + ". " + reason)
                        .orElse(
                                "The **valley** is what `vivace train` goes on with, and what the rest of this page calls the"
                                        + " finder's rate: " + brief(rate) + "."))
                .table("suggestions", table.build())
                .section("What the search costs")
                .text("Before the finder one trained to the end with each candidate. For " + GRID.length
                        + " candidates that took **" + count(gridBatches, "batch", "batches")
                        + "**, though those that diverged were stopped at once; the finder took **" + finderBatches
                        + "**, "
                        + significant(gridBatches / (double) finderBatches, 2) + " times fewer"
                        + ". The best of the grid is " + significant(best, 2) + " with "
                        + percent(at(grid, best).accuracy()) + ".")
                .chart(
                        "grid",
                        LineChart.of("A grid of full trainings")
                                .xAxis(Axis.logarithmic("learning rate, constant")
                                        .range(GRID[0] / 2, 2 * GRID[GRID.length - 1]))
                                .yAxis(Axis.linear("validation accuracy"))
                                .line("accuracy", rates, accuracies)
                                .dots("accuracy", rates, accuracies)
                                .marker("found", rate)
                                .build(),
                        "Each point is a whole training; where there is none, it diverged. The dashed line is what the finder"
                                + " suggests.");
        return rate;
    }

    private void row(Findings.Builder findings, Table.Builder table, String rule, OptionalDouble rate, String where) {
        if (rate.isEmpty()) {
            table.row(rule, "none", null, where);
            return;
        }
        Trainings.Outcome outcome = train(Rates.of(rate.getAsDouble()), OneCycle.standard());
        findings.value("suggestion-" + rule, rate.getAsDouble());
        table.row(rule, brief(rate.getAsDouble()), accuracy(outcome), where);
    }

    private static @Nullable String accuracy(Trainings.Outcome outcome) {
        return outcome.diverged() ? null : percent(outcome.accuracy());
    }
}
