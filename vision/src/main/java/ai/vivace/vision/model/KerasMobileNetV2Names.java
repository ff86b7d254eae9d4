package ai.vivace.vision.model;

import java.util.Collection;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What Keras calls the weights of {@link MobileNetV2}, in torchvision's names.
 *
 * <p>{@code Conv1} is {@code features.0.0}, {@code expanded_conv_…} is in {@code features.1.conv}, {@code block_n_…} in {@code
 * features.(n + 1).conv} and {@code Conv_1} is {@code features.18.0}; names of batch norms end in {@code BN}, or begin or end in {@code
 * bn}. Of a layer, {@code kernel}, {@code depthwise_kernel} and {@code gamma} are {@code weight}, {@code beta} is {@code bias}, and {@code
 * moving_mean} and {@code moving_variance} are {@code running_mean} and {@code running_var}. Kernels must lie as PyTorch's: [outputs,
 * inputs, height, width].
 */
final class KerasMobileNetV2Names {
    private static final Map<String, String> VALUES = Map.of(
            "kernel", "weight",
            "depthwise_kernel", "weight",
            "gamma", "weight",
            "beta", "bias",
            "moving_mean", "running_mean",
            "moving_variance", "running_var");

    private static final Map<String, String> ENDS = Map.of(
            "Conv1",
            "features.0.0",
            "bn_Conv1",
            "features.0.1",
            "Conv_1",
            "features.18.0",
            "Conv_1_bn",
            "features.18.1");

    private static final Pattern BLOCK =
            Pattern.compile("(?:expanded_conv|block_(\\d{1,2}))_(expand|depthwise|project)(_BN)?");

    private KerasMobileNetV2Names() {}

    /** Whether names are Keras's. */
    static boolean areIn(Collection<String> names) {
        return names.contains("bn_Conv1.gamma");
    }

    /** torchvision's name, or the given one where there is none. */
    static String torchvision(String keras) {
        int dot = keras.lastIndexOf('.');
        if (dot < 0) {
            return keras;
        }
        String layer = keras.substring(0, dot);
        String value = VALUES.getOrDefault(keras.substring(dot + 1), keras.substring(dot + 1));
        Matcher block = BLOCK.matcher(layer);
        if (!block.matches()) {
            return ENDS.getOrDefault(layer, layer) + "." + value;
        }
        // The first block does not widen, so that what follows stands one place earlier in it.
        boolean first = block.group(1) == null;
        int index = first ? 1 : Integer.parseInt(block.group(1)) + 1;
        int before = first ? 0 : 1;
        int norm = block.group(3) == null ? 0 : 1;
        String place =
                switch (block.group(2)) {
                    case "expand" -> "0." + norm;
                    case "depthwise" -> before + "." + norm;
                    default -> Integer.toString(before + 1 + norm);
                };
        return "features." + index + ".conv." + place + "." + value;
    }
}
