package ai.vivace.vision.model;

import ai.vivace.nn.Activation;
import ai.vivace.nn.Conv2d;
import ai.vivace.nn.Flatten;
import ai.vivace.nn.Linear;
import ai.vivace.nn.MaxPool2d;
import ai.vivace.nn.Sequential;
import ai.vivace.nn.UnaryLayer;
import ai.vivace.tensor.Shape;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * LeNet-5 (LeCun 1998) as it is built today: ReLU, maxima of 2x2, full connections, a linear output. State names {@code conv1}, {@code
 * conv2}, {@code fc1} to {@code fc3}.
 *
 * <p>The original had 1.7159 · tanh(2x/3), averages with a learnt factor and summand, a second convolution each of whose 16 channels saw
 * only some of the 6, and distances to drawn characters as output: 60 000 numbers to learn in place of today's 61 706. Pictures of 28
 * pixels were put into the middle of 32.
 */
public final class LeNets {
    private static final long SMALLEST = 16;
    private static final long FIRST = 6;
    private static final long SECOND = 16;
    private static final long KERNEL = 5;

    private LeNets() {}

    /** Those of this family in the registry. */
    public static List<Architecture> architectures() {
        return List.of(Architecture.of("lenet5", "LeNet", "two 5x5 convolutions, three linear layers", LeNets::network)
                .picture(Shape.of(1, 32, 32))
                .cut("flatten"));
    }

    private static Sequential network(Shape picture, int outputs) {
        long channels = Architecture.channels(picture, "lenet5", SMALLEST);
        Map<String, UnaryLayer> parts = new LinkedHashMap<>();
        parts.put("conv1", Conv2d.of(channels, FIRST, KERNEL).build());
        parts.put("relu1", Activation.relu());
        parts.put("pool1", MaxPool2d.of(2));
        parts.put("conv2", Conv2d.of(FIRST, SECOND, KERNEL).build());
        parts.put("relu2", Activation.relu());
        parts.put("pool2", MaxPool2d.of(2));
        parts.put("flatten", Flatten.of());
        parts.put("fc1", Linear.of(SECOND * left(picture.size(1)) * left(picture.size(2)), 120));
        parts.put("relu3", Activation.relu());
        parts.put("fc2", Linear.of(120, 84));
        parts.put("relu4", Activation.relu());
        parts.put("fc3", Linear.of(84, outputs));
        return Sequential.of(parts);
    }

    /** What two valid convolutions and two halvings leave of a side. */
    private static long left(long side) {
        return ((side - KERNEL + 1) / 2 - KERNEL + 1) / 2;
    }
}
