package ai.vivace.vision.model;

import ai.vivace.base.InputException;
import ai.vivace.init.Initializers;
import ai.vivace.nn.Activation;
import ai.vivace.nn.AdaptiveAveragePool2d;
import ai.vivace.nn.AdaptiveMaxPool2d;
import ai.vivace.nn.BatchNorm2d;
import ai.vivace.nn.Conv2d;
import ai.vivace.nn.Flatten;
import ai.vivace.nn.Linear;
import ai.vivace.nn.MaxPool2d;
import ai.vivace.nn.Sequential;
import ai.vivace.nn.UnaryLayer;
import ai.vivace.nn.Window;
import ai.vivace.tensor.Nonlinearity;
import ai.vivace.tensor.Shape;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Small networks for small pictures. */
public final class Networks {
    private static final String SMALL = "small";
    private static final int[] CNN_WIDTHS = {16, 32, 64, 128};
    private static final int[] AIRBENCH_WIDTHS = {32, 96, 192};

    /** Filters for each channel of the picture: most of the 18 that whiten its 3x3 patches, and a number that CPUs are quick with. */
    private static final int WHITENING_FILTERS = 16;

    private static final double AIRBENCH_MOMENTUM = 0.4;
    private static final double AIRBENCH_EPSILON = 1e-5;

    /** The first layer of {@link #airbench}. */
    public static final String WHITENING = "whitening";

    private Networks() {}

    /** Those in the registry. */
    public static List<Architecture> architectures() {
        return List.of(
                Architecture.of(
                                "mlp",
                                SMALL,
                                "one hidden layer of 128 units",
                                (picture, outputs) -> mlp(picture, 128, outputs))
                        .picture(Shape.of(1, 28, 28)),
                Architecture.of(
                                "cnn",
                                SMALL,
                                "four 3x3 convolutions with batch norm, then an average",
                                Networks::simpleCnn)
                        .picture(Shape.of(1, 28, 28))
                        .cut("4"),
                Architecture.of(
                                "airbench",
                                SMALL,
                                "a whitening layer, then three groups of two 3x3 convolutions",
                                Networks::airbench)
                        .picture(Shape.of(3, 32, 32))
                        .statistics(ChannelStatistics.CIFAR10)
                        .cut("pool"));
    }

    /**
     * One hidden layer with ReLU: state names {@code 1} and {@code 3}.
     *
     * @param input the shape of one input; flattened
     */
    public static Sequential mlp(Shape input, int hidden, int outputs) {
        return Sequential.of(
                Flatten.of(), Linear.of(input.elements(), hidden), Activation.relu(), Linear.of(hidden, outputs));
    }

    /**
     * Four 3x3 convolutions of 16, 32, 64 and 128 channels, each with batch norm and ReLU, then the average over the picture and a
     * linear layer.
     *
     * <p>The last of the convolutions halve the picture, as many as leave it about 2 pixels wide: all four from 28 pixels on, which
     * are the layers of fastai's {@code simple_cnn}; two for 8 pixels. Weights start by PyTorch's default.
     */
    public static Sequential simpleCnn(Shape picture, int outputs) {
        long channels = Architecture.channels(picture);
        long side = Math.min(picture.size(1), picture.size(2));
        long halvings = Math.max(0, Math.min(CNN_WIDTHS.length, Math.round(Math.log((double) side) / Math.log(2)) - 1));
        List<UnaryLayer> layers = new ArrayList<>();
        for (int i = 0; i < CNN_WIDTHS.length; i++) {
            long stride = CNN_WIDTHS.length - i <= halvings ? 2 : 1;
            layers.add(convolution(channels, CNN_WIDTHS[i], stride));
            channels = CNN_WIDTHS[i];
        }
        layers.add(AdaptiveAveragePool2d.of(1));
        layers.add(Flatten.of());
        layers.add(Linear.of(channels, outputs));
        return Sequential.of(layers.toArray(UnaryLayer[]::new));
    }

    /**
     * A net after airbench (Jordan 2024), which learns small pictures fast: a frozen first layer {@code whitening}, then three groups
     * {@code group1} to {@code group3} of two 3x3 convolutions with batch norm and GELU, each of which halves the picture by a maximum
     * after its first convolution, then the maximum over what is left of the picture and the linear layer {@code head}.
     *
     * <p>What differs from airbench94: widths 32, 96 and 192 instead of 64, 256 and 256, a first layer of 3x3 instead of 2x2, batch norm
     * with factors, a head with bias. {@link ai.vivace.init.Kernels#whitening} makes the first layer whiten the training pictures; until
     * then its filters are orthogonal.
     *
     * @param picture at least 8 pixels each way
     */
    public static Sequential airbench(Shape picture, int outputs) {
        long channels = Architecture.channels(picture);
        InputException.require(
                Math.min(picture.size(1), picture.size(2)) >= 8,
                () -> "airbench halves pictures three times, so they need at least 8 pixels each way, but are "
                        + picture + ". Use cnn for smaller ones.");
        Map<String, UnaryLayer> layers = new LinkedHashMap<>();
        long width = channels * WHITENING_FILTERS;
        Conv2d whitening = Conv2d.of(channels, width, 3)
                .padding(1)
                .withoutBias()
                .initializer(Initializers.orthogonal(1))
                .build();
        whitening.freeze();
        layers.put(WHITENING, whitening);
        layers.put("activation", Activation.of(Nonlinearity.GELU));
        for (int i = 0; i < AIRBENCH_WIDTHS.length; i++) {
            layers.put("group" + (i + 1), airbenchGroup(width, AIRBENCH_WIDTHS[i]));
            width = AIRBENCH_WIDTHS[i];
        }
        layers.put("pool", AdaptiveMaxPool2d.of(1));
        layers.put("flatten", Flatten.of());
        layers.put("head", Linear.of(width, outputs));
        return Sequential.of(layers);
    }

    private static Sequential airbenchGroup(long inputs, long outputs) {
        return Sequential.of(
                BasicBlock.conv(inputs, outputs, 3).padding(1).build(),
                MaxPool2d.of(Window.square(2)),
                BatchNorm2d.of(outputs, AIRBENCH_EPSILON, AIRBENCH_MOMENTUM),
                Activation.of(Nonlinearity.GELU),
                BasicBlock.conv(outputs, outputs, 3).padding(1).build(),
                BatchNorm2d.of(outputs, AIRBENCH_EPSILON, AIRBENCH_MOMENTUM),
                Activation.of(Nonlinearity.GELU));
    }

    private static Sequential convolution(long inputs, long outputs, long stride) {
        return Sequential.of(
                Conv2d.of(inputs, outputs, 3)
                        .stride(stride)
                        .padding(1)
                        .withoutBias()
                        .build(),
                BatchNorm2d.of(outputs),
                Activation.relu());
    }
}
