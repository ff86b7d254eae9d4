package ai.vivace.lab;

import static ai.vivace.lab.Wording.brief;
import static ai.vivace.lab.Wording.vector;

import ai.vivace.loss.BinaryCrossEntropy;
import ai.vivace.plot.Axis;
import ai.vivace.plot.LineChart;
import ai.vivace.tensor.Shape;
import ai.vivace.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/** What there is to know about cross-entropy beside the example: the squared error, and information. */
final class CrossEntropyBackground {
    private static final double MISTAKE = -10;
    private static final int MISTAKE_STEPS = 200;
    private static final double LEARNT = 0.9;

    private CrossEntropyBackground() {}

    static void tell(Findings.Builder findings, Progress progress) {
        progress.at("a confident mistake", 0);
        squaredError(findings);
        information(findings);
    }

    private static void squaredError(Findings.Builder findings) {
        Table.Builder table =
                Table.of("logit of the truth", "probability", "gradient, cross-entropy", "gradient, squared");
        for (double z : new double[] {0, -2, -5, -10}) {
            double[] at = {z};
            table.row(
                    brief(z),
                    1 / (1 + Math.exp(-z)),
                    Descent.at(at, CrossEntropyBackground::binary).gradient()[0],
                    Descent.at(at, CrossEntropyBackground::squared).gradient()[0]);
        }
        double[] start = {MISTAKE};
        List<Descent.Point> byEntropy = Descent.run(start, 1, MISTAKE_STEPS, CrossEntropyBackground::binary);
        List<Descent.Point> bySquares = Descent.run(start, 1, MISTAKE_STEPS, CrossEntropyBackground::squared);
        int needed = firstLearnt(byEntropy);
        double end = sigmoid(bySquares.get(MISTAKE_STEPS).values()[0]);
        double[] grid =
                IntStream.rangeClosed(-100, 40).mapToDouble(i -> i / 10.0).toArray();
        LineChart sizes = LineChart.of("How hard each loss pulls")
                .xAxis(Axis.linear("logit of what is true"))
                .yAxis(Axis.linear("size of the gradient"))
                .line("cross-entropy", grid, map(grid, z -> 1 - sigmoid(z)))
                .line("squared error", grid, map(grid, z -> 2 * (1 - sigmoid(z)) * sigmoid(z) * (1 - sigmoid(z))))
                .build();
        LineChart learning = LineChart.of("Unlearning a confident mistake")
                .xAxis(Axis.linear("step"))
                .yAxis(Axis.linear("probability of the truth"))
                .line("cross-entropy", values(byEntropy, p -> sigmoid(p.values()[0])))
                .line("squared error", values(bySquares, p -> sigmoid(p.values()[0])))
                .build();
        findings.value("steps-to-learn-by-cross-entropy", needed)
                .value("probability-after-squared-error", end)
                .section("Why not the squared error")
                .text(
                        "Take one answer, yes or no, whose truth is yes, and let the network be wrong and ever surer. The squared"
                                + " error of the probability has a gradient with the factor p(1 − p), which goes to 0 at **both** ends:")
                .table("gradients", table.build())
                .text("It stops teaching where the model is most wrong. From a logit of " + brief(MISTAKE)
                        + ", gradient descent at rate 1 needs " + Wording.count(needed, "step")
                        + " to reach a probability of "
                        + brief(LEARNT) + " with cross-entropy; with the squared error the probability after "
                        + MISTAKE_STEPS + " steps is still " + brief(end)
                        + ". As a score of finished predictions the squared error (Brier's) is sound, since it is lowest in the"
                        + " mean for the true probabilities; as a loss of logits it is not convex, and slow.")
                .chart(
                        "pull",
                        sizes,
                        "Towards the left the mistake grows. One loss pulls with all its strength, the other lets go.")
                .chart("mistake", learning, "The same start and the same rate; only the loss differs.");
    }

    private static Tensor binary(Tensor logit) {
        return BinaryCrossEntropy.standard().mean(logit, Tensor.of(new double[] {1}, Shape.of(1, 1)));
    }

    private static Tensor squared(Tensor logit) {
        return logit.sigmoid().sub(1).square().mean();
    }

    private static int firstLearnt(List<Descent.Point> points) {
        return IntStream.range(0, points.size())
                .filter(i -> sigmoid(points.get(i).values()[0]) >= LEARNT)
                .findFirst()
                .orElse(points.size());
    }

    private static void information(Findings.Builder findings) {
        double[] p = {0.7, 0.2, 0.1};
        double[] q = {0.5, 0.3, 0.2};
        Table.Builder table = Table.of("quantity", "nats", "bits");
        quantity(findings, table, "entropy", "H(P)", Probabilities.entropy(p));
        quantity(findings, table, "crossed-entropy", "H(P, Q)", Probabilities.crossEntropy(p, q));
        quantity(findings, table, "divergence", "KL(P‖Q)", Probabilities.divergence(p, q));
        quantity(findings, table, "divergence-reversed", "KL(Q‖P)", Probabilities.divergence(q, p));
        quantity(findings, table, "jensen-shannon", "JS(P, Q)", Probabilities.jensenShannon(p, q));
        Table.Builder baselines = Table.of("classes", "loss of guessing", "perplexity");
        for (int classes : new int[] {2, 10, 1000, 50257}) {
            baselines.row(classes, Math.log(classes), (double) classes);
        }
        findings.section("Entropy and divergence")
                .text("Let outcomes follow P = " + vector(p) + " while somebody believes Q = " + vector(q) + ". "
                        + "The **entropy** H(P) is what the outcomes cost at best, the **cross-entropy** H(P, Q) what they cost"
                        + " the believer, and the **divergence** KL(P‖Q), their difference, the price of the wrong belief: "
                        + brief(Probabilities.crossEntropy(p, q)) + " = " + brief(Probabilities.entropy(p)) + " + "
                        + brief(Probabilities.divergence(p, q))
                        + ". It is not symmetric. Data fix H(P), so lowering cross-entropy lowers the divergence.")
                .table("information", table.build())
                .text(
                        "A model that knows nothing loses the logarithm of the number of classes. A training that stays there has"
                                + " learnt nothing, and one that starts far above it was initialised badly. Language models report e to"
                                + " the loss, the **perplexity**: among how many equally likely words they hesitate.")
                .table("baselines", baselines.build());
    }

    private static void quantity(Findings.Builder findings, Table.Builder table, String key, String text, double nats) {
        findings.value(key, nats);
        table.row(text, nats, Probabilities.bits(nats));
    }

    static double sigmoid(double z) {
        return 1 / (1 + Math.exp(-z));
    }

    private static double[] map(double[] values, DoubleUnaryOperator function) {
        return Arrays.stream(values).map(function).toArray();
    }

    private static double[] values(List<Descent.Point> points, ToDoubleFunction<Descent.Point> value) {
        return points.stream().mapToDouble(value).toArray();
    }
}
