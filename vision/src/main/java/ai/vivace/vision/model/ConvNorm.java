package ai.vivace.vision.model;

import ai.vivace.init.Fans;
import ai.vivace.init.Gain;
import ai.vivace.init.Initializers;
import ai.vivace.nn.Activation;
import ai.vivace.nn.BatchNorm2d;
import ai.vivace.nn.Conv2d;
import ai.vivace.nn.Sequential;
import ai.vivace.nn.UnaryLayer;
import ai.vivace.tensor.Nonlinearity;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Makes convolutions with batch norm and activation, named {@code 0}, {@code 1} and {@code 2} as torchvision's Conv2dNormActivation.
 * Weights start as there: normal by fan-out, counted without regard to groups.
 *
 * @param epsilon what the batch norms add to the variance
 * @param momentum the batch's share in the batch norms' running values
 * @param border where zeros stand around pictures
 */
record ConvNorm(double epsilon, double momentum, Border border) {
    /** Where zeros stand around pictures, so that a stride of 1 keeps their size. */
    enum Border {
        /** As many on each side: (kernel - 1) / 2. */
        EVEN,
        /** As TensorFlow's SAME: see {@link SamePadding}. */
        SAME
    }

    /** PyTorch's defaults. */
    static final ConvNorm STANDARD = new ConvNorm(1e-5, 0.1, Border.EVEN);

    /** Convolution and batch norm, and an activation unless there is none. */
    Sequential of(long inputs, long outputs, long kernel, long stride, long groups, @Nullable Nonlinearity activation) {
        Map<String, UnaryLayer> layers = new LinkedHashMap<>();
        boolean same = border == Border.SAME && kernel > 1;
        if (same) {
            layers.put("padding", SamePadding.of(kernel, stride));
        }
        layers.put(
                "0",
                Conv2d.of(inputs, outputs, kernel)
                        .stride(stride)
                        .padding(same ? 0 : (kernel - 1) / 2)
                        .groups(groups)
                        .withoutBias()
                        .initializer(Initializers.kaimingNormal(Gain.pytorch(Nonlinearity.RELU), Fans.Mode.OUT))
                        .build());
        layers.put("1", BatchNorm2d.of(outputs, epsilon, momentum));
        if (activation != null) {
            layers.put("2", Activation.of(activation));
        }
        return Sequential.of(layers);
    }

    /** With a kernel of one pixel. */
    Sequential pointwise(long inputs, long outputs, @Nullable Nonlinearity activation) {
        return of(inputs, outputs, 1, 1, 1, activation);
    }

    /** Each channel by a kernel of its own. */
    Sequential depthwise(long channels, long kernel, long stride, Nonlinearity activation) {
        return of(channels, channels, kernel, stride, channels, activation);
    }
}
