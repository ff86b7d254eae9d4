package ai.vivace.lab;

import ai.vivace.base.Rng;
import ai.vivace.init.Fixup;
import ai.vivace.init.Initializers;
import ai.vivace.tensor.Autograd;
import ai.vivace.tensor.Autograd.Differentiable;
import ai.vivace.tensor.DType;
import ai.vivace.tensor.Functional;
import ai.vivace.tensor.Scope;
import ai.vivace.tensor.Shape;
import ai.vivace.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What values and gradients of a deep net are like at its start, layer by layer.
 *
 * <p>{@link ai.vivace.learn.Learner#check} measures layers of a model too, in float32; here sums are in float64, as squares of what
 * explodes or vanishes are no float32 any more, and there is more to tell: how much of a unit's value depends on the input.
 *
 * @param scheme how it starts
 * @param layers from the input on
 */
record DepthProfile(StartScheme scheme, List<Layer> layers) {
    /** Whether layers have biases. */
    enum Biases {
        NONE,
        /** Uniform within ±1/√n, as PyTorch starts them. */
        PYTORCH
    }

    /**
     * The values after a layer's function, over all inputs and units; of a residual net, after a block's.
     *
     * @param spread how much units differ between inputs: the root mean square of their deviations over inputs
     * @param zero the share of values that are 0
     * @param saturated the share of values beyond ±0.97
     * @param gradient the root mean square of the gradient of a random projection of the last layer
     */
    record Layer(double mean, double deviation, double spread, double zero, double saturated, double gradient) {
        double rms() {
            return Math.sqrt(mean * mean + deviation * deviation);
        }
    }

    /** Sends inputs of N(0, 1) through square layers, and a gradient of N(0, 1) back. */
    static DepthProfile of(StartScheme scheme, int width, int depth, int inputs, Biases biases, Rng rng) {
        try (Scope scope = Scope.open()) {
            Tensor value = Tensor.randomNormal(Shape.of(inputs, width), rng.split("inputs"))
                    .requiresGrad(true);
            List<Tensor> values = new ArrayList<>();
            for (int layer = 0; layer < depth; layer++) {
                Tensor weights = weights(scheme, width, rng.split("weights").split(layer));
                Tensor bias = bias(biases, width, rng.split("biases").split(layer));
                value = switch (scheme.net()) {
                    case PLAIN -> scheme.apply(Functional.linear(value, weights, bias));
                    case CALIBRATED -> scheme.apply(calibrated(Functional.linear(value, weights, bias)));
                    case RESIDUAL -> scheme.apply(value.add(branch(scheme, value, weights, depth)));
                };
                values.add(value);
            }
            Tensor projection = Tensor.randomNormal(Shape.of(inputs, width), rng.split("gradient"));
            List<Tensor> gradients = Autograd.gradients(value.mul(projection).sum(), values, Differentiable.NO);
            List<Layer> layers = new ArrayList<>();
            for (int i = 0; i < depth; i++) {
                layers.add(layer(
                        values.get(i).detach().to(DType.FLOAT64),
                        gradients.get(i).to(DType.FLOAT64)));
            }
            return new DepthProfile(scheme, List.copyOf(layers));
        }
    }

    /** What a layer without a bias gives once LSUV has scaled its weights: by one division, as the layer is linear. */
    private static Tensor calibrated(Tensor given) {
        double deviation =
                Autograd.off(() -> given.to(DType.FLOAT64).variance().sqrt().item());
        return given.div(deviation);
    }

    /** A branch of two layers by Fixup's rules, the second of which starts at 0. */
    private static Tensor branch(StartScheme scheme, Tensor value, Tensor weights, int branches) {
        Tensor inner = scheme.apply(Functional.linear(value, weights.mul(Fixup.factor(branches, 2)), null));
        return Functional.linear(inner, Tensor.zeros(weights.shape()), null);
    }

    private static Layer layer(Tensor values, Tensor gradient) {
        try (Scope scope = Scope.open()) {
            double mean = values.mean().item();
            return new Layer(
                    mean,
                    Math.sqrt(values.sub(mean).square().mean().item()),
                    Math.sqrt(values.variance(0).mean().item()),
                    values.eq(0).to(DType.FLOAT64).mean().item(),
                    values.abs().gt(0.97).to(DType.FLOAT64).mean().item(),
                    Math.sqrt(gradient.square().mean().item()));
        }
    }

    static Tensor weights(StartScheme scheme, int width, Rng rng) {
        Tensor weights = Tensor.zeros(Shape.of(width, width));
        scheme.weights().initialize(weights, rng);
        return weights;
    }

    private static @Nullable Tensor bias(Biases biases, int width, Rng rng) {
        if (biases == Biases.NONE) {
            return null;
        }
        Tensor bias = Tensor.zeros(Shape.of(width));
        Initializers.pytorchDefaultBias(width).initialize(bias, rng);
        return bias;
    }

    /** A layer counted from 1. */
    Layer at(int number) {
        return layers.get(number - 1);
    }

    /** The first layer, counted from 1, whose values are no finite float32; 0 when all are. */
    int overflow() {
        for (int i = 0; i < layers.size(); i++) {
            if (!Double.isFinite(layers.get(i).rms())) {
                return i + 1;
            }
        }
        return 0;
    }
}
