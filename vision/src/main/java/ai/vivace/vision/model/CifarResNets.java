package ai.vivace.vision.model;

import ai.vivace.base.InputException;
import ai.vivace.nn.Activation;
import ai.vivace.nn.AdaptiveAveragePool2d;
import ai.vivace.nn.BatchNorm2d;
import ai.vivace.nn.Flatten;
import ai.vivace.nn.Linear;
import ai.vivace.nn.Sequential;
import ai.vivace.nn.UnaryLayer;
import ai.vivace.tensor.Shape;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * ResNets for pictures of 32 pixels (He 2015, section 4.2; wide ones, Zagoruyko 2016), and the plain nets of the same depth.
 *
 * <p>{@code resnet20} and its like have option A, which published weights have; a name with {@code _b} has option B; {@code plain20} and
 * its like have no shortcuts.
 */
public final class CifarResNets {
    private static final int[] DEPTHS = {20, 32, 44, 56, 110};
    private static final int[] PLAIN_DEPTHS = {20, 56};
    private static final long FIRST = 16;
    private static final int GROUPS = 3;
    private static final Shape PICTURE = Shape.of(3, 32, 32);

    private CifarResNets() {}

    /** Those of this family in the registry. */
    public static List<Architecture> architectures() {
        List<Architecture> all = new ArrayList<>();
        for (int depth : DEPTHS) {
            all.add(cifar("resnet" + depth, depth, CifarBlock.Shortcut.PADDED, "shortcuts without parameters"));
        }
        for (int depth : DEPTHS) {
            all.add(cifar(
                    "resnet" + depth + "_b", depth, CifarBlock.Shortcut.PROJECTED, "shortcuts with convolutions"));
        }
        for (int depth : PLAIN_DEPTHS) {
            all.add(cifar("plain" + depth, depth, CifarBlock.Shortcut.NONE, "no shortcuts, to compare with"));
        }
        all.add(wide("wrn16_4", 16, 4));
        all.add(wide("wrn40_4", 40, 4));
        all.add(wide("wrn28_10", 28, 10));
        return List.copyOf(all);
    }

    private static Architecture cifar(String label, int depth, CifarBlock.Shortcut shortcut, String what) {
        return forCifar(
                Architecture.of(
                        label,
                        "ResNet for CIFAR",
                        depth + " layers, " + what,
                        (picture, outputs) -> basic(Architecture.channels(picture), outputs, depth, shortcut)),
                "avgpool",
                "layer3");
    }

    private static Architecture wide(String label, int depth, int factor) {
        return forCifar(
                Architecture.of(
                        label,
                        "ResNet for CIFAR",
                        depth + " layers, " + factor + " times as wide, norms first",
                        (picture, outputs) -> wide(Architecture.channels(picture), outputs, depth, factor, 0)),
                "avgpool",
                "block3");
    }

    private static Architecture forCifar(Architecture architecture, String cut, String group) {
        return architecture
                .picture(PICTURE)
                .statistics(ChannelStatistics.CIFAR10)
                .cut(cut)
                .groups(group);
    }

    /**
     * Three groups of blocks with 16, 32 and 64 channels; state names {@code conv1}, {@code bn1}, {@code layer1.0.conv1}, …, {@code
     * linear}.
     *
     * @param depth how many layers with weights: 6 · n + 2 for n blocks in a group
     */
    public static Sequential basic(long channels, int outputs, int depth, CifarBlock.Shortcut shortcut) {
        InputException.require(
                depth >= 8 && (depth - 2) % 6 == 0,
                () -> "A ResNet for CIFAR has 6·n + 2 layers, as 20, 32, 44 or 56, but came " + depth + ".");
        Map<String, UnaryLayer> layers = new LinkedHashMap<>();
        layers.put("conv1", BasicBlock.conv(channels, FIRST, 3).padding(1).build());
        layers.put("bn1", BatchNorm2d.of(FIRST));
        layers.put("relu", Activation.relu());
        long width = FIRST;
        for (int group = 0; group < GROUPS; group++) {
            UnaryLayer[] blocks = new UnaryLayer[(depth - 2) / 6];
            for (int i = 0; i < blocks.length; i++) {
                long next = FIRST << group;
                blocks[i] = CifarBlock.of(width, next, i == 0 && group > 0 ? 2 : 1, shortcut);
                width = next;
            }
            layers.put("layer" + (group + 1), Sequential.of(blocks));
        }
        return ended(layers, width, outputs, "linear");
    }

    /**
     * A wide ResNet: three groups of {@linkplain PreActivationBlock blocks with norms first}; state names {@code conv1}, {@code
     * block1.0.norm1}, …, {@code bn1}, {@code fc}.
     *
     * @param depth how many layers with weights: 6 · n + 4 for n blocks in a group
     * @param factor by how much it is wider than 16, 32 and 64 channels
     * @param dropped the probability of a value to be dropped between a block's convolutions; 0 for none
     */
    public static Sequential wide(long channels, int outputs, int depth, int factor, double dropped) {
        InputException.require(
                depth >= 10 && (depth - 4) % 6 == 0 && factor > 0,
                () -> "A wide ResNet has 6·n + 4 layers, as 16, 28 or 40, and a positive factor, but came " + depth
                        + " and " + factor + ".");
        Map<String, UnaryLayer> layers = new LinkedHashMap<>();
        layers.put("conv1", BasicBlock.conv(channels, FIRST, 3).padding(1).build());
        long width = FIRST;
        for (int group = 0; group < GROUPS; group++) {
            UnaryLayer[] blocks = new UnaryLayer[(depth - 4) / 6];
            for (int i = 0; i < blocks.length; i++) {
                long next = (FIRST << group) * factor;
                blocks[i] = PreActivationBlock.basic(width, next, i == 0 && group > 0 ? 2 : 1, dropped);
                width = next;
            }
            layers.put("block" + (group + 1), Sequential.of(blocks));
        }
        layers.put("bn1", BatchNorm2d.of(width));
        layers.put("relu", Activation.relu());
        return ended(layers, width, outputs, "fc");
    }

    private static Sequential ended(Map<String, UnaryLayer> layers, long width, int outputs, String name) {
        layers.put("avgpool", AdaptiveAveragePool2d.of(1));
        layers.put("flatten", Flatten.of());
        layers.put(name, Linear.of(width, outputs));
        return Sequential.of(layers);
    }
}
