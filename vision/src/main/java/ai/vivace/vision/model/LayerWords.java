package ai.vivace.vision.model;

import ai.vivace.nn.Activation;
import ai.vivace.nn.AdaptiveAveragePool2d;
import ai.vivace.nn.AdaptiveMaxPool2d;
import ai.vivace.nn.AveragePool2d;
import ai.vivace.nn.Conv2d;
import ai.vivace.nn.ConvTranspose2d;
import ai.vivace.nn.Dropout;
import ai.vivace.nn.Layer;
import ai.vivace.nn.Linear;
import ai.vivace.nn.MaxPool2d;
import ai.vivace.nn.Reweighted;
import ai.vivace.nn.Sequential;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Layers in words. */
final class LayerWords {
    /** What the colours of drawings stand for, in the order of {@link #colour}. */
    static final List<String> COLOURS =
            List.of("convolution", "block of several layers", "linear layer", "pooling", "other");

    /** Classes whose own name, divided into words, would not do. */
    private static final Map<String, String> NAMES = Map.ofEntries(
            Map.entry("CifarBlock", "residual block"),
            Map.entry("XResidualBlock", "xResNet block"),
            Map.entry("PreActivationBlock", "pre-activation block"),
            Map.entry("ChannelAttention", "channel attention"),
            Map.entry("ConvNextBlock", "ConvNeXt block"),
            Map.entry("UnetBlock", "U-Net block"),
            Map.entry("Further", "two further maps"),
            Map.entry("FcosHead", "head, for each map"),
            Map.entry("SqueezeExcitation", "squeeze, excitation"),
            Map.entry("ChannelLayerNorm", "layer norm"),
            Map.entry("ShuffleUpsampling", "pixel shuffle, doubled"));

    private LayerWords() {}

    /** What a layer does, as in {@code 3x3 convolution, stride 2}. */
    static String kind(Layer layer) {
        Map<String, Object> settings = layer.settings();
        if (layer instanceof Conv2d || isReweighted(layer, "Conv2d")) {
            return convolution(settings);
        }
        if (layer instanceof ConvTranspose2d) {
            return sides(settings, "kernel") + " transposed" + stride(settings);
        }
        if (layer instanceof MaxPool2d) {
            return "maximum of " + sides(settings, "kernel") + stride(settings);
        }
        if (layer instanceof AveragePool2d) {
            return "average of " + sides(settings, "kernel") + stride(settings);
        }
        if (layer instanceof AdaptiveAveragePool2d || layer instanceof AdaptiveMaxPool2d) {
            String what = layer instanceof AdaptiveMaxPool2d ? "maximum" : "average";
            String sides = sides(settings, "size");
            return what + (sides.equals("1x1") ? " over the picture" : " to " + sides);
        }
        if (layer instanceof Activation activation) {
            return activation.function().toString();
        }
        if (layer instanceof Dropout) {
            return "dropout " + settings.get("probability");
        }
        return layer instanceof Sequential ? "inverted bottleneck" : name(layer);
    }

    private static boolean isReweighted(Layer layer, String type) {
        return layer instanceof Reweighted && type.equals(layer.settings().get("layer"));
    }

    private static String name(Layer layer) {
        String type = layer.getClass().getSimpleName();
        String known = NAMES.get(type);
        return known != null
                ? known
                : type.replaceAll("[0-9]d$", "")
                        .replaceAll("(?<=[a-z])(?=[A-Z])", " ")
                        .toLowerCase(Locale.ROOT);
    }

    private static String convolution(Map<String, Object> settings) {
        long groups = number(settings, "groups");
        String kernel = sides(settings, "kernel");
        if (groups > 1 && groups == number(settings, "inputs")) {
            return kernel + " depthwise" + stride(settings);
        }
        return kernel + " convolution" + stride(settings) + (groups > 1 ? ", " + groups + " groups" : "");
    }

    private static String stride(Map<String, Object> settings) {
        String stride = sides(settings, "stride");
        if (stride.equals("1x1")) {
            return "";
        }
        String[] sides = stride.split("x", 2);
        return ", stride " + (sides[0].equals(sides[1]) ? sides[0] : stride);
    }

    private static String sides(Map<String, Object> settings, String name) {
        List<?> sides = (List<?>) settings.getOrDefault(name, List.of(1, 1));
        return sides.get(0) + "x" + sides.get(1);
    }

    private static long number(Map<String, Object> settings, String name) {
        return settings.get(name) instanceof Number number ? number.longValue() : 1;
    }

    /** The colour of a layer, an index of {@link #COLOURS}. */
    static int colour(Layer layer) {
        if (layer instanceof Conv2d || layer instanceof ConvTranspose2d || isReweighted(layer, "Conv2d")) {
            return 0;
        }
        if (layer instanceof Linear || isReweighted(layer, "Linear")) {
            return 2;
        }
        if (layer instanceof MaxPool2d
                || layer instanceof AveragePool2d
                || layer instanceof AdaptiveAveragePool2d
                || layer instanceof AdaptiveMaxPool2d) {
            return 3;
        }
        return layer.children().isEmpty() ? 4 : 1;
    }
}
