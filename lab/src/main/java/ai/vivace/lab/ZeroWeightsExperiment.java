package ai.vivace.lab;

import static ai.vivace.lab.Wording.brief;
import static ai.vivace.lab.Wording.count;
import static ai.vivace.lab.Wording.percent;
import static ai.vivace.lab.Wording.vector;

import ai.vivace.base.InputException;
import ai.vivace.base.Rng;
import ai.vivace.data.TrainingData;
import ai.vivace.init.Fans;
import ai.vivace.init.Initializer;
import ai.vivace.init.Initializers;
import ai.vivace.learn.Evaluation;
import ai.vivace.learn.Learner;
import ai.vivace.metric.Metrics;
import ai.vivace.nn.Parameter;
import ai.vivace.nn.Sequential;
import ai.vivace.optim.Adam;
import ai.vivace.optim.OptimizerSettings;
import ai.vivace.optim.RmsProp;
import ai.vivace.optim.Sgd;
import ai.vivace.plot.Axis;
import ai.vivace.plot.LineChart;
import ai.vivace.tensor.Nonlinearity;
import ai.vivace.tensor.Shape;
import ai.vivace.tensor.Tensor;
import ai.vivace.vision.model.Networks;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Why weights must not start equal: the net of three inputs and two units, whose outputs stay the same for ever; the gradients of the
 * net with an output; which optimizers keep the symmetry; what breaks it; and which zeros do no harm.
 *
 * @param weights eight of one's own to start the net of three inputs, two units and one output from: the first unit's three, the second
 *     unit's three, and the output's two; finite, of size up to 100. Default none
 * @param steps of each training of the small net, 10 to 100,000; default 1000
 * @param seed of the task and of random starts; default 42
 */
public record ZeroWeightsExperiment(List<Double> weights, int steps, long seed) implements Experiment {
    private static final double NOISE = 1e-3;
    private static final int DIGIT_EPOCHS = 5;
    private static final int HIDDEN = 64;
    private static final int LARGEST_WEIGHT = 100;

    public ZeroWeightsExperiment {
        weights = List.copyOf(weights);
        List<Double> own = weights;
        InputException.require(
                weights.isEmpty() || weights.size() == SmallNet.WEIGHTS,
                () -> "The net of three inputs, two units and one output has " + SmallNet.WEIGHTS
                        + " weights: three for each unit and two for the output, but came " + own.size() + ": " + own
                        + ".");
        InputException.require(
                weights.stream().allMatch(w -> Math.abs(w) <= LARGEST_WEIGHT),
                () -> "Weights must be from -" + LARGEST_WEIGHT + " to " + LARGEST_WEIGHT + ", but came " + own + ".");
        int given = steps;
        InputException.require(
                steps >= 10 && steps <= 100_000, () -> "Steps must be 10 to 100,000, but were " + given + ".");
    }

    /** 1000 steps. */
    public static ZeroWeightsExperiment standard() {
        return new ZeroWeightsExperiment(List.of(), 1000, 42);
    }

    /** With a section about weights of one's own; see the record's component. */
    public ZeroWeightsExperiment weights(double... newWeights) {
        return new ZeroWeightsExperiment(Arrays.stream(newWeights).boxed().toList(), steps, seed);
    }

    public ZeroWeightsExperiment steps(int newSteps) {
        return new ZeroWeightsExperiment(weights, newSteps, seed);
    }

    public ZeroWeightsExperiment seed(long newSeed) {
        return new ZeroWeightsExperiment(weights, steps, newSeed);
    }

    @Override
    public String name() {
        return "init-zero";
    }

    @Override
    public String question() {
        return "Why must the weights of a network not start equal?";
    }

    @Override
    public Map<String, Object> settings() {
        Map<String, Object> settings = new LinkedHashMap<>();
        settings.put("weights", weights);
        settings.put("steps", steps);
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
        Findings.Builder findings = Findings.of(this, "Weights that start equal stay equal");
        progress.at("two outputs", 0);
        figure(findings);
        gradients(findings);
        symmetry(findings, progress.part(0.05, 0.5));
        breaking(findings, progress.part(0.5, 0.8));
        if (!weights.isEmpty()) {
            progress.at("weights of your own", 0.8);
            OwnWeights.tell(findings, weights, steps, seed);
        }
        digits(findings, progress.part(0.85, 1));
        return findings.build();
    }

    // ---- two outputs, each with one weight

    private void figure(Findings.Builder findings) {
        Rng rng = Rng.of(seed).split("figure");
        double[] sums = new double[20];
        double[] targets = new double[sums.length];
        for (int i = 0; i < sums.length; i++) {
            sums[i] = rng.nextGaussian() + rng.nextGaussian() + rng.nextGaussian();
            targets[i] = 0.7 * sums[i] + 0.1 * rng.nextGaussian();
        }
        Table.Builder table = Table.of("start W1, W2", "gradients at the start", "end W1, W2", "largest W1 − W2");
        double worst = 0;
        for (double[] start : new double[][] {{0, 0}, {0.5, 0.5}, {0.5, -0.3}}) {
            double[] all = {start[0], start[1], 1, 1};
            List<Descent.Point> path = Descent.run(all, 0.02, 100, values -> figureLoss(values, sums, targets));
            double[] first = path.get(0).gradient();
            double[] last = path.get(path.size() - 1).values();
            double largest = path.stream()
                    .mapToDouble(p -> Math.abs(p.values()[0] - p.values()[1]))
                    .max()
                    .orElseThrow();
            worst = start[0] == start[1] ? Math.max(worst, largest) : worst;
            table.row(vector(start), vector(first[0], first[1]), vector(last[0], last[1]), largest);
        }
        findings.value("figure-largest-difference", worst)
                .section("Two outputs that share their inputs")
                .text("Three inputs lead to two outputs, each with one weight of its own: `Out1 = W1·(X1+X2+X3)` and"
                        + " `Out2 = W2·(X1+X2+X3)`. Both count alike in what follows. With W1 = W2 the outputs are equal, so"
                        + " their gradients are equal, so the weights are equal after the step: for ever, whether they start"
                        + " at 0 or elsewhere. Here are 100 steps of gradient descent:")
                .table("figure", table.build())
                .text("From equal starts the largest difference over all steps is **" + brief(worst)
                        + "**: not small, but none.");
    }

    private static Tensor figureLoss(Tensor values, double[] sums, double[] targets) {
        Tensor weights = values.narrow(1, 0, 2);
        Tensor after = values.narrow(1, 2, 2);
        Tensor outputs = Tensor.of(sums, Shape.of(sums.length, 1)).mul(weights);
        Tensor answer = outputs.mul(after).sum(1);
        return answer.sub(Tensor.of(targets, Shape.of(targets.length))).square().mean();
    }

    // ---- the gradients of the net 3-2-1

    private static void gradients(Findings.Builder findings) {
        Table.Builder table = Table.of("start", "function", "hidden", "dW1 of a unit", "dW2", "db2");
        boolean clones = true;
        for (double start : new double[] {0, 0.5}) {
            for (Nonlinearity function : List.of(Nonlinearity.SIGMOID, Nonlinearity.TANH, Nonlinearity.RELU)) {
                try (SmallNet net = SmallNet.of(function).weights(Initializers.constant(start), Rng.of(0))) {
                    double[] hidden = net.hidden(1, 2, 3);
                    double output = net.backward(1, 1, 2, 3);
                    double[] first = net.gradient(SmallNet.FIRST);
                    double[] last = net.gradient(SmallNet.LAST);
                    double bias = net.gradient(SmallNet.LAST_BIAS)[0];
                    String key = function + "-" + brief(start);
                    findings.value(key + "-hidden", boxed(hidden))
                            .value(key + "-output", output)
                            .value(key + "-first-gradient", boxed(first))
                            .value(key + "-last-gradient", boxed(last))
                            .value(key + "-bias-gradient", bias);
                    double[] unit = Arrays.copyOf(first, 3);
                    clones &= Arrays.equals(unit, Arrays.copyOfRange(first, 3, 6)) && last[0] == last[1];
                    String row = Arrays.stream(unit)
                            .mapToObj(v -> Wording.significant(v, 2))
                            .collect(Collectors.joining(", "));
                    table.row(brief(start), function, hidden[0], row, last[0], bias);
                }
            }
        }
        findings.section("The whole net")
                .text(
                        "Now with an output: three inputs, two hidden units, one output, biases 0. One item x = (1, 2, 3), loss"
                                + " ½(output − 1)², and all weights equal. What the table has of one hidden unit is "
                                + (clones ? "equal, in every bit," : "not equal")
                                + " for the other:")
                .table("gradients", table.build())
                .text(
                        "With **all weights 0** the first layer has no gradient at all, since it flows through a second layer of"
                                + " zeros. With sigmoid the second layer moves, both entries alike; with tanh and ReLU the hidden values"
                                + " are 0 too, and nothing but the last bias can learn: the net becomes a constant."
                                + " With **all weights 0.5** gradients flow, and are the same for both units. What fails is not zero,"
                                + " it is **sameness**: two units in one place are one unit, paid for twice.");
    }

    // ---- every optimizer keeps the symmetry

    private void symmetry(Findings.Builder findings, Progress progress) {
        Map<String, OptimizerSettings> optimizers = new LinkedHashMap<>();
        optimizers.put("gradient descent", Sgd.standard().learningRate(0.1));
        optimizers.put("with momentum", Sgd.standard().learningRate(0.02).momentum(0.9));
        optimizers.put("RMSProp", RmsProp.standard().learningRate(0.01));
        optimizers.put("Adam", Adam.pytorch().learningRate(0.01));
        SmallNet.Task task = SmallNet.task(Rng.of(seed).split("task"));
        Table.Builder table = Table.of("steps with equal units", "sigmoid", "tanh", "relu");
        int fewest = steps;
        int done = 0;
        for (Map.Entry<String, OptimizerSettings> optimizer : optimizers.entrySet()) {
            progress.at("symmetry under " + optimizer.getKey(), done++ / (double) optimizers.size());
            List<@Nullable Object> row = new ArrayList<>(List.of(optimizer.getKey()));
            for (Nonlinearity function : List.of(Nonlinearity.SIGMOID, Nonlinearity.TANH, Nonlinearity.RELU)) {
                try (SmallNet net = SmallNet.of(function).weights(Initializers.constant(0.5), Rng.of(0))) {
                    int equal = net.train(task, optimizer.getValue(), steps, Rng.of(seed))
                            .equalSteps();
                    fewest = Math.min(fewest, equal);
                    row.add(equal);
                }
            }
            table.row(row.toArray());
        }
        findings.value("fewest-equal-steps", fewest)
                .section("No optimizer helps")
                .text(
                        "Momentum, averages of squares and Adam's corrections are functions of the gradient, and equal gradients"
                                + " give equal steps. After each of " + count(steps, "step")
                                + " the two units' weights, started at 0.5,"
                                + " were compared bit by bit:")
                .table("symmetry", table.build())
                .text(
                        fewest == steps
                                ? "In every run they were equal after **every** step. A layer of clones has rank 1, however wide it is."
                                : "In some run they were equal for " + count(fewest, "step")
                                        + " only: rounding broke the symmetry.");
    }

    // ---- what breaks it

    private void breaking(Findings.Builder findings, Progress progress) {
        SmallNet.Task task = SmallNet.task(Rng.of(seed).split("task"));
        Initializer half = Initializers.constant(0.5);
        Rng rng = Rng.of(seed).split("start");
        progress.at("equal starts", 0);
        SmallNet.History zero = train(task, SmallNet.of(Nonlinearity.TANH).weights(Initializers.zeros(), rng));
        SmallNet.History equal = train(task, SmallNet.of(Nonlinearity.TANH).weights(half, rng));
        progress.at("broken symmetry", 0.35);
        SmallNet.History noisy =
                train(task, SmallNet.of(Nonlinearity.TANH).weights(Initializers.normal(0.5, NOISE), rng));
        SmallNet.History xavier =
                train(task, SmallNet.of(Nonlinearity.TANH).weights(Initializers.xavierNormal(1), rng));
        progress.at("harmless zeros and dropout", 0.7);
        SmallNet.History zeroHead = train(
                task,
                SmallNet.of(Nonlinearity.TANH)
                        .weights(Initializers.xavierNormal(1), rng)
                        .set(SmallNet.LAST, Initializers.zeros(), rng));
        SmallNet.History dropped =
                train(task, SmallNet.dropping(Nonlinearity.TANH, 0.3).weights(half, rng));
        double variance = task.variance();
        double[] moments = IntStream.rangeClosed(0, steps).asDoubleStream().toArray();
        double end = noisy.distances()[steps];
        findings.value("variance", variance)
                .value("loss-zero", zero.lastLoss())
                .value("loss-equal", equal.lastLoss())
                .value("loss-noise", noisy.lastLoss())
                .value("loss-xavier", xavier.lastLoss())
                .value("loss-zero-head", zeroHead.lastLoss())
                .value("distance-equal", Arrays.stream(equal.distances()).max().orElseThrow())
                .value("distance-noise", end)
                .value("distance-dropout", dropped.distances()[steps])
                .card("loss, equal start", brief(equal.lastLoss()))
                .card("loss, start ± 0.001", brief(noisy.lastLoss()))
                .section("A thousandth is enough")
                .text(
                        "The task: the difference of two tanh units with different weights, which this net can learn exactly, and"
                                + " one unit cannot. Adam, " + count(steps, "step") + ", all 200 items at once:")
                .table(
                        "starts",
                        Table.of("start", "loss at the end", "distance of the units")
                                .row("all 0", zero.lastLoss(), zero.distances()[steps])
                                .row("all 0.5", equal.lastLoss(), equal.distances()[steps])
                                .row("0.5 ± 0.001", noisy.lastLoss(), end)
                                .row("Xavier", xavier.lastLoss(), xavier.distances()[steps])
                                .row("Xavier, last layer 0", zeroHead.lastLoss(), zeroHead.distances()[steps])
                                .row("all 0.5, dropout 0.3", dropped.lastLoss(), dropped.distances()[steps])
                                .build())
                .text("- **All 0** ends at " + brief(zero.lastLoss())
                        + "; the variance of the targets, which is the loss of the"
                        + " best constant, is " + brief(variance) + ".\n- **All 0.5** ends at "
                        + brief(equal.lastLoss())
                        + ", no better than a single unit.\n- Noise of **0.001** on the same weights ends at "
                        + brief(noisy.lastLoss())
                        + ": the distance of the units grew from " + brief(noisy.distances()[0]) + " to " + brief(end)
                        + ". The symmetric state is like a pencil on its tip: any push will do, but without one it stands.\n"
                        + "- **Zeros are harmless where something else differs**: all biases here start at 0, and with a last"
                        + " layer of zeros over a random first one the loss still ends at " + brief(zeroHead.lastLoss())
                        + ". The same holds for a zero scale at the end of a residual branch.\n- **Dropout** breaks clones too, as it"
                        + " treats them differently by chance: distance " + brief(dropped.distances()[steps]) + ".")
                .chart(
                        "starts",
                        LineChart.of("Loss by start")
                                .xAxis(Axis.linear("step"))
                                .yAxis(Axis.logarithmic("mean squared error"))
                                .line("all 0", moments, zero.losses())
                                .line("all 0.5", moments, equal.losses())
                                .line("0.5 ± 0.001", moments, noisy.losses())
                                .line("Xavier", moments, xavier.losses())
                                .level("variance", variance)
                                .build(),
                        "The start with a thousandth of noise follows the equal one until the units part.")
                .chart(
                        "distance",
                        LineChart.of("How far the two units are apart")
                                .xAxis(Axis.linear("step"))
                                .yAxis(Axis.logarithmic("distance of their weights"))
                                .line("0.5 ± 0.001", moments, positive(noisy.distances()))
                                .line("dropout 0.3", moments, positive(dropped.distances()))
                                .line("Xavier", moments, positive(xavier.distances()))
                                .build(),
                        "A logarithmic axis has no place for the equal starts: their distance is exactly 0 at every step.");
    }

    private SmallNet.History train(SmallNet.Task task, SmallNet net) {
        try (net) {
            return net.train(task, SmallNet.adam(), steps, Rng.of(seed).split("dropout"));
        }
    }

    private static double[] positive(double[] values) {
        return Arrays.stream(values).map(v -> v > 0 ? v : Double.NaN).toArray();
    }

    // ---- the digits

    private void digits(Findings.Builder findings, Progress progress) {
        DrawnExamples examples = Examples.digits().draw(seed);
        TrainingData data = examples.data(seed);
        Map<String, Initializer> starts = new LinkedHashMap<>();
        starts.put("all 0", Initializers.zeros());
        starts.put("all 0.05", Initializers.constant(0.05));
        starts.put("0.05 ± 0.001", Initializers.normal(0.05, NOISE));
        starts.put("Kaiming", Initializers.kaimingNormal(Math.sqrt(2), Fans.Mode.IN));
        Table.Builder table = Table.of("start", "validation loss", "accuracy");
        List<Evaluation> ends = new ArrayList<>();
        for (Map.Entry<String, Initializer> start : starts.entrySet()) {
            progress.at("digits, " + start.getKey(), ends.size() / (double) starts.size());
            Evaluation evaluation = digits(data, examples.classes(), start.getValue());
            ends.add(evaluation);
            table.row(start.getKey(), evaluation.loss(), percent(accuracy(evaluation)));
        }
        double guess = examples.guess();
        findings.value("digits-loss-zero", ends.get(0).loss())
                .value("digits-accuracy-equal", accuracy(ends.get(1)))
                .value("digits-accuracy-noise", accuracy(ends.get(2)))
                .value("digits-accuracy-kaiming", accuracy(ends.get(3)))
                .section("The same on handwritten digits")
                .text("A hidden layer of " + HIDDEN + " ReLU units, " + DIGIT_EPOCHS + " epochs of one-cycle:")
                .table("digits", table.build())
                .text(
                        "Zeros stay at " + brief(ends.get(0).loss()) + ", the logarithm of the number of classes being "
                                + brief(guess) + ": the net has learnt nothing but how frequent classes are. " + HIDDEN
                                + " clones do what one unit can, " + percent(accuracy(ends.get(1)))
                                + ". With noise of a thousandth it is " + percent(accuracy(ends.get(2)))
                                + ", and with weights of the right size " + percent(accuracy(ends.get(3)))
                                + ": breaking the symmetry is needed, and the size of weights is the next question, `vivace lab init-depth`.");
    }

    private Evaluation digits(TrainingData data, int classes, Initializer start) {
        Sequential model = Networks.mlp(data.inputShape(), HIDDEN, classes);
        model.parameters()
                .forEach((path, parameter) -> parameter.initialize(
                        parameter.role() == Parameter.Role.WEIGHT ? start : Initializers.zeros(),
                        Rng.of(seed).split(path)));
        try (Learner learner =
                Learner.of(data, model).metrics(Metrics.accuracy()).seed(seed).build()) {
            learner.fitOneCycle(DIGIT_EPOCHS, 5e-3);
            return learner.validate();
        }
    }

    private static double accuracy(Evaluation evaluation) {
        return evaluation.metric("accuracy").orElseThrow();
    }

    private static List<Double> boxed(double[] values) {
        return Arrays.stream(values).boxed().toList();
    }
}
