package ai.vivace.nn;

import static java.util.Map.entry;

import ai.vivace.base.InputException;
import ai.vivace.init.Fans;
import ai.vivace.init.Initializer;
import ai.vivace.init.Initializers;
import ai.vivace.tensor.Functional;
import ai.vivace.tensor.Shape;
import ai.vivace.tensor.Tensor;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Two-dimensional convolution (cross-correlation): [N, inputs, H, W] to [N, outputs, H', W'], where H' is (H + 2 · padding -
 * dilation · (kernel - 1) - 1) / stride + 1, rounded down.
 *
 * <p>State: {@code weight} [outputs, inputs / groups, kernel height, kernel width], {@code bias} [outputs]. Both start uniform
 * within ±1/√(inputs / groups · kernel height · kernel width), as in PyTorch.
 *
 * <pre>{@code
 * Conv2d.of(3, 64, 7).stride(2).padding(3).withoutBias().build()
 * }</pre>
 */
public final class Conv2d extends WeightedLayer {
    private final long inputs;
    private final long outputs;
    private final Size2d kernel;
    private final Size2d stride;
    private final Size2d padding;
    private final Size2d dilation;
    private final long groups;
    private final long[] strides;
    private final long[] paddings;
    private final long[] dilations;
    private final Parameter weight;
    private final @Nullable Parameter bias;

    /** A square kernel; by default at stride 1, without padding, dilation or groups, and with a bias. */
    public static Builder of(long inputs, long outputs, long kernel) {
        return of(inputs, outputs, Size2d.square(kernel));
    }

    /** A kernel of any size; defaults as for square ones. */
    public static Builder of(long inputs, long outputs, Size2d kernel) {
        return new Builder(inputs, outputs, kernel);
    }

    static Conv2d build(Settings settings) {
        Builder builder = of(settings.integer("inputs"), settings.integer("outputs"), Size2d.of(settings, "kernel"))
                .stride(Size2d.of(settings, "stride"))
                .padding(Size2d.of(settings, "padding"))
                .dilation(Size2d.of(settings, "dilation"))
                .groups(settings.integer("groups"));
        return (settings.flag("bias") ? builder : builder.withoutBias()).build();
    }

    private Conv2d(Builder from) {
        inputs = from.inputs;
        outputs = from.outputs;
        kernel = from.kernel;
        stride = from.stride;
        padding = from.padding;
        dilation = from.dilation;
        groups = from.groups;
        strides = stride.toArray();
        paddings = padding.toArray();
        dilations = dilation.toArray();
        Shape shape = Shape.of(outputs, inputs / groups, kernel.height(), kernel.width());
        weight = parameter("weight", shape, Parameter.Role.WEIGHT, from.initializer);
        weight.channelsLast();
        bias = from.biased
                ? parameter(
                        "bias",
                        Shape.of(outputs),
                        Parameter.Role.BIAS,
                        from.biasInitializer == null
                                ? Initializers.pytorchDefaultBias(Fans.of(shape).in())
                                : from.biasInitializer)
                : null;
    }

    long groups() {
        return groups;
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
        Tensor ordered = input.rank() == 4 ? input.channelsLast() : input;
        return Functional.conv2d(
                ordered, weight, bias == null ? null : bias.value(), strides, paddings, dilations, groups);
    }

    @Override
    public Map<String, Object> settings() {
        return Settings.ordered(
                entry("inputs", inputs),
                entry("outputs", outputs),
                entry("kernel", kernel.toList()),
                entry("stride", stride.toList()),
                entry("padding", padding.toList()),
                entry("dilation", dilation.toList()),
                entry("groups", groups),
                entry("bias", bias != null));
    }

    /** The options of a convolution. */
    public static final class Builder {
        private final long inputs;
        private final long outputs;
        private final Size2d kernel;
        private Size2d stride = Size2d.square(1);
        private Size2d padding = Size2d.square(0);
        private Size2d dilation = Size2d.square(1);
        private long groups = 1;
        private boolean biased = true;
        private Initializer initializer = Initializers.pytorchDefault();
        private @Nullable Initializer biasInitializer;

        private Builder(long inputs, long outputs, Size2d kernel) {
            this.inputs = inputs;
            this.outputs = outputs;
            this.kernel = kernel.positive("A kernel");
        }

        /** The kernel's step, in both directions; 1 by default. */
        public Builder stride(long step) {
            return stride(Size2d.square(step));
        }

        /** The kernel's step; 1 in both directions by default. */
        public Builder stride(Size2d step) {
            stride = step.positive("A stride");
            return this;
        }

        /** The border of zeros on each side; 0 by default. */
        public Builder padding(long border) {
            return padding(Size2d.square(border));
        }

        /** The border of zeros above and below, and on the left and right; 0 by default. */
        public Builder padding(Size2d border) {
            padding = border;
            return this;
        }

        /** The distance between the kernel's points; 1 by default. */
        public Builder dilation(long distance) {
            return dilation(Size2d.square(distance));
        }

        /** The distance between the kernel's points; 1 in both directions by default. */
        public Builder dilation(Size2d distance) {
            dilation = distance.positive("A dilation");
            return this;
        }

        /** Into how many parts the channels are divided, each convolved alone; 1 by default. Divides inputs and outputs. */
        public Builder groups(long count) {
            groups = count;
            return this;
        }

        /** Without a bias: before a normalisation layer, say, which has its own. */
        public Builder withoutBias() {
            biased = false;
            return this;
        }

        /** How the weight starts; PyTorch's default by default. */
        public Builder initializer(Initializer rule) {
            initializer = rule;
            return this;
        }

        /** How the bias starts; PyTorch's default by default. */
        public Builder biasInitializer(Initializer rule) {
            biasInitializer = rule;
            return this;
        }

        /**
         * The layer.
         *
         * @throws InputException when the groups do not divide the channels
         */
        public Conv2d build() {
            InputException.require(
                    groups > 0 && inputs > 0 && outputs > 0 && inputs % groups == 0 && outputs % groups == 0,
                    () -> "A convolution's inputs and outputs must be positive multiples of its groups, but came "
                            + inputs + " inputs, " + outputs + " outputs and " + groups + " groups.");
            return new Conv2d(this);
        }
    }
}
