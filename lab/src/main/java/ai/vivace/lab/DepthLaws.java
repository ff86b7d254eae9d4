package ai.vivace.lab;

import static ai.vivace.lab.Wording.brief;

import ai.vivace.base.Rng;
import ai.vivace.tensor.Autograd;
import ai.vivace.tensor.Functional;
import ai.vivace.tensor.Scope;
import ai.vivace.tensor.Shape;
import ai.vivace.tensor.Tensor;
import java.util.List;

/** The laws of values in deep nets at their start, against what was measured. */
final class DepthLaws {
    private static final int DRIFT_WIDTH = 128;
    private static final int DRIFT_DEPTH = 20;
    private static final int DRIFT_NETS = 400;
    private static final int LAYER = 10;

    private final Table.Builder table = Table.of("law", "measured", "expected", "ratio");

    private DepthLaws() {}

    static void tell(
            Findings.Builder findings, DepthExperiment experiment, List<DepthProfile> profiles, DepthProfile biased) {
        DepthLaws laws = new DepthLaws();
        DepthProfile kaiming = DepthExperiment.of(profiles, StartScheme.KAIMING_RELU);
        DepthProfile small = DepthExperiment.of(profiles, StartScheme.SMALL_RELU);
        DepthProfile xavier = DepthExperiment.of(profiles, StartScheme.XAVIER_RELU);
        DepthProfile pytorch = DepthExperiment.of(profiles, StartScheme.PYTORCH_RELU);
        DepthProfile tanh = DepthExperiment.of(profiles, StartScheme.XAVIER_TANH);
        DepthProfile selu = DepthExperiment.of(profiles, StartScheme.LECUN_SELU);
        int depth = experiment.depth();
        double half = LAYER / 2.0;
        laws.row("ReLU, mean / size: 1/√π", kaiming.at(1).mean() / kaiming.at(1).rms(), 1 / Math.sqrt(Math.PI));
        laws.row(
                "ReLU, deviation / size: √(1 − 1/π)",
                kaiming.at(1).deviation() / kaiming.at(1).rms(),
                Math.sqrt(1 - 1 / Math.PI));
        laws.row("Kaiming, layer 10: (nσ²/2)^5 = 1", kaiming.at(LAYER).rms(), 1);
        laws.row("Xavier, layer 10: (1/2)^5", xavier.at(LAYER).rms(), Math.pow(0.5, half));
        laws.row(
                "N(0, 0.01), layer 10: (nσ²/2)^5",
                small.at(LAYER).rms(),
                Math.pow(experiment.width() * 1e-4 / 2, half));
        laws.row(
                "PyTorch default, per layer: 1/√6",
                Math.pow(pytorch.at(LAYER).rms() / pytorch.at(1).rms(), 1.0 / (LAYER - 1)),
                1 / Math.sqrt(6));
        laws.row(
                "Xavier, gradients, per layer: 1/√2",
                Math.pow(xavier.at(1).gradient() / xavier.at(LAYER).gradient(), 1.0 / (LAYER - 1)),
                Math.sqrt(0.5));
        laws.row("Xavier and tanh, last layer: 1/√(2l)", tanh.at(depth).rms(), 1 / Math.sqrt(2.0 * depth));
        laws.row("LeCun and SELU, last layer: 1", selu.at(depth).deviation(), 1);
        double[] drifts = drifts(experiment.seed());
        Sample drift = new Sample(drifts);
        double expectedMean = -5.0 * DRIFT_DEPTH / (2 * DRIFT_WIDTH);
        double expectedVariance = 5.0 * DRIFT_DEPTH / DRIFT_WIDTH;
        double variance = drift.deviation() * drift.deviation();
        laws.row("drift of log size²: −5L/2n", drift.mean(), expectedMean);
        laws.row("its variance: 5L/n", variance, expectedVariance);
        double floor = biased.at(depth).rms();
        findings.value("drift-mean", drift.mean())
                .value("drift-variance", variance)
                .value("floor-with-biases", floor)
                .value("without-biases", pytorch.at(depth).rms())
                .section("The laws")
                .text(
                        "What was measured, and what arithmetic says. σ is the weights' deviation, n the width, L and l numbers of"
                                + " layers, size the root mean square:")
                .table("laws", laws.table.build())
                .text(
                        "- **PyTorch's default is not Kaiming's rule.** It is uniform within ±1/√n, and each layer with ReLU leaves "
                                + brief(1 / Math.sqrt(6))
                                + " of the size. With its biases, which do not start at 0, the decay ends at a"
                                + " floor that the biases make: " + brief(floor) + " at layer " + depth + " instead of "
                                + brief(pytorch.at(depth).rms())
                                + ". What is left there is the biases' doing and says nothing of the input.\n"
                                + "- **Even the right rule drifts.** The law holds in the mean over nets; a single net wanders about it."
                                + " Of " + DRIFT_NETS + " nets with " + DRIFT_DEPTH + " layers of " + DRIFT_WIDTH
                                + " units, the logarithm of the squared size after Kaiming's start has the mean "
                                + brief(drift.mean())
                                + " and the variance " + brief(variance) + " (Hanin and Rolnick 2018: "
                                + brief(expectedMean) + " and "
                                + brief(expectedVariance) + ").");
    }

    private void row(String law, double measured, double expected) {
        table.row(law, measured, expected, measured / expected);
    }

    /** The logarithm of the mean square of the last layer, for one input of mean square 1, over many nets. */
    private static double[] drifts(long seed) {
        double[] drifts = new double[DRIFT_NETS];
        for (int net = 0; net < DRIFT_NETS; net++) {
            Rng rng = Rng.of(seed).split("drift").split(net);
            try (Scope scope = Scope.open()) {
                drifts[net] = Autograd.off(() -> {
                    Tensor value = Tensor.randomNormal(Shape.of(1, DRIFT_WIDTH), rng.split("input"));
                    value = value.div(value.square().mean().sqrt());
                    for (int layer = 0; layer < DRIFT_DEPTH; layer++) {
                        Tensor weights = DepthProfile.weights(StartScheme.KAIMING_RELU, DRIFT_WIDTH, rng.split(layer));
                        value = Functional.linear(value, weights, null).relu();
                    }
                    return Math.log(value.square().mean().item());
                });
            }
        }
        return drifts;
    }
}
