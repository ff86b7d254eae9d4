package ai.vivace.nn;

import static java.util.Map.entry;

import ai.vivace.base.InputException;
import ai.vivace.init.Initializer;
import ai.vivace.init.Initializers;
import ai.vivace.tensor.Functional;
import ai.vivace.tensor.Shape;
import ai.vivace.tensor.Tensor;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * x·Wᵀ + b over the last dimension: [N, …, inputs] to [N, …, outputs].
 *
 * <p>State: {@code weight} [outputs, inputs], {@code bias} [outputs]. Both start uniform within ±1/√inputs, as in PyTorch, unless
 * other rules are given.
 */
public final class Linear extends WeightedLayer {
    private final long inputs;
    private final long outputs;
    private final Parameter weight;
    private final @Nullable Parameter bias;

    /** A layer with a bias. */
    public static Linear of(long inputs, long outputs) {
        return build(inputs, outputs, true);
    }

    /** A layer with a bias whose starting values are by given rules, as reference models have them. */
    public static Linear of(long inputs, long outputs, Initializer weight, Initializer bias) {
        return new Linear(inputs, outputs, weight, bias);
    }

    /** A layer without a bias: before a normalisation layer, say, which has its own. */
    public static Linear withoutBias(long inputs, long outputs) {
        return build(inputs, outputs, false);
    }

    /** A layer without a bias whose weights start by a given rule. */
    public static Linear withoutBias(long inputs, long outputs, Initializer weight) {
        return new Linear(inputs, outputs, weight, null);
    }

    static Linear build(Settings settings) {
        return build(settings.integer("inputs"), settings.integer("outputs"), settings.flag("bias"));
    }

    private static Linear build(long inputs, long outputs, boolean biased) {
        checkSizes(inputs, outputs);
        return new Linear(
                inputs,
                outputs,
                Initializers.pytorchDefault(),
                biased ? Initializers.pytorchDefaultBias(inputs) : null);
    }

    private static void checkSizes(long inputs, long outputs) {
        InputException.require(
                inputs > 0 && outputs > 0,
                () -> "A linear layer needs at least one input and output, but came " + inputs + " and " + outputs
                        + ".");
    }

    private Linear(long inputs, long outputs, Initializer weightRule, @Nullable Initializer biasRule) {
        checkSizes(inputs, outputs);
        this.inputs = inputs;
        this.outputs = outputs;
        weight = parameter("weight", Shape.of(outputs, inputs), Parameter.Role.WEIGHT, weightRule);
        bias = biasRule == null ? null : parameter("bias", Shape.of(outputs), Parameter.Role.BIAS, biasRule);
    }

    @Override
    Parameter weight() {
        return weight;
    }

    @Override
    @Nullable
    Parameter bias() {
        return bias;
    }

    @Override
    Tensor forward(Tensor input, Tensor weight) {
        return Functional.linear(input, weight, bias == null ? null : bias.value());
    }

    @Override
    public Map<String, Object> settings() {
        return Settings.ordered(entry("inputs", inputs), entry("outputs", outputs), entry("bias", bias != null));
    }
}
