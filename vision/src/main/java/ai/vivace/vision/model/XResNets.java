package ai.vivace.vision.model;

import ai.vivace.base.InputException;
import ai.vivace.init.Fans;
import ai.vivace.init.Gain;
import ai.vivace.init.Initializers;
import ai.vivace.nn.AdaptiveAveragePool2d;
import ai.vivace.nn.Dropout;
import ai.vivace.nn.Flatten;
import ai.vivace.nn.Linear;
import ai.vivace.nn.MaxPool2d;
import ai.vivace.nn.Sequential;
import ai.vivace.nn.UnaryLayer;
import ai.vivace.nn.Window;
import ai.vivace.tensor.Nonlinearity;
import java.util.ArrayList;
import java.util.List;

/**
 * fastai's xResNets: ResNets with the tricks of He 2018: three 3x3 convolutions in place of the 7x7 one, {@linkplain XResidualBlock
 * averaging shortcuts}, branches that start at nothing; perhaps with squeeze and excitation (Hu 2018), or attention. State names are fastai's, numbers: {@code 0.0}, {@code 4.0.convpath.0.0}, ….
 */
public final class XResNets {
    private static final long[] STEM = {32, 32, 64};
    private static final long[] WIDTHS = {64, 128, 256, 512};
    private static final long FURTHER_WIDTH = 256;
    private static final long REDUCTION = 16;
    private static final int[] LAYERS_18 = {2, 2, 2, 2};
    private static final int[] LAYERS_34 = {3, 4, 6, 3};
    private static final int[] LAYERS_101 = {3, 4, 23, 3};
    private static final int[] LAYERS_152 = {3, 8, 36, 3};
    private static final int[] LAYERS_18_DEEP = {2, 2, 2, 2, 1, 1};
    private static final int[] LAYERS_34_DEEP = {3, 4, 6, 3, 1, 1};
    private static final int[] LAYERS_18_DEEPER = {2, 2, 1, 1, 1, 1, 1, 1};
    private static final int[] LAYERS_34_DEEPER = {3, 4, 6, 3, 1, 1, 1, 1};

    private XResNets() {}

    /** What a block is made of. */
    public enum Block {
        /** Two 3x3 convolutions: 18 and 34 layers. */
        BASIC(1) {
            @Override
            XResidualBlock.Plan plan(long inputs, long outputs, long stride, Nonlinearity activation) {
                return XResidualBlock.Plan.basic(inputs, outputs, stride, activation);
            }
        },
        /** Convolutions of 1x1, 3x3 and 1x1, with four times the channels around them: 50 layers and more. */
        BOTTLENECK(4) {
            @Override
            XResidualBlock.Plan plan(long inputs, long outputs, long stride, Nonlinearity activation) {
                return XResidualBlock.Plan.bottleneck(inputs, outputs, stride, activation);
            }
        },
        /** Two 3x3 convolutions, and squeeze and excitation through a sixteenth of the channels. */
        SQUEEZED_BASIC(1) {
            @Override
            XResidualBlock.Plan plan(long inputs, long outputs, long stride, Nonlinearity activation) {
                return XResidualBlock.Plan.basic(inputs, outputs, stride, activation)
                        .reduction(REDUCTION);
            }
        },
        /** fastai's {@code SEBlock} of 50 layers: a wide bottleneck, and squeeze and excitation through a sixteenth of the channels. */
        SQUEEZED_BOTTLENECK(4) {
            @Override
            XResidualBlock.Plan plan(long inputs, long outputs, long stride, Nonlinearity activation) {
                return XResidualBlock.Plan.wideBottleneck(inputs, outputs, stride, activation)
                        .reduction(REDUCTION);
            }
        };

        private final long expansion;

        Block(long expansion) {
            this.expansion = expansion;
        }

        abstract XResidualBlock.Plan plan(long inputs, long outputs, long stride, Nonlinearity activation);
    }

    /** Whether one block lets channels look at each other. */
    public enum Attention {
        /** None does. */
        NONE,
        /** The last block of the first stage does, of networks with further stages that of a later one: fastai's {@code sa=True}. */
        CHANNELS
    }

    /** Those of this family in the registry: with ReLU, without dropout. */
    public static List<Architecture> architectures() {
        List<Architecture> all = new ArrayList<>(plain());
        all.addAll(List.of(
                architecture("xresnet18_sa", "18 layers, attention", Block.BASIC, Attention.CHANNELS, LAYERS_18),
                architecture("xresnet34_sa", "34 layers, attention", Block.BASIC, Attention.CHANNELS, LAYERS_34),
                architecture("xresnet50_sa", "50 layers, attention", Block.BOTTLENECK, Attention.CHANNELS, LAYERS_34),
                architecture("xse_resnet18", "18 layers, squeeze and excitation", Block.SQUEEZED_BASIC, LAYERS_18),
                architecture("xse_resnet34", "34 layers, squeeze and excitation", Block.SQUEEZED_BASIC, LAYERS_34),
                architecture(
                        "xse_resnet50",
                        "50 layers, wide, squeeze and excitation",
                        Block.SQUEEZED_BOTTLENECK,
                        LAYERS_34)));
        return List.copyOf(all);
    }

    private static List<Architecture> plain() {
        return List.of(
                architecture("xresnet18", "18 layers", Block.BASIC, LAYERS_18),
                architecture("xresnet34", "34 layers", Block.BASIC, LAYERS_34),
                architecture("xresnet50", "50 layers", Block.BOTTLENECK, LAYERS_34),
                architecture("xresnet101", "101 layers", Block.BOTTLENECK, LAYERS_101),
                architecture("xresnet152", "152 layers", Block.BOTTLENECK, LAYERS_152),
                architecture("xresnet18_deep", "18 layers, two more stages", Block.BASIC, LAYERS_18_DEEP),
                architecture("xresnet34_deep", "34 layers, two more stages", Block.BASIC, LAYERS_34_DEEP),
                architecture("xresnet50_deep", "50 layers, two more stages", Block.BOTTLENECK, LAYERS_34_DEEP),
                architecture("xresnet18_deeper", "18 layers, four more stages", Block.BASIC, LAYERS_18_DEEPER),
                architecture("xresnet34_deeper", "34 layers, four more stages", Block.BASIC, LAYERS_34_DEEPER),
                architecture("xresnet50_deeper", "50 layers, four more stages", Block.BOTTLENECK, LAYERS_34_DEEPER));
    }

    private static Architecture architecture(String label, String description, Block block, int... layers) {
        return architecture(label, description, block, Attention.NONE, layers);
    }

    private static Architecture architecture(
            String label, String description, Block block, Attention attention, int... layers) {
        return Architecture.of(
                        label,
                        "xResNet",
                        description,
                        (picture, outputs) -> network(
                                Architecture.channels(picture),
                                outputs,
                                block,
                                attention,
                                Nonlinearity.RELU,
                                0,
                                layers))
                .cut(Integer.toString(STEM.length + 1 + layers.length))
                .groups(Integer.toString(STEM.length + 1));
    }

    /**
     * A network of any depth.
     *
     * @param channels of the pictures
     * @param activation after each convolution and sum
     * @param dropped the probability of a feature to be dropped before the last layer; 0 for none
     * @param layers how many blocks each stage has; four stages or more, those after the fourth with 256 channels
     */
    public static Sequential network(
            long channels, int outputs, Block block, Nonlinearity activation, double dropped, int... layers) {
        return network(channels, outputs, block, Attention.NONE, activation, dropped, layers);
    }

    /** As {@link #network(long, int, Block, Nonlinearity, double, int...)}, perhaps with attention. */
    public static Sequential network(
            long channels,
            int outputs,
            Block block,
            Attention attention,
            Nonlinearity activation,
            double dropped,
            int... layers) {
        InputException.require(
                layers.length >= WIDTHS.length,
                () -> "An xResNet has four stages or more, but came " + layers.length + ".");
        List<UnaryLayer> parts = new ArrayList<>();
        long inputs = channels;
        for (long width : STEM) {
            parts.add(XResidualBlock.convolution(inputs, width, 3, parts.isEmpty() ? 2 : 1, activation));
            inputs = width;
        }
        parts.add(MaxPool2d.of(Window.square(3).stride(2).padding(1)));
        for (int stage = 0; stage < layers.length; stage++) {
            long outputsOfStage = (stage < WIDTHS.length ? WIDTHS[stage] : FURTHER_WIDTH) * block.expansion;
            UnaryLayer[] blocks = new UnaryLayer[layers[stage]];
            for (int i = 0; i < blocks.length; i++) {
                XResidualBlock.Plan plan = block.plan(inputs, outputsOfStage, i == 0 && stage > 0 ? 2 : 1, activation);
                boolean attends = attention == Attention.CHANNELS
                        && stage == layers.length - WIDTHS.length
                        && i == blocks.length - 1;
                blocks[i] = XResidualBlock.of(attends ? plan.attending() : plan);
                inputs = outputsOfStage;
            }
            parts.add(Sequential.of(blocks));
        }
        parts.add(AdaptiveAveragePool2d.of(1));
        parts.add(Flatten.of());
        parts.add(Dropout.of(dropped));
        parts.add(Linear.of(
                inputs,
                outputs,
                Initializers.kaimingNormal(Gain.pytorch(Nonlinearity.RELU), Fans.Mode.IN),
                Initializers.zeros()));
        return Sequential.of(parts.toArray(UnaryLayer[]::new));
    }
}
