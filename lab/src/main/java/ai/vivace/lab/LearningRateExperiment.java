package ai.vivace.lab;

import static ai.vivace.lab.Wording.brief;
import static ai.vivace.lab.Wording.count;
import static ai.vivace.lab.Wording.percent;
import static ai.vivace.lab.Wording.significant;

import ai.vivace.base.InputException;
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
import ai.vivace.vision.Networks;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The learning rate on the digits: too small, right and too large; the finder; schedules at equal epochs; super-convergence; rates of
 * their own for parts trained before; and what a search by full trainings costs.
 *
 * @param epochs of each training, 1 to 100; default 4
 * @param seeds over how many seeds schedules are compared, 1 to 100; default 5
 * @param seed of split, order and starting weights; default 42
 */
public record LearningRateExperiment(int epochs, int seeds, long seed) implements Experiment {
    static final int HIDDEN = 128;

    private static final double[] GRID = {1e-5, 1e-4, 1e-3, 3e-3, 1e-2, 1e-1, 1, 10};
    private static final double SLOW = 1e-5;
    private static final double RIGHT = 3e-3;
    private static final double FAST = 10;

    public LearningRateExperiment {
        int givenEpochs = epochs;
        int givenSeeds = seeds;
        InputException.require(
                epochs >= 1 && epochs <= 100, () -> "Epochs must be 1 to 100, but were " + givenEpochs + ".");
        InputException.require(
                seeds >= 1 && seeds <= 100, () -> "The number of seeds must be 1 to 100, but was " + givenSeeds + ".");
    }

    /** 4 epochs, 5 seeds. */
    public static LearningRateExperiment standard() {
        return new LearningRateExperiment(4, 5, 42);
    }

    public LearningRateExperiment epochs(int newEpochs) {
        return new LearningRateExperiment(newEpochs, seeds, seed);
    }

    public LearningRateExperiment seeds(int newSeeds) {
        return new LearningRateExperiment(epochs, newSeeds, seed);
    }

    public LearningRateExperiment seed(long newSeed) {
        return new LearningRateExperiment(epochs, seeds, newSeed);
    }

    @Override
    public String name() {
        return "learning-rate";
    }

    @Override
    public String question() {
        return "How is a learning rate found, and how should it move?";
    }

    @Override
    public Map<String, Object> settings() {
        Map<String, Object> settings = new LinkedHashMap<>();
        settings.put("epochs", epochs);
        settings.put("seeds", seeds);
        settings.put("seed", seed);
        return settings;
    }

    @Override
    public Findings run(Progress progress) {
        try (OneThread thread = OneThread.open()) {
            return findings(progress);
        }
    }

    private Findings findings(Progress progress) {
        Findings.Builder findings = Findings.of(this, "The learning rate");
        DigitRuns digits = DigitRuns.of(seed);
        TrainingData data = digits.data(seed);
        findings.text(
                "The data are 1,797 handwritten digits, a fifth of which is held out; the network has one hidden layer of "
                        + HIDDEN + " ReLU units; the optimizer is Adam. A training has " + count(epochs, "epoch")
                        + " of "
                        + count(data.training().batches(), "batch", "batches") + ".");
        Map<Double, DigitRuns.Outcome> grid = grid(data, progress.part(0, 0.15));
        threeRates(findings, grid);
        progress.at("the finder", 0.15);
        double rate = finder(findings, data, grid);
        ScheduleComparison.of(this, digits, rate).tell(findings, progress.part(0.2, 0.85));
        TransferComparison.tell(findings, seed, progress.part(0.85, 1));
        return findings.build();
    }

    /** A full training at each rate, held constant. */
    private Map<Double, DigitRuns.Outcome> grid(TrainingData data, Progress progress) {
        Map<Double, DigitRuns.Outcome> outcomes = new LinkedHashMap<>();
        for (double rate : GRID) {
            progress.at("rate " + significant(rate, 2), outcomes.size() / (double) GRID.length);
            outcomes.put(rate, train(data, Rates.of(rate), Policy.constant(), seed));
        }
        return outcomes;
    }

    private DigitRuns.Outcome train(TrainingData data, Rates rates, Policy policy, long learnerSeed) {
        return DigitRuns.train(
                Learner.of(data, Networks.mlp(data.inputShape(), HIDDEN, DigitRuns.CLASSES))
                        .seed(learnerSeed),
                Stage.of(epochs, rates, policy));
    }

    private static DigitRuns.Outcome at(Map<Double, DigitRuns.Outcome> grid, double rate) {
        DigitRuns.Outcome outcome = grid.get(rate);
        if (outcome == null) {
            throw new IllegalArgumentException("The grid has no rate " + rate + ".");
        }
        return outcome;
    }

    private void threeRates(Findings.Builder findings, Map<Double, DigitRuns.Outcome> grid) {
        LineChart.Builder chart = LineChart.of("Three rates")
                .xAxis(Axis.linear("batch"))
                .yAxis(Axis.linear("smoothed loss").range(0, 3));
        Table.Builder table = Table.of("rate", "batches", "first loss", "last loss", "accuracy", "verdict");
        for (double rate : new double[] {SLOW, RIGHT, FAST}) {
            DigitRuns.Outcome outcome = at(grid, rate);
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

    private static String verdict(DigitRuns.Outcome outcome) {
        double[] loss = outcome.smoothed();
        double end = loss[loss.length - 1];
        if (outcome.diverged()) {
            return "diverged";
        }
        return end > 1.2 * loss[0] ? "climbed" : end > 0.8 * loss[0] ? "too slow" : "learnt";
    }

    /** The finder, and whether its rates are good; the rate to go on with. */
    private double finder(Findings.Builder findings, TrainingData data, Map<Double, DigitRuns.Outcome> grid) {
        RateFinding finding;
        try (Learner learner = Learner.of(data, Networks.mlp(data.inputShape(), HIDDEN, DigitRuns.CLASSES))
                .metrics(Metrics.accuracy())
                .seed(seed)
                .build()) {
            finding = learner.findRate();
        }
        double rate = finding.suggestion();
        Table.Builder table = Table.of("suggestion", "rate", "accuracy", "where it is");
        row(findings, table, data, "valley", finding.suggestions().valley(), "two thirds along the longest fall");
        row(findings, table, data, "slide", finding.suggestions().slide(), "before the slope stops changing");
        row(findings, table, data, "steep", finding.suggestions().steep(), "where the loss falls fastest");
        row(findings, table, data, "minimum/10", finding.suggestions().minimum(), "a tenth of the lowest point's");
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
                grid.values().stream().mapToDouble(DigitRuns.Outcome::accuracy).toArray();
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
                .chart("finder", chart(finding), "The finder's curve with the four suggestions.")
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
                                .xAxis(Axis.logarithmic("learning rate, constant"))
                                .yAxis(Axis.linear("validation accuracy"))
                                .line("accuracy", rates, accuracies)
                                .dots("accuracy", rates, accuracies)
                                .marker("found", rate)
                                .build(),
                        "Each point is a whole training; where there is none, it diverged. The dashed line is what the finder"
                                + " suggests.");
        return rate;
    }

    /** The whole fall, and as much of the explosion as lies a little above the start. */
    private static LineChart chart(RateFinding finding) {
        double[] rates =
                finding.rates().stream().mapToDouble(Double::doubleValue).toArray();
        double[] losses =
                finding.losses().stream().mapToDouble(Double::doubleValue).toArray();
        double lowest = Arrays.stream(losses).min().orElseThrow();
        LineChart.Builder chart = LineChart.of("Learning-rate finder")
                .xAxis(Axis.logarithmic("learning rate"))
                .yAxis(Axis.linear("smoothed loss").range(0.9 * lowest, 1.3 * losses[0]))
                .line("loss", rates, losses);
        finding.suggestions().valley().ifPresent(rate -> chart.marker("valley", rate));
        finding.suggestions().slide().ifPresent(rate -> chart.marker("slide", rate));
        finding.suggestions().steep().ifPresent(rate -> chart.marker("steep", rate));
        finding.suggestions().minimum().ifPresent(rate -> chart.marker("minimum/10", rate));
        return chart.build();
    }

    private void row(
            Findings.Builder findings,
            Table.Builder table,
            TrainingData data,
            String rule,
            OptionalDouble rate,
            String where) {
        if (rate.isEmpty()) {
            table.row(rule, "none", null, where);
            return;
        }
        DigitRuns.Outcome outcome = train(data, Rates.of(rate.getAsDouble()), OneCycle.standard(), seed);
        findings.value("suggestion-" + rule, rate.getAsDouble());
        table.row(rule, brief(rate.getAsDouble()), accuracy(outcome), where);
    }

    private static @Nullable String accuracy(DigitRuns.Outcome outcome) {
        return outcome.diverged() ? null : percent(outcome.accuracy());
    }

    /** The seeds that schedules are compared over. */
    List<Long> allSeeds() {
        return IntStream.range(0, seeds).mapToObj(i -> seed + i).toList();
    }
}
