package ai.vivace.vision.model;

import ai.vivace.init.Initializer;
import ai.vivace.init.Initializers;
import ai.vivace.init.Transformers;
import ai.vivace.nn.AdaptiveAveragePool2d;
import ai.vivace.nn.Conv2d;
import ai.vivace.nn.Flatten;
import ai.vivace.nn.Linear;
import ai.vivace.nn.Sequential;
import ai.vivace.nn.StochasticDepth;
import ai.vivace.nn.UnaryLayer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * ConvNeXt (Liu 2022): a residual net with the proportions of a vision transformer. Layout, state names and starting values are
 * torchvision's: {@code features.0.0}, {@code features.1.0.block.0}, …, {@code classifier.2}.
 *
 * @param widths channels of the four stages
 * @param blocks blocks of the four stages
 * @param skipped how likely the last block is skipped in training; rises from 0 for the first
 */
record ConvNext(List<Integer> widths, List<Integer> blocks, double skipped) {
    /** How weights of convolutions and linear layers start. */
    static final Initializer WEIGHTS = Transformers.visionWeight();

    private static final double SCALE = 1e-6;
    private static final double EPSILON = 1e-6;

    ConvNext {
        widths = List.copyOf(widths);
        blocks = List.copyOf(blocks);
    }

    /** Those of this family in the registry. */
    static List<Architecture> architectures() {
        return List.of(
                architecture("convnext_tiny", "28.6 million parameters", tiny()),
                architecture("convnext_small", "50.2 million parameters", small()),
                architecture("convnext_base", "88.6 million parameters", base()),
                architecture("convnext_large", "197.8 million parameters", large()));
    }

    private static Architecture architecture(String label, String description, ConvNext network) {
        return Architecture.of(
                        label,
                        "ConvNeXt",
                        description,
                        (picture, outputs) -> network.build(Architecture.channels(picture, "ConvNeXt", 32), outputs))
                .cut("avgpool")
                .groups("features.4");
    }

    /** Tiny; with 1000 classes 28 589 128 parameters. */
    static ConvNext tiny() {
        return new ConvNext(List.of(96, 192, 384, 768), List.of(3, 3, 9, 3), 0.1);
    }

    /** Small; with 1000 classes 50 223 688 parameters. */
    static ConvNext small() {
        return new ConvNext(List.of(96, 192, 384, 768), List.of(3, 3, 27, 3), 0.4);
    }

    /** Base; with 1000 classes 88 591 464 parameters. */
    static ConvNext base() {
        return new ConvNext(List.of(128, 256, 512, 1024), List.of(3, 3, 27, 3), 0.5);
    }

    /** Large; with 1000 classes 197 767 336 parameters. */
    static ConvNext large() {
        return new ConvNext(List.of(192, 384, 768, 1536), List.of(3, 3, 27, 3), 0.5);
    }

    /** A convolution with a bias that starts at 0. */
    static Conv2d started(Conv2d.Builder convolution) {
        return convolution
                .initializer(WEIGHTS)
                .biasInitializer(Initializers.zeros())
                .build();
    }

    /** A network for pictures of so many channels. */
    Sequential build(long channels, int outputs) {
        double[] probabilities = StochasticDepth.rising(
                skipped, blocks.stream().mapToInt(Integer::intValue).sum());
        List<UnaryLayer> features = new ArrayList<>();
        features.add(Sequential.of(
                started(Conv2d.of(channels, widths.get(0), 4).stride(4)), ChannelLayerNorm.of(widths.get(0), EPSILON)));
        int block = 0;
        for (int stage = 0; stage < widths.size(); stage++) {
            long width = widths.get(stage);
            List<UnaryLayer> layers = new ArrayList<>();
            for (int i = 0; i < blocks.get(stage); i++) {
                layers.add(ConvNextBlock.of(width, SCALE, probabilities[block++]));
            }
            features.add(Sequential.of(layers.toArray(UnaryLayer[]::new)));
            if (stage + 1 < widths.size()) {
                features.add(Sequential.of(
                        ChannelLayerNorm.of(width, EPSILON),
                        started(Conv2d.of(width, widths.get(stage + 1), 2).stride(2))));
            }
        }
        long last = widths.get(widths.size() - 1);
        Map<String, UnaryLayer> layers = new LinkedHashMap<>();
        layers.put("features", Sequential.of(features.toArray(UnaryLayer[]::new)));
        layers.put("avgpool", AdaptiveAveragePool2d.of(1));
        layers.put(
                "classifier",
                Sequential.of(
                        ChannelLayerNorm.of(last, EPSILON),
                        Flatten.of(),
                        Linear.of(last, outputs, WEIGHTS, Initializers.zeros())));
        return Sequential.of(layers);
    }
}
