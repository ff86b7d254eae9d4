package ai.vivace.vision.generate;

import ai.vivace.base.InputException;
import ai.vivace.base.Rng;
import ai.vivace.init.Initializer;
import ai.vivace.init.Initializers;
import ai.vivace.nn.Activation;
import ai.vivace.nn.BatchNorm2d;
import ai.vivace.nn.Conv2d;
import ai.vivace.nn.ConvTranspose2d;
import ai.vivace.nn.Flatten;
import ai.vivace.nn.InstanceNorm2d;
import ai.vivace.nn.Layer;
import ai.vivace.nn.LeakyRelu;
import ai.vivace.nn.Parameter;
import ai.vivace.nn.Sequential;
import ai.vivace.nn.UnaryLayer;
import ai.vivace.tensor.Nonlinearity;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The two networks of DCGAN (Radford 2015): convolutions of stride 2 on the way down, transposed ones on the way up, with batch norm.
 * For 64 x 64 colour pictures, 64 features and 100 numbers of noise they are those of the paper, with 3 576 704 and 2 765 568
 * parameters, and state names {@code main.0.weight}, {@code main.1.…} as in PyTorch's example.
 *
 * <pre>{@code
 * Dcgan networks = Dcgan.of(1, 32).features(32);
 * UnaryLayer generator = networks.generator();
 * }</pre>
 *
 * @param channels of the pictures
 * @param side of the pictures, a power of 2, at least 8
 * @param noise numbers that a picture is made of
 * @param features the channels next to the pictures; they double where pictures halve
 */
public record Dcgan(long channels, int side, long noise, long features) {
    private static final int SMALLEST = 4;
    private static final double DEVIATION = 0.02;
    private static final double SLOPE = 0.2;
    private static final Initializer WEIGHT = Initializers.normal(0, DEVIATION);

    /** What keeps a critic's values in range. */
    private enum Norm {
        BATCH,
        INSTANCE
    }

    public Dcgan {
        long[] given = {channels, side, noise, features};
        InputException.require(
                channels > 0 && noise > 0 && features > 0,
                () -> "DCGAN needs channels, noise and features, but came " + given[0] + ", " + given[2] + " and "
                        + given[3] + ".");
        InputException.require(
                side >= 2 * SMALLEST && side <= 1024 && Integer.bitCount(side) == 1,
                () -> "DCGAN makes pictures of 8, 16, 32, 64, … pixels a side, but " + given[1]
                        + " are asked for. Bring the pictures to such a size.");
    }

    /** With 100 numbers of noise and 64 features. */
    public static Dcgan of(long channels, int side) {
        return new Dcgan(channels, side, 100, 64);
    }

    /** With other features next to the pictures. */
    public Dcgan features(long count) {
        return new Dcgan(channels, side, noise, count);
    }

    /** With another number of numbers that a picture is made of. */
    public Dcgan noise(long numbers) {
        return new Dcgan(channels, side, numbers, features);
    }

    /** From noise [N, noise] to pictures [N, channels, side, side] of -1 to 1. */
    public Sequential generator() {
        long width = features * side / SMALLEST / 2;
        List<UnaryLayer> main = new ArrayList<>();
        main.add(larger(noise, width, 1, 0));
        for (int size = SMALLEST; size < side; size *= 2) {
            main.add(BatchNorm2d.of(width));
            main.add(Activation.relu());
            boolean last = 2 * size == side;
            main.add(larger(width, last ? channels : width / 2, 2, 1));
            width /= 2;
        }
        main.add(Activation.of(Nonlinearity.TANH));
        Map<String, UnaryLayer> layers = new LinkedHashMap<>();
        layers.put("points", Unflatten.of(noise, 1, 1));
        layers.put("main", Sequential.of(main.toArray(UnaryLayer[]::new)));
        return Sequential.of(layers);
    }

    /** From pictures to a score [N, 1], a logit of being real; with batch norm. */
    public Sequential discriminator() {
        return critic(Norm.BATCH);
    }

    /**
     * A {@link #discriminator} whose norms look at each picture alone, as a gradient penalty needs (Gulrajani 2017): instance instead
     * of batch norm.
     */
    public Sequential critic() {
        return critic(Norm.INSTANCE);
    }

    private Sequential critic(Norm norm) {
        List<UnaryLayer> main = new ArrayList<>();
        main.add(smaller(channels, features, 2, 1));
        main.add(LeakyRelu.of(SLOPE));
        long width = features;
        for (int size = side / 2; size > SMALLEST; size /= 2) {
            main.add(smaller(width, 2 * width, 2, 1));
            width *= 2;
            main.add(norm == Norm.BATCH ? BatchNorm2d.of(width) : InstanceNorm2d.of(width));
            main.add(LeakyRelu.of(SLOPE));
        }
        main.add(smaller(width, 1, 1, 0));
        Map<String, UnaryLayer> layers = new LinkedHashMap<>();
        layers.put("main", Sequential.of(main.toArray(UnaryLayer[]::new)));
        layers.put("flatten", Flatten.of());
        return Sequential.of(layers);
    }

    private static UnaryLayer larger(long inputs, long outputs, long stride, long padding) {
        return ConvTranspose2d.of(inputs, outputs, SMALLEST)
                .stride(stride)
                .padding(padding)
                .withoutBias()
                .initializer(WEIGHT)
                .build();
    }

    private static UnaryLayer smaller(long inputs, long outputs, long stride, long padding) {
        return Conv2d.of(inputs, outputs, SMALLEST)
                .stride(stride)
                .padding(padding)
                .withoutBias()
                .initializer(WEIGHT)
                .build();
    }

    /** Starts a network as the paper does: weights from N(0, 0.02), the factors of norms from N(1, 0.02), the rest 0. */
    public static void initialize(Layer network, Rng rng) {
        network.parameters().forEach((path, parameter) -> {
            Rng own = rng.split(path);
            if (parameter.role() == Parameter.Role.WEIGHT) {
                parameter.initialize(WEIGHT, own);
            } else if (parameter.role() == Parameter.Role.NORM && path.endsWith("weight")) {
                parameter.initialize(Initializers.normal(1, DEVIATION), own);
            } else {
                parameter.initialize(Initializers.zeros(), own);
            }
        });
    }
}
