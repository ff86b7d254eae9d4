package ai.vivace.lab;

import static ai.vivace.lab.Wording.brief;
import static ai.vivace.lab.Wording.percent;
import static ai.vivace.lab.Wording.vector;

import ai.vivace.base.InputException;
import ai.vivace.loss.CrossEntropy;
import ai.vivace.plot.Axis;
import ai.vivace.plot.BarChart;
import ai.vivace.plot.LineChart;
import ai.vivace.tensor.Tensor;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Cross-entropy on one example, step by step: exponentiate, normalise, take the logarithm, negate; the gradient; why not the squared
 * error; entropy and divergence; several classes against several labels.
 *
 * @param logits what a network said of each class: 2 to 20 finite numbers; default 2, 1, 0.1
 * @param trueClass the number of the right class, from 0; default 0
 * @param labels the numbers of the answers that are right where several may be, at least one; default 0 and 1
 */
public record CrossEntropyExperiment(List<Double> logits, int trueClass, List<Integer> labels) implements Experiment {
    private static final int MOST_CLASSES = 20;
    /** exp of more than this is no float64 any more. */
    private static final double LARGEST_EXPONENT = 709.78;

    public CrossEntropyExperiment {
        logits = List.copyOf(logits);
        List<Double> given = logits;
        int chosen = trueClass;
        InputException.require(
                logits.size() >= 2 && logits.size() <= MOST_CLASSES,
                () -> "Logits must be 2 to " + MOST_CLASSES + " numbers, one for each class, but came " + given.size()
                        + ": " + given + ".");
        InputException.require(
                logits.stream().allMatch(z -> Math.abs(z) <= 1e6),
                () -> "Logits must be from -1e6 to 1e6, but came " + given + ".");
        InputException.require(
                trueClass >= 0 && trueClass < logits.size(),
                () -> "The true class must be 0 to " + (given.size() - 1) + " for " + given.size() + " logits, but was "
                        + chosen + ".");
        labels = List.copyOf(labels);
        List<Integer> right = labels;
        InputException.require(
                !labels.isEmpty()
                        && labels.stream().distinct().count() == labels.size()
                        && labels.stream().allMatch(label -> label >= 0 && label < given.size()),
                () -> "The right labels must be different numbers from 0 to " + (given.size() - 1) + " for "
                        + given.size() + " logits, at least one, but came " + right + ".");
    }

    /** Logits 2, 1 and 0.1, of which the first is right. */
    public static CrossEntropyExperiment standard() {
        return new CrossEntropyExperiment(List.of(2.0, 1.0, 0.1), 0, List.of(0, 1));
    }

    public CrossEntropyExperiment logits(double... newLogits) {
        return new CrossEntropyExperiment(Arrays.stream(newLogits).boxed().toList(), trueClass, labels);
    }

    public CrossEntropyExperiment trueClass(int newTrueClass) {
        return new CrossEntropyExperiment(logits, newTrueClass, labels);
    }

    /** The answers that are right in the part about several labels. */
    public CrossEntropyExperiment labels(int... newLabels) {
        return new CrossEntropyExperiment(
                logits, trueClass, Arrays.stream(newLabels).boxed().toList());
    }

    @Override
    public String name() {
        return "cross-entropy";
    }

    @Override
    public String question() {
        return "Why do classifiers exponentiate, take logarithms and negate?";
    }

    @Override
    public Map<String, Object> settings() {
        Map<String, Object> settings = new LinkedHashMap<>();
        settings.put("logits", logits);
        settings.put("class", trueClass);
        settings.put("labels", labels);
        return settings;
    }

    @Override
    public Findings run(Progress progress) {
        Findings.Builder findings = Findings.of(this, "Cross-entropy, step by step");
        progress.at("the steps", 0);
        steps(findings);
        exponential(findings);
        logarithm(findings);
        gradient(findings);
        CrossEntropyBackground.tell(findings, progress.part(0.2, 0.5));
        progress.at("classes and labels", 0.5);
        LabelsAndClasses.tell(findings, z(), labels);
        return findings.build();
    }

    private double[] z() {
        return logits.stream().mapToDouble(Double::doubleValue).toArray();
    }

    private double loss() {
        // Without the addition, certainty would give -0.
        return 0 - Probabilities.logSoftmax(z())[trueClass];
    }

    private Tensor lossOf(Tensor given) {
        return CrossEntropy.standard().mean(given, Tensor.ofLongs(trueClass));
    }

    private void steps(Findings.Builder findings) {
        double[] z = z();
        double[] logP = Probabilities.logSoftmax(z);
        double[] p = Probabilities.softmax(z);
        Descent.Point engine = Descent.at(z, this::lossOf);
        Table.Builder table = Table.of("class", "logit z", "exp(z)", "p", "log p", "−log p", "target y", "p − y");
        for (int i = 0; i < z.length; i++) {
            double y = i == trueClass ? 1 : 0;
            table.row(i, z[i], Math.exp(z[i]), p[i], logP[i], 0 - logP[i], y, p[i] - y);
        }
        double sum = Arrays.stream(z).map(Math::exp).sum();
        findings.card("loss", brief(loss()))
                .card("probability of the true class", percent(p[trueClass]))
                .card("in bits", brief(Probabilities.bits(loss())))
                .value("probabilities", boxed(p))
                .value("log-probabilities", boxed(logP))
                .value("loss", loss())
                .value("bits", Probabilities.bits(loss()))
                .value("gradient", boxed(engine.gradient()))
                .value("engine-loss", engine.loss());
        findings.section("One example, all the way")
                .text("A network gives each class a number, a **logit**: here " + vector(z) + ", and class " + trueClass
                        + " is right. Four steps make one loss of them:\n\n"
                        + "- **exponentiate**: any number becomes a positive one;\n"
                        + "- **normalise**: divided by their sum"
                        + (Double.isFinite(sum) ? ", " + brief(sum) + "," : "")
                        + " the positive numbers become probabilities;\n"
                        + "- **take the logarithm** of the right class's probability, " + brief(p[trueClass]) + ": "
                        + brief(logP[trueClass]) + ";\n"
                        + "- **negate** it: the loss is **" + brief(loss()) + "**.")
                .table("steps", table.build())
                .text("Vivace's `CrossEntropy` goes from logits to the loss at once and finds " + brief(engine.loss())
                        + ". It takes the largest logit away before it exponentiates, which changes nothing but keeps numbers small"
                        + (Arrays.stream(z).anyMatch(v -> v > LARGEST_EXPONENT)
                                ? ": with these logits exp(z) is **infinite** in float64, and dividing infinity by infinity"
                                        + " gives no number, while the loss is fine."
                                : ".")
                        + " That is why a network ends in logits, not in probabilities.");
    }

    private void exponential(Findings.Builder findings) {
        Table.Builder table = Table.of("way", "share", "less the largest", "less the mean", "order kept");
        way(table, "exp(z)", Math::exp);
        way(table, "z as it is", v -> v);
        way(table, "|z|", Math::abs);
        way(table, "z²", v -> v * v);
        double[] z = z();
        int other = IntStream.range(0, z.length)
                .filter(i -> i != trueClass)
                .reduce((a, b) -> z[a] >= z[b] ? a : b)
                .orElseThrow();
        double difference = z[trueClass] - z[other];
        findings.section("Why exponentiate")
                .text(
                        "Adding the same number to all logits says nothing about which class is right, so the shares must not change."
                                + " Here is class " + trueClass
                                + "'s share by four ways to positive numbers, with the logits as they"
                                + " are, less the largest of them, and less their mean:")
                .table("ways", table.build())
                .text(
                        "Only the exponential passes (to any base, which is a matter of scale). z itself may be negative or sum to zero, and |z| and z² forget the sign."
                                + " The exponential turns **differences into ratios**: class " + trueClass + " stands "
                                + brief(difference)
                                + (difference < 0 ? " below" : " above") + " class " + other
                                + ", so its odds against it are e^"
                                + brief(difference) + " = " + brief(Math.exp(difference))
                                + " to 1. It is also what assumes least: of all distributions with the same mean score, that"
                                + " of highest entropy (Boltzmann).");
    }

    private void way(Table.Builder table, String name, DoubleUnaryOperator positive) {
        double largest = logits.stream().mapToDouble(Double::doubleValue).max().orElseThrow();
        double mean = logits.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
        double[] asIs = shares(positive, 0);
        double[] lower = shares(positive, largest);
        double[] centred = shares(positive, mean);
        table.row(
                name,
                finite(asIs[trueClass]),
                finite(lower[trueClass]),
                finite(centred[trueClass]),
                keepsOrder(asIs) && keepsOrder(lower) && keepsOrder(centred) ? "yes" : "no");
    }

    /** The exponential's shares do not depend on what is taken away, so they are computed as they do not overflow. */
    private double[] shares(DoubleUnaryOperator positive, double taken) {
        double[] moved = Arrays.stream(z()).map(v -> v - taken).toArray();
        double[] values = Arrays.stream(moved).map(positive).toArray();
        double sum = Arrays.stream(values).sum();
        if (!Double.isFinite(sum)) {
            return Probabilities.softmax(moved);
        }
        double size = Arrays.stream(values).map(Math::abs).sum();
        return Math.abs(sum) < 1e-12 * size
                ? DoubleStream.generate(() -> Double.NaN).limit(values.length).toArray()
                : Arrays.stream(values).map(v -> v / sum).toArray();
    }

    private boolean keepsOrder(double[] shares) {
        double[] z = z();
        return IntStream.range(0, z.length).allMatch(i -> IntStream.range(0, z.length)
                .allMatch(j -> z[i] >= z[j] ? shares[i] >= shares[j] : true));
    }

    private static @Nullable Double finite(double value) {
        return Double.isFinite(value) ? value : null;
    }

    private void logarithm(Findings.Builder findings) {
        double p = Math.exp(-loss());
        Table.Builder table = Table.of("probability", "loss in nats", "loss in bits");
        for (double probability : new double[] {0.99, 0.9, 0.5, 0.1, 0.01, 1e-6}) {
            double nats = -Math.log(probability);
            table.row(Wording.brief(probability), nats, Probabilities.bits(nats));
        }
        double[] grid =
                IntStream.rangeClosed(1, 200).mapToDouble(i -> i / 200.0).toArray();
        LineChart chart = LineChart.of("What a probability for the right class costs")
                .xAxis(Axis.linear("probability of the right class"))
                .yAxis(Axis.linear("loss").range(0, 5))
                .line("−log p", grid, Arrays.stream(grid).map(q -> -Math.log(q)).toArray())
                .line(
                        "(1 − p)²",
                        grid,
                        Arrays.stream(grid).map(q -> (1 - q) * (1 - q)).toArray())
                .line("1 − p", grid, Arrays.stream(grid).map(q -> 1 - q).toArray())
                .marker("here", p)
                .build();
        int vanishing = examplesUntilZero(p);
        String product = vanishing == 0
                ? ""
                : " After **" + Wording.count(vanishing, "example")
                        + "** like this one the product is exactly 0 even in float64,"
                        + " and would say nothing more; the sum of logarithms is " + brief(-vanishing * loss()) + ".";
        findings.value("examples-until-product-is-zero", vanishing)
                .section("Why the logarithm, and why the minus")
                .text(
                        "The probability that a model gives to many independent examples is a **product**; its logarithm is a"
                                + " **sum**, which can be differentiated and stored, and averaged, so that the loss does not depend on how many"
                                + " examples a batch has." + product)
                .text(
                        "And −log p grows without bound as the right class becomes improbable: being wrong and sure is what costs."
                                + " log p is at most 0, so its negative is at least 0, and 0 only for certainty; maximising likelihood is"
                                + " minimising the loss. Divided by log 2 the loss is in bits: how many yes-or-no answers it takes to"
                                + " make up for the surprise.")
                .table("penalties", table.build())
                .chart(
                        "penalty",
                        chart,
                        "The straight and the squared loss end at 1, however wrong an answer is; the logarithm does not.");
    }

    /** How many factors of p it takes until float64 has 0 for their product; 0 when it is more than a billion. */
    private static int examplesUntilZero(double p) {
        if (Math.pow(p, 1e9) > 0) {
            return 0;
        }
        int low = 0;
        int high = 1_000_000_000;
        while (high - low > 1) {
            int middle = (low + high) >>> 1;
            if (Math.pow(p, middle) > 0) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return high;
    }

    private void gradient(Findings.Builder findings) {
        double[] z = z();
        Descent.Point engine = Descent.at(z, this::lossOf);
        double[] p = Probabilities.softmax(z);
        List<String> names =
                IntStream.range(0, z.length).mapToObj(i -> "class " + i).toList();
        double[] target = new double[z.length];
        target[trueClass] = 1;
        double worst = IntStream.range(0, z.length)
                .mapToDouble(i -> Math.abs(engine.gradient()[i] - (p[i] - target[i])))
                .max()
                .orElseThrow();
        int steps = 50;
        List<Descent.Point> path = Descent.run(z, 1, steps, this::lossOf);
        double last = path.get(steps).loss();
        findings.value("gradient-error", worst)
                .value("gradient-sum", Arrays.stream(engine.gradient()).sum())
                .value("loss-after-descent", last)
                .section("The gradient is p − y")
                .text(
                        "What comes out of exponential and logarithm together is as simple as can be: the derivative by each logit"
                                + " is probability minus target, " + vector(engine.gradient())
                                + ". It sums to 0, no part of it exceeds 1, and it is largest where the model is most wrong."
                                + " The engine's automatic gradient and the formula differ by at most " + brief(worst)
                                + ".")
                .text("Following it downhill on these logits, " + steps + " steps at rate 1, brings the loss from "
                        + brief(loss()) + " to " + brief(last) + ".")
                .chart(
                        "gradient",
                        BarChart.of("Probability, target and gradient", names)
                                .bars("probability", p)
                                .bars("target", target)
                                .bars("gradient", engine.gradient())
                                .build(),
                        "A step against the gradient raises the right logit and lowers each other one by its share.");
    }

    private static List<Double> boxed(double[] values) {
        return Arrays.stream(values).boxed().toList();
    }
}
