package ai.vivace.lab;

import static ai.vivace.lab.Wording.brief;
import static ai.vivace.lab.Wording.count;

import ai.vivace.loss.BinaryCrossEntropy;
import ai.vivace.loss.CrossEntropy;
import ai.vivace.plot.Axis;
import ai.vivace.plot.LineChart;
import ai.vivace.tensor.Shape;
import ai.vivace.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** One right answer of several, and any number of right answers: two tasks, two losses. */
final class LabelsAndClasses {
    private static final int STEPS = 500;

    private final double[] logits;
    private final double[] target;
    /** The target as probabilities that sum to 1. */
    private final double[] shared;

    private LabelsAndClasses(double[] logits, List<Integer> labels) {
        this.logits = logits;
        target = new double[logits.length];
        labels.forEach(label -> target[label] = 1);
        shared = Arrays.stream(target).map(y -> y / labels.size()).toArray();
    }

    static void tell(Findings.Builder findings, double[] logits, List<Integer> labels) {
        LabelsAndClasses comparison = new LabelsAndClasses(logits, labels);
        findings.section("Several classes, or several labels")
                .text(
                        "**Multi-class** means one right answer of many: probabilities that sum to 1, softmax and `CrossEntropy`."
                                + " **Multi-label** means any number of right answers: each a question of its own, sigmoids and"
                                + " `BinaryCrossEntropy`. The words are often mixed up; the losses must not be.");
        comparison.here(findings);
        comparison.learning(findings, labels.size());
    }

    private Tensor bySoftmax(Tensor z) {
        return CrossEntropy.standard().mean(z, Tensor.of(shared, Shape.of(1, shared.length)));
    }

    private Tensor bySigmoids(Tensor z) {
        return BinaryCrossEntropy.standard().mean(z, Tensor.of(target, Shape.of(1, target.length)));
    }

    /** The losses of the logits as they are. */
    private void here(Findings.Builder findings) {
        double[] byClass = Probabilities.softmax(logits);
        Descent.Point point = Descent.at(logits, this::bySigmoids);
        Table.Builder table =
                Table.of("answer", "right", "logit", "softmax", "sigmoid", "loss of the sigmoid", "gradient by it");
        for (int i = 0; i < logits.length; i++) {
            table.row(
                    i,
                    target[i] == 1 ? "yes" : "no",
                    logits[i],
                    byClass[i],
                    CrossEntropyBackground.sigmoid(logits[i]),
                    // −log σ(z) for yes and −log σ(−z) for no, as log(1 + e^∓z) that does not overflow.
                    softplus(target[i] == 1 ? -logits[i] : logits[i]),
                    point.gradient()[i]);
        }
        double softmaxLoss = Descent.at(logits, this::bySoftmax).loss();
        findings.value("labels-loss-softmax", softmaxLoss)
                .value("labels-loss-sigmoids", point.loss())
                .text("Your logits again, where " + right() + ":")
                .table("label-losses", table.build())
                .text("The mean of the sigmoids' losses is " + brief(point.loss())
                        + "; cross-entropy against a target that is shared" + " out among the right answers is "
                        + brief(softmaxLoss) + ".");
    }

    private String right() {
        List<String> numbers = new ArrayList<>();
        for (int i = 0; i < target.length; i++) {
            if (target[i] == 1) {
                numbers.add(Integer.toString(i));
            }
        }
        return numbers.size() == 1
                ? "answer " + numbers.get(0) + " is right"
                : "answers " + String.join(", ", numbers) + " are right";
    }

    private static double softplus(double z) {
        return Math.max(z, 0) + Math.log1p(Math.exp(-Math.abs(z)));
    }

    /** What gradient descent makes of logits that begin at 0. */
    private void learning(Findings.Builder findings, int labels) {
        double[] start = new double[logits.length];
        List<Descent.Point> softmax = Descent.run(start, 1, STEPS, this::bySoftmax);
        // The mean is over all answers, so that each gets as much as there are.
        List<Descent.Point> sigmoids = Descent.run(start, start.length, STEPS, this::bySigmoids);
        Descent.Point softmaxEnd = softmax.get(STEPS);
        Descent.Point sigmoidsEnd = sigmoids.get(STEPS);
        double[] byClass = Probabilities.softmax(softmaxEnd.values());
        Table.Builder table = Table.of("answer", "right", "softmax", "sigmoids, each by itself");
        for (int i = 0; i < target.length; i++) {
            table.row(
                    i,
                    target[i] == 1 ? "yes" : "no",
                    byClass[i],
                    CrossEntropyBackground.sigmoid(sigmoidsEnd.values()[i]));
        }
        double floor = 0 + Probabilities.entropy(shared);
        findings.value("multi-class-loss", softmaxEnd.loss())
                .value("multi-label-loss", sigmoidsEnd.loss())
                .value("multi-class-floor", floor)
                .text("From logits of 0, the probabilities after " + count(STEPS, "step") + " of gradient descent:")
                .table("labels", table.build())
                .text(
                        (labels == 1
                                ? "With a single right answer both get there: the losses end at "
                                        + brief(softmaxEnd.loss()) + " and " + brief(sigmoidsEnd.loss()) + "."
                                : "Softmax has to divide its certainty. Its loss ends at " + brief(softmaxEnd.loss())
                                        + " and cannot go below the target's entropy, ln " + labels + " = "
                                        + brief(floor)
                                        + "; that of the sigmoids is " + brief(sigmoidsEnd.loss())
                                        + " and goes on towards 0."))
                .chart(
                        "labels",
                        LineChart.of(count(labels, "right answer") + " of " + target.length)
                                .xAxis(Axis.linear("step"))
                                .yAxis(Axis.linear("loss"))
                                .line("softmax", losses(softmax))
                                .line("sigmoids", losses(sigmoids))
                                .level("entropy of the target", floor)
                                .build(),
                        "The one loss stops at the entropy of its target, the other goes on.");
    }

    private static double[] losses(List<Descent.Point> points) {
        return points.stream().mapToDouble(Descent.Point::loss).toArray();
    }
}
