package ai.vivace.vision.model;

import ai.vivace.init.Initializers;
import ai.vivace.init.TruncatedNormal;
import ai.vivace.nn.AdaptiveAveragePool2d;
import ai.vivace.nn.Dropout;
import ai.vivace.nn.Flatten;
import ai.vivace.nn.Linear;
import ai.vivace.nn.MaxPool2d;
import ai.vivace.nn.Sequential;
import ai.vivace.nn.UnaryLayer;
import ai.vivace.nn.Window;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * GoogLeNet (Szegedy 2014), Inception v1, with batch norm as torchvision has it and its state names.
 *
 * <p>{@code googlenet} is for use; {@code googlenet_aux} has the two {@linkplain AuxiliaryHead classifiers in the middle} that the paper
 * trains with, {@code aux1} and {@code aux2}, which stand behind the modules whose outputs they see (torchvision lists them at the end).
 *
 * <p>Torchvision's weights are for pictures from -1 to 1, {@link ChannelStatistics#HALVES}; there the network itself turns ImageNet's
 * statistics into these ({@code transform_input}).
 */
public final class GoogLeNet {
    private static final long SMALLEST = 15;
    private static final double DROPPED = 0.2;
    private static final double DEVIATION = 0.01;

    private GoogLeNet() {}

    /** Whether there are classifiers in the middle. */
    private enum Auxiliary {
        NONE,
        TWO
    }

    /** Those of this family in the registry. */
    public static List<Architecture> architectures() {
        return List.of(
                architecture("googlenet", "nine inception modules", Auxiliary.NONE),
                architecture(
                        "googlenet_aux", "nine inception modules, two more classifiers in training", Auxiliary.TWO));
    }

    private static Architecture architecture(String label, String description, Auxiliary auxiliary) {
        return Architecture.of(
                        label,
                        "GoogLeNet",
                        description,
                        (picture, outputs) ->
                                network(Architecture.channels(picture, label, SMALLEST), outputs, auxiliary))
                .statistics(ChannelStatistics.HALVES)
                .cut("avgpool");
    }

    private static Sequential network(long channels, int outputs, Auxiliary auxiliary) {
        Map<String, UnaryLayer> parts = new LinkedHashMap<>();
        parts.put("conv1", Inception.convolution(channels, 64, 7, 2));
        parts.put("maxpool1", pool(3));
        parts.put("conv2", Inception.convolution(64, 64, 1, 1));
        parts.put("conv3", Inception.convolution(64, 192, 3, 1));
        parts.put("maxpool2", pool(3));
        parts.put("inception3a", Inception.of(192, 64, 96, 128, 16, 32, 32));
        parts.put("inception3b", Inception.of(256, 128, 128, 192, 32, 96, 64));
        parts.put("maxpool3", pool(3));
        parts.put("inception4a", Inception.of(480, 192, 96, 208, 16, 48, 64));
        if (auxiliary == Auxiliary.TWO) {
            parts.put("aux1", AuxiliaryHead.of(512, outputs));
        }
        parts.put("inception4b", Inception.of(512, 160, 112, 224, 24, 64, 64));
        parts.put("inception4c", Inception.of(512, 128, 128, 256, 24, 64, 64));
        parts.put("inception4d", Inception.of(512, 112, 144, 288, 32, 64, 64));
        if (auxiliary == Auxiliary.TWO) {
            parts.put("aux2", AuxiliaryHead.of(528, outputs));
        }
        parts.put("inception4e", Inception.of(528, 256, 160, 320, 32, 128, 128));
        parts.put("maxpool4", pool(2));
        parts.put("inception5a", Inception.of(832, 256, 160, 320, 32, 128, 128));
        parts.put("inception5b", Inception.of(832, 384, 192, 384, 48, 128, 128));
        parts.put("avgpool", AdaptiveAveragePool2d.of(1));
        parts.put("flatten", Flatten.of());
        parts.put("dropout", Dropout.of(DROPPED));
        parts.put(
                "fc",
                Linear.of(
                        1024,
                        outputs,
                        TruncatedNormal.withinTwoDeviations(0, DEVIATION),
                        Initializers.pytorchDefaultBias(1024)));
        return Sequential.of(parts);
    }

    private static MaxPool2d pool(long side) {
        return MaxPool2d.of(Window.square(side).stride(2).rounding(Window.Rounding.UP));
    }
}
