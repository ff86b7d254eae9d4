package ai.vivace.lab;

import static ai.vivace.lab.Wording.brief;
import static ai.vivace.lab.Wording.count;

import ai.vivace.base.Rng;
import ai.vivace.nn.Dropout;
import ai.vivace.plot.Axis;
import ai.vivace.plot.LineChart;
import ai.vivace.tensor.Autograd;
import ai.vivace.tensor.DType;
import ai.vivace.tensor.Engine;
import ai.vivace.tensor.Functional;
import ai.vivace.tensor.Scope;
import ai.vivace.tensor.Shape;
import ai.vivace.tensor.Tensor;
import java.util.stream.IntStream;

/** Dropout as an ensemble: all nets that it can make of one, against the one net that is used in their place. */
final class DropoutEnsemble {
    private static final int INPUTS = 10;
    private static final int OUTPUTS = 4;
    private static final int SAMPLES = 10_000;

    private DropoutEnsemble() {}

    static void tell(Findings.Builder findings, long seed) {
        try (Scope scope = Scope.open()) {
            Autograd.off(() -> report(findings, Rng.of(seed).split("ensemble")));
        }
    }

    private static void report(Findings.Builder findings, Rng rng) {
        int nets = 1 << INPUTS;
        double[] kept = new double[nets * INPUTS];
        for (int net = 0; net < nets; net++) {
            for (int i = 0; i < INPUTS; i++) {
                // One in two is kept, and counts twice.
                kept[net * INPUTS + i] = 2 * (net >> i & 1);
            }
        }
        Tensor masks = Tensor.of(kept, Shape.of(nets, INPUTS));
        Tensor input =
                Tensor.randomNormal(Shape.of(1, INPUTS), rng.split("input")).to(DType.FLOAT64);
        Tensor weight = Tensor.randomNormal(Shape.of(OUTPUTS, INPUTS), rng.split("weight"))
                .to(DType.FLOAT64);
        Tensor used = Functional.linear(input, weight, null);
        Tensor all = Functional.linear(masks.mul(input), weight, null);
        double linear = all.mean(0).sub(used.squeeze(0)).abs().max().item();
        double size = used.square().mean().sqrt().item();
        Tensor probabilities = used.softmax(1).squeeze(0);
        double softmax = all.softmax(1).mean(0).sub(probabilities).abs().max().item();
        double[] counts = {10, 30, 100, 300, 1000, 3000, SAMPLES};
        double[] errors = sampled(input, weight, counts, rng);
        findings.value("ensemble-linear-difference", linear)
                .value("ensemble-softmax-difference", softmax)
                .value("ensemble-sampled-error", errors[errors.length - 1])
                .section("Dropout is an ensemble")
                .text("Dropout trains, at each step, another of the nets that remain when units are left out; with "
                        + INPUTS
                        + " inputs there are " + count(nets, "net")
                        + ". In use nothing is left out, and values keep their mean"
                        + " because those kept in training were divided by the share that stays. Here all of the nets are"
                        + " computed, one in two inputs kept, and their mean is compared with the one net in use:\n\n"
                        + "- after a **linear layer** the largest difference is " + brief(linear)
                        + ", with outputs of size "
                        + brief(size) + ": the rule is exact, up to rounding;\n"
                        + "- after **softmax** the probabilities differ by up to " + brief(softmax)
                        + ": with a nonlinearity behind it the rule is an approximation, and averaging several predictions"
                        + " with dropout left on is better, and tells how sure the net is.")
                .chart(
                        "samples",
                        LineChart.of("Vivace's Dropout, averaged")
                                .xAxis(Axis.logarithmic("how many draws"))
                                .yAxis(Axis.logarithmic("error of the mean"))
                                .line("measured", counts, errors)
                                .dots("measured", counts, errors)
                                .line(
                                        "1/√draws",
                                        counts,
                                        IntStream.range(0, counts.length)
                                                .mapToDouble(i -> errors[0] * Math.sqrt(counts[0] / counts[i]))
                                                .toArray())
                                .build(),
                        "Means of random draws come near the exact mean with the root of their number.");
    }

    /** How far the mean of so many draws of the library's layer is from its output in use. */
    private static double[] sampled(Tensor input, Tensor weight, double[] counts, Rng rng) {
        Engine.seed(rng.split("draws"));
        try (Dropout dropout = Dropout.of(0.5)) {
            dropout.train();
            Tensor drawn = Functional.linear(dropout.apply(input.expand(SAMPLES, INPUTS)), weight, null);
            Tensor used = Functional.linear(input, weight, null).squeeze(0);
            return IntStream.range(0, counts.length)
                    .mapToDouble(i -> drawn.narrow(0, 0, (long) counts[i])
                            .mean(0)
                            .sub(used)
                            .square()
                            .mean()
                            .sqrt()
                            .item())
                    .toArray();
        }
    }
}
