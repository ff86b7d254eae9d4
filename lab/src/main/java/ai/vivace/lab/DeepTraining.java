package ai.vivace.lab;

import static ai.vivace.lab.Wording.brief;
import static ai.vivace.lab.Wording.count;
import static ai.vivace.lab.Wording.percent;

import ai.vivace.base.Rng;
import ai.vivace.data.BatchStream;
import ai.vivace.data.TrainingData;
import ai.vivace.learn.Callback;
import ai.vivace.learn.GradientClip;
import ai.vivace.learn.Learner;
import ai.vivace.learn.Stage;
import ai.vivace.nn.Activation;
import ai.vivace.nn.BranchScale;
import ai.vivace.nn.Flatten;
import ai.vivace.nn.Initialization;
import ai.vivace.nn.Linear;
import ai.vivace.nn.Residual;
import ai.vivace.nn.ScalarBias;
import ai.vivace.nn.Sequential;
import ai.vivace.nn.UnaryLayer;
import ai.vivace.plot.Axis;
import ai.vivace.plot.LineChart;
import ai.vivace.schedule.OneCycle;
import ai.vivace.schedule.Rates;
import ai.vivace.tensor.Nonlinearity;
import ai.vivace.tensor.Scope;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Which nets of twenty layers learn, and that those of fifty can. */
final class DeepTraining {
    private static final int LAYERS = 20;
    private static final int WIDTH = 100;
    private static final double RATE = 1e-3;
    private static final int DEEPER = 50;
    private static final int NARROWER = 64;
    /** A loss above this share of a guess's has learnt next to nothing. */
    private static final double GUESSING = 0.95;
    /** A loss below this share of a guess's has learnt. */
    private static final double LEARNT = 0.5;

    /** How a net of fifty layers starts and is trained; how many times the experiment's epochs. */
    private record Deep(StartScheme scheme, double times, double rate, List<Callback> callbacks) {
        int epochs(int standard) {
            return Math.max(1, (int) Math.round(times * standard));
        }
    }

    private final TrainingData data;
    private final DrawnExamples examples;
    private final int epochs;
    private final long seed;

    private DeepTraining(DrawnExamples examples, int epochs, long seed) {
        this.examples = examples;
        this.epochs = epochs;
        this.seed = seed;
        data = examples.data(seed);
    }

    static void tell(Findings.Builder findings, DrawnExamples examples, int epochs, long seed, Progress progress) {
        DeepTraining training = new DeepTraining(examples, epochs, seed);
        training.twenty(findings, progress.part(0, 0.5));
        training.fifty(findings, progress.part(0.5, 1));
    }

    private void twenty(Findings.Builder findings, Progress progress) {
        List<StartScheme> schemes = StartScheme.trained();
        Table.Builder table = Table.of("start", "first loss", "last loss", "accuracy", "learnt");
        LineChart.Builder chart = chart(LAYERS);
        List<String> learnt = new ArrayList<>();
        List<String> not = new ArrayList<>();
        for (StartScheme scheme : schemes) {
            progress.at(scheme.label(), (learnt.size() + not.size()) / (double) schemes.size());
            Trainings.Outcome outcome = Trainings.train(
                    Learner.of(data, model(scheme, LAYERS, WIDTH)).seed(seed),
                    Stage.of(epochs, Rates.of(RATE), OneCycle.standard()));
            (learnt(outcome).equals("yes") ? learnt : not).add(scheme.label());
            chart.line(scheme.label(), outcome.smoothed());
            table.row(
                    scheme.label(),
                    outcome.smoothed()[0],
                    outcome.loss(),
                    percent(outcome.accuracy()),
                    learnt(outcome));
            findings.value("loss " + scheme.label(), outcome.loss())
                    .value("accuracy " + scheme.label(), outcome.accuracy());
        }
        findings.section("What it means for learning")
                .text("Nets of " + LAYERS + " layers of " + WIDTH + " units on " + examples.called() + ", "
                        + count(epochs, "epoch") + " of Adam by one-cycle up to " + brief(RATE)
                        + ", biases 0, no norm layers. The loss of a guess is ln " + examples.classes() + " = "
                        + brief(examples.guess()) + "; a net has learnt when its last loss is below half of that:")
                .table("training", table.build())
                .text("Learnt: " + list(learnt) + ". Not: " + list(not)
                        + ". A loss that stays at the logarithm of the number of classes is the sign to look for: the signal, or"
                        + " its gradient, does not come through. Look at the first loss, too: one far above it means an output"
                        + " layer that starts too large.")
                .chart(
                        "training",
                        chart.build(),
                        "Nothing differs but the starting weights, the function, and Fixup's shortcuts.");
    }

    private void fifty(Findings.Builder findings, Progress progress) {
        List<Deep> starts = List.of(
                new Deep(StartScheme.SMALL_RELU, 0.375, 1e-3, List.of()),
                new Deep(StartScheme.LSUV_RELU, 5, 2e-3, List.of(GradientClip.byNorm(1))),
                new Deep(StartScheme.FIXUP_RELU, 1, 3e-3, List.of()));
        Table.Builder table = Table.of("start", "epochs", "first loss", "last loss", "accuracy", "learnt");
        LineChart.Builder chart = chart(DEEPER);
        List<Trainings.Outcome> outcomes = new ArrayList<>();
        for (Deep start : starts) {
            String name = start.scheme().name();
            progress.at(DEEPER + " layers, " + name, outcomes.size() / (double) starts.size());
            Trainings.Outcome outcome = Trainings.train(
                    Learner.of(data, model(start.scheme(), DEEPER, NARROWER))
                            .callbacks(start.callbacks().toArray(Callback[]::new))
                            .seed(seed),
                    Stage.of(start.epochs(epochs), Rates.of(start.rate()), OneCycle.standard()));
            outcomes.add(outcome);
            chart.line(name, outcome.smoothed());
            table.row(
                    name,
                    start.epochs(epochs),
                    outcome.smoothed()[0],
                    outcome.loss(),
                    percent(outcome.accuracy()),
                    learnt(outcome));
            findings.value("deep-loss " + name, outcome.loss()).value("deep-accuracy " + name, outcome.accuracy());
        }
        findings.section("Fifty layers")
                .text(DEEPER + " linear layers of " + NARROWER
                        + " units with ReLU between them, still without norm layers. Two rules let them learn:\n\n"
                        + "- **LSUV** (Mishkin and Matas 2015) measures what other rules assume: weights start orthogonal, and each layer's"
                        + " are divided by the deviation of what it gives for a batch. So deep a chain still learns slowly, and with"
                        + " gradients clipped to length 1.\n"
                        + "- **Fixup** (Zhang 2019) puts shortcuts past each two layers and starts each branch at 0, so that the net"
                        + " starts as if it were shallow, and deepens as it learns.")
                .table("deep-training", table.build())
                .text("N(0, 0.01) stays at " + brief(outcomes.get(0).loss()) + ", with ln " + examples.classes() + " = "
                        + brief(examples.guess()) + "; LSUV comes to "
                        + percent(outcomes.get(1).accuracy()) + " and Fixup to "
                        + percent(outcomes.get(2).accuracy()) + ". In Vivace these are"
                        + " `Initialization.lsuv(batch)` and `Initialization.fixup()`; `Initialization.recommended(batch)`"
                        + " takes what suits the model.")
                .chart("deep-training", chart.build(), "The same layers, by how they start and what leads past them.");
    }

    private LineChart.Builder chart(int layers) {
        return LineChart.of((layers == LAYERS ? "Twenty" : "Fifty") + " layers")
                .xAxis(Axis.linear("batch"))
                .yAxis(Axis.linear("smoothed loss").range(0, 1.3 * examples.guess()));
    }

    private String learnt(Trainings.Outcome outcome) {
        double share = outcome.loss() / examples.guess();
        return share < LEARNT ? "yes" : share < GUESSING ? "a little" : "no";
    }

    private Sequential model(StartScheme scheme, int depth, int width) {
        Nonlinearity function = Objects.requireNonNull(scheme.function());
        long inputs = data.inputShape().elements();
        return switch (scheme.net()) {
            case PLAIN ->
                started(chain(function, depth, inputs, width), Initialization.weights(scheme.name(), scheme.weights()));
            case CALIBRATED -> calibrated(chain(function, depth, inputs, width));
            case RESIDUAL -> started(residual(function, depth, inputs, width), Initialization.fixup());
        };
    }

    private Sequential started(Sequential model, Initialization start) {
        start.apply(model, Rng.of(seed));
        return model;
    }

    private Sequential calibrated(Sequential model) {
        try (Scope scope = Scope.open();
                BatchStream batches = data.training().epoch(0)) {
            return started(
                    model,
                    Initialization.lsuv(Objects.requireNonNull(batches.next()).input()));
        }
    }

    /** Linear layers with a function between them. */
    private Sequential chain(Nonlinearity function, int depth, long inputs, int width) {
        List<UnaryLayer> layers = new ArrayList<>(List.of(Flatten.of()));
        for (int i = 0; i < depth - 1; i++) {
            layers.add(Linear.of(i == 0 ? inputs : width, width));
            layers.add(Activation.of(function));
        }
        layers.add(Linear.of(width, examples.classes()));
        return Sequential.of(layers.toArray(UnaryLayer[]::new));
    }

    /** As many linear layers, in residual blocks of two with Fixup's scalars. */
    private Sequential residual(Nonlinearity function, int depth, long inputs, int width) {
        List<UnaryLayer> layers =
                new ArrayList<>(List.of(Flatten.of(), Linear.of(inputs, width), Activation.of(function)));
        for (int i = 0; i < (depth - 2) / 2; i++) {
            layers.add(Residual.of(
                    Sequential.of(
                            ScalarBias.of(),
                            Linear.of(width, width),
                            ScalarBias.of(),
                            Activation.of(function),
                            ScalarBias.of(),
                            Linear.of(width, width)),
                    BranchScale.scalar(1)));
            layers.add(Activation.of(function));
        }
        layers.add(Linear.of(width, examples.classes()));
        return Sequential.of(layers.toArray(UnaryLayer[]::new));
    }

    private static String list(List<String> names) {
        return names.isEmpty() ? "none" : String.join("; ", names);
    }
}
