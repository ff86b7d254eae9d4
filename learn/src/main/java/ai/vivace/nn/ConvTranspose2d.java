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
 * Two-dimensional transposed convolution, which makes pictures larger: [N, inputs, H, W] to [N, outputs, H', W'], where H' is (H - 1)
 * · stride - 2 · padding + kernel + outputPadding.
 *
 * <p>State: {@code weight} [inputs, outputs, kernel height, kernel width], {@code bias} [outputs]. Both start uniform within
 * ±1/√(outputs · kernel height · kernel width), as in PyTorch, which takes the second dimension for the fan of all weights.
 *
 * <pre>{@code
 * ConvTranspose2d.of(128, 64, 4).stride(2).padding(1).build() // twice as high and wide
 * }</pre>
 */
public final class ConvTranspose2d extends UnaryLayer {
    private final long inputs;
    private final long outputs;
    private final Size2d kernel;
    private final Size2d stride;
    private final Size2d padding;
    private final Size2d outputPadding;
    private final Parameter weight;
    private final @Nullable Parameter bias;

    /** A square kernel; by default at stride 1, without padding, and with a bias. */
    public static Builder of(long inputs, long outputs, long kernel) {
        return of(inputs, outputs, Size2d.square(kernel));
    }

    /** A kernel of any size; defaults as for square ones. */
    public static Builder of(long inputs, long outputs, Size2d kernel) {
        return new Builder(inputs, outputs, kernel);
    }

    static ConvTranspose2d build(Settings settings) {
        Builder builder = of(settings.integer("inputs"), settings.integer("outputs"), Size2d.of(settings, "kernel"))
                .stride(Size2d.of(settings, "stride"))
                .padding(Size2d.of(settings, "padding"))
                .outputPadding(Size2d.of(settings, "output_padding"));
        return (settings.flag("bias") ? builder : builder.withoutBias()).build();
    }

    private ConvTranspose2d(Builder from) {
        inputs = from.inputs;
        outputs = from.outputs;
        kernel = from.kernel;
        stride = from.stride;
        padding = from.padding;
        outputPadding = from.outputPadding;
        Shape shape = Shape.of(inputs, outputs, kernel.height(), kernel.width());
        weight = parameter("weight", shape, Parameter.Role.WEIGHT, from.initializer);
        bias = from.biased
                ? parameter(
                        "bias",
                        Shape.of(outputs),
                        Parameter.Role.BIAS,
                        Initializers.pytorchDefaultBias(Fans.of(shape).in()))
                : null;
    }

    @Override
    protected Tensor forward(Tensor input) {
        return Functional.convTranspose2d(
                input,
                weight.value(),
                bias == null ? null : bias.value(),
                stride.toArray(),
                padding.toArray(),
                outputPadding.toArray(),
                1,
                new long[] {1, 1});
    }

    @Override
    public Map<String, Object> settings() {
        return Settings.ordered(
                entry("inputs", inputs),
                entry("outputs", outputs),
                entry("kernel", kernel.toList()),
                entry("stride", stride.toList()),
                entry("padding", padding.toList()),
                entry("output_padding", outputPadding.toList()),
                entry("bias", bias != null));
    }

    /** The options of a transposed convolution. */
    public static final class Builder {
        private final long inputs;
        private final long outputs;
        private final Size2d kernel;
        private Size2d stride = Size2d.square(1);
        private Size2d padding = Size2d.square(0);
        private Size2d outputPadding = Size2d.square(0);
        private boolean biased = true;
        private Initializer initializer = Initializers.pytorchDefault();

        private Builder(long inputs, long outputs, Size2d kernel) {
            this.inputs = inputs;
            this.outputs = outputs;
            this.kernel = kernel.positive("A kernel");
        }

        /** By how much the output grows, in both directions; 1 by default. */
        public Builder stride(long step) {
            return stride(Size2d.square(step));
        }

        /** By how much the output grows; 1 in both directions by default. */
        public Builder stride(Size2d step) {
            stride = step.positive("A stride");
            return this;
        }

        /** How much is cut off on each side of the output; 0 by default. */
        public Builder padding(long border) {
            return padding(Size2d.square(border));
        }

        /** How much is cut off above and below, and on the left and right; 0 by default. */
        public Builder padding(Size2d border) {
            padding = border;
            return this;
        }

        /** How many rows and columns the output has more, at the end; below the stride, 0 by default. */
        public Builder outputPadding(Size2d more) {
            outputPadding = more;
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

        /**
         * The layer.
         *
         * @throws InputException when there are no inputs or outputs, or the output's padding reaches the stride
         */
        public ConvTranspose2d build() {
            InputException.require(
                    inputs > 0 && outputs > 0,
                    () -> "A transposed convolution needs at least one input and output, but came " + inputs + " and "
                            + outputs + ".");
            InputException.require(
                    outputPadding.height() < stride.height() && outputPadding.width() < stride.width(),
                    () -> "A transposed convolution's output padding must be below its stride, but came "
                            + outputPadding + " at a stride of " + stride + ".");
            return new ConvTranspose2d(this);
        }
    }
}
