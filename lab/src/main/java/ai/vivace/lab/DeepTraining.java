package ai.vivace.lab;

import static ai.vivace.lab.Wording.brief;
import static ai.vivace.lab.Wording.percent;

import ai.vivace.base.Rng;
import ai.vivace.data.TrainingData;
import ai.vivace.init.Initializers;
import ai.vivace.learn.Learner;
import ai.vivace.learn.Stage;
import ai.vivace.nn.Activation;
import ai.vivace.nn.Flatten;
import ai.vivace.nn.Linear;
import ai.vivace.nn.Parameter;
import ai.vivace.nn.Sequential;
import ai.vivace.nn.UnaryLayer;
import ai.vivace.plot.Axis;
import ai.vivace.plot.LineChart;
import ai.vivace.schedule.OneCycle;
import ai.vivace.schedule.Rates;
import ai.vivace.tensor.Nonlinearity;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Which nets of twenty layers learn the digits. */
final class DeepTraining {
    private static final int LAYERS = 20;
    private static final int WIDTH = 100;
    private static final double RATE = 1e-3;

    private DeepTraining() {}

    static void tell(Findings.Builder findings, int epochs, long seed, Progress progress) {
        TrainingData data = DigitRuns.of(seed).data(seed);
        List<StartScheme> schemes = StartScheme.trained();
        double guess = Math.log(DigitRuns.CLASSES);
        Table.Builder table = Table.of("start", "first loss", "last loss", "accuracy", "learnt");
        LineChart.Builder chart = LineChart.of("Twenty layers")
                .xAxis(Axis.linear("batch"))
                .yAxis(Axis.linear("smoothed loss").range(0, 3));
        List<String> learnt = new ArrayList<>();
        List<String> not = new ArrayList<>();
        for (StartScheme scheme : schemes) {
            progress.at(scheme.label(), (learnt.size() + not.size()) / (double) schemes.size());
            DigitRuns.Outcome outcome = DigitRuns.train(
                    Learner.of(data, model(scheme, seed)).seed(seed),
                    Stage.of(epochs, Rates.of(RATE), OneCycle.standard()));
            boolean good = outcome.accuracy() > 0.9;
            (good ? learnt : not).add(scheme.label());
            chart.line(scheme.label(), outcome.smoothed());
            table.row(
                    scheme.label(),
                    outcome.smoothed()[0],
                    outcome.loss(),
                    percent(outcome.accuracy()),
                    good ? "yes" : "no");
            findings.value("loss " + scheme.label(), outcome.loss())
                    .value("accuracy " + scheme.label(), outcome.accuracy());
        }
        findings.section("What it means for learning")
                .text("Nets of " + LAYERS + " layers of " + WIDTH + " units on the digits, "
                        + Wording.count(epochs, "epoch") + " of Adam by one-cycle up to " + brief(RATE)
                        + ", biases 0, no norm layers. The loss of a guess is ln "
                        + DigitRuns.CLASSES + " = " + brief(guess) + ":")
                .table("training", table.build())
                .text("Above nine in ten: " + list(learnt) + ". Not: " + list(not)
                        + ". A loss that stays at the logarithm of the number of classes is the sign to look for: the signal, or"
                        + " its gradient, does not come through. Look at the first loss, too: one far above it means an output"
                        + " layer that starts too large.")
                .chart(
                        "training",
                        chart.build(),
                        "Nothing differs but the size of the starting weights and the function.");
    }

    private static Sequential model(StartScheme scheme, long seed) {
        Nonlinearity function = Objects.requireNonNull(scheme.function());
        List<UnaryLayer> layers = new ArrayList<>(List.of(Flatten.of()));
        for (int i = 0; i < LAYERS - 1; i++) {
            layers.add(Linear.of(i == 0 ? 64 : WIDTH, WIDTH));
            layers.add(Activation.of(function));
        }
        layers.add(Linear.of(WIDTH, DigitRuns.CLASSES));
        Sequential model = Sequential.of(layers.toArray(UnaryLayer[]::new));
        model.parameters()
                .forEach((path, parameter) -> parameter.initialize(
                        parameter.role() == Parameter.Role.WEIGHT ? scheme.weights() : Initializers.zeros(),
                        Rng.of(seed).split(path)));
        return model;
    }

    private static String list(List<String> names) {
        return names.isEmpty() ? "none" : String.join("; ", names);
    }
}
