package ai.vivace.lab;

import static ai.vivace.lab.Wording.percent;

import ai.vivace.base.Rng;
import ai.vivace.nn.Parameter;
import ai.vivace.nn.UnaryLayer;
import ai.vivace.plot.Axis;
import ai.vivace.plot.LineChart;
import ai.vivace.tensor.Scope;
import ai.vivace.tensor.Shape;
import ai.vivace.tensor.Tensor;
import java.util.Objects;
import java.util.stream.IntStream;

/** How much the last answer of an untrained net depends on each token before it. */
final class GradientOverTime {
    /** So many tokens, each different, so that each has a row of the embedding to itself. */
    private static final int LENGTH = 50;

    /** Nets of other starting weights that are averaged over. */
    private static final int STARTS = 8;

    private GradientOverTime() {}

    static void tell(Findings.Builder findings, SequenceModelsExperiment settings) {
        Table.Builder table = Table.of("net", "10 tokens back", "25 tokens back", "49 tokens back", "factor a token");
        LineChart.Builder chart = LineChart.of("Gradients of the last answer")
                .xAxis(Axis.linear("tokens back"))
                .yAxis(Axis.logarithmic("length, relative to the last token's"));
        double[] back = IntStream.range(0, LENGTH).asDoubleStream().toArray();
        for (SequenceNet net : SequenceNet.values()) {
            double[] lengths = relative(net, settings.seed());
            chart.line(net.label(), back, lengths);
            double factor = Math.pow(lengths[40] / lengths[10], 1.0 / 30);
            table.row(net.label(), lengths[10], lengths[25], lengths[49], factor);
            findings.value("gradient " + net.label() + " 40", lengths[40]).value("factor " + net.label(), factor);
        }
        findings.section("Why")
                .text(
                        "The gradient of an answer with respect to a token says how an optimizer could learn that the two belong together."
                                + " In a recurrent net it passes through one matrix for each token between them: its length is multiplied by"
                                + " about the same factor each time, and after many it is gone (Bengio 1994). An LSTM's cell is added to, so"
                                + " that the factor is its forget gate's, which starts near " + percent(0.5)
                                + " and can be learnt to be near 1. Attention looks at every token at once: there is nothing in between."
                                + " Here are untrained nets, the mean of " + STARTS + " starts:")
                .table("gradients", table.build())
                .chart(
                        "gradients",
                        chart.build(),
                        "A straight line is a factor for each token; the flat one is attention.");
    }

    private static double[] relative(SequenceNet kind, long seed) {
        double[] mean = new double[LENGTH];
        for (int start = 0; start < STARTS; start++) {
            double[] lengths = lengths(kind, seed + start);
            for (int i = 0; i < LENGTH; i++) {
                mean[i] += lengths[LENGTH - 1 - i] / lengths[LENGTH - 1] / STARTS;
            }
        }
        return mean;
    }

    /** The length of the gradient of a random direction of the last logits, by token. */
    private static double[] lengths(SequenceNet kind, long seed) {
        Rng rng = Rng.of(seed).split("direction");
        double[] direction = rng.doubles(LENGTH).toArray();
        long[] tokens = IntStream.range(0, LENGTH).asLongStream().toArray();
        try (UnaryLayer net = kind.build(LENGTH, LENGTH, seed);
                Scope scope = Scope.open()) {
            Parameter embedding = kind.embedding(net);
            Tensor logits = net.apply(Tensor.of(tokens, Shape.of(1, LENGTH)));
            logits.select(1, LENGTH - 1)
                    .mul(Tensor.of(direction, Shape.of(1, LENGTH)).to(logits.dtype()))
                    .sum()
                    .backward();
            Tensor gradient = Objects.requireNonNull(embedding.value().grad());
            return gradient.square().sum(1).sqrt().toDoubles();
        }
    }
}
