package ai.vivace.vision.generate;

import ai.vivace.base.InputException;
import ai.vivace.nn.Activation;
import ai.vivace.nn.BatchNorm2d;
import ai.vivace.nn.Conv2d;
import ai.vivace.nn.ConvTranspose2d;
import ai.vivace.nn.Flatten;
import ai.vivace.nn.LeakyRelu;
import ai.vivace.nn.Sequential;
import ai.vivace.nn.UnaryLayer;
import ai.vivace.tensor.Nonlinearity;
import java.util.ArrayList;
import java.util.List;

/**
 * fastai's simple networks, {@code basic_generator} and {@code basic_critic}: as {@link Dcgan}'s, with further convolutions at the size
 * next to the picture's. The critic has leaky ReLU of slope 0.2, as fastai's examples choose.
 *
 * @param side of the pictures, at least 8; a power of 2
 * @param channels of the pictures
 * @param noise numbers that a picture is made of
 * @param features the channels next to the pictures
 * @param extraLayers how many 3x3 convolutions there are besides, 0 or more
 */
public record BasicGan(int side, long channels, long noise, long features, int extraLayers) {
    private static final int SMALLEST = 4;

    public BasicGan {
        int given = side;
        InputException.require(
                side >= 2 * SMALLEST && side <= 1024 && Integer.bitCount(side) == 1,
                () -> "These networks make pictures of 8, 16, 32, … pixels a side, but " + given + " are asked for.");
        InputException.require(
                channels > 0 && noise > 0 && features > 0 && extraLayers >= 0,
                () -> "A generator needs channels, noise and features, and 0 or more further layers.");
    }

    /** With fastai's 100 numbers of noise, 64 features and no further layers. */
    public static BasicGan of(int side, long channels) {
        return new BasicGan(side, channels, 100, 64, 0);
    }

    /** With 3x3 convolutions besides. */
    public BasicGan extraLayers(int count) {
        return new BasicGan(side, channels, noise, features, count);
    }

    /** With other features next to the pictures. */
    public BasicGan features(long count) {
        return new BasicGan(side, channels, noise, count, extraLayers);
    }

    /** From noise [N, noise] to pictures [N, channels, side, side] of -1 to 1. */
    public Sequential generator() {
        long width = features / 2 * side / SMALLEST;
        List<UnaryLayer> layers = new ArrayList<>();
        layers.add(Unflatten.of(noise, 1, 1));
        layers.add(larger(noise, width, SMALLEST, 1, 0));
        for (int size = SMALLEST; size < side / 2; size *= 2) {
            layers.add(larger(width, width / 2, SMALLEST, 2, 1));
            width /= 2;
        }
        for (int i = 0; i < extraLayers; i++) {
            layers.add(larger(width, width, 3, 1, 1));
        }
        layers.add(ConvTranspose2d.of(width, channels, SMALLEST)
                .stride(2)
                .padding(1)
                .withoutBias()
                .build());
        layers.add(Activation.of(Nonlinearity.TANH));
        return Sequential.of(layers.toArray(UnaryLayer[]::new));
    }

    /** From pictures to a score [N, 1]. */
    public Sequential critic() {
        List<UnaryLayer> layers = new ArrayList<>();
        layers.add(Conv2d.of(channels, features, SMALLEST).stride(2).padding(1).build());
        layers.add(LeakyRelu.of(0.2));
        long width = features;
        for (int i = 0; i < extraLayers; i++) {
            layers.add(smaller(width, width, 3, 1));
        }
        for (int size = side / 2; size > SMALLEST; size /= 2) {
            layers.add(smaller(width, 2 * width, SMALLEST, 2));
            width *= 2;
        }
        layers.add(Conv2d.of(width, 1, SMALLEST).build());
        layers.add(Flatten.of());
        return Sequential.of(layers.toArray(UnaryLayer[]::new));
    }

    private static UnaryLayer larger(long inputs, long outputs, long kernel, long stride, long padding) {
        return Sequential.of(
                ConvTranspose2d.of(inputs, outputs, kernel)
                        .stride(stride)
                        .padding(padding)
                        .withoutBias()
                        .build(),
                BatchNorm2d.of(outputs),
                Activation.relu());
    }

    private static UnaryLayer smaller(long inputs, long outputs, long kernel, long stride) {
        return Sequential.of(
                Conv2d.of(inputs, outputs, kernel)
                        .stride(stride)
                        .padding(1)
                        .withoutBias()
                        .build(),
                BatchNorm2d.of(outputs),
                LeakyRelu.of(0.2));
    }
}
