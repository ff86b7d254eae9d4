package ai.vivace.vision.segment;

import static java.util.Map.entry;

import ai.vivace.base.InputException;
import ai.vivace.init.Fans;
import ai.vivace.init.Gain;
import ai.vivace.init.Initializers;
import ai.vivace.nn.Activation;
import ai.vivace.nn.BatchNorm2d;
import ai.vivace.nn.Conv2d;
import ai.vivace.nn.ConvTranspose2d;
import ai.vivace.nn.Dropout;
import ai.vivace.nn.MaxPool2d;
import ai.vivace.nn.Sequential;
import ai.vivace.nn.Settings;
import ai.vivace.nn.UnaryLayer;
import ai.vivace.nn.Window;
import ai.vivace.tensor.Functional;
import ai.vivace.tensor.Nonlinearity;
import ai.vivace.tensor.Tensor;
import ai.vivace.tensor.TensorException;
import ai.vivace.vision.model.Skipping;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * U-Net (Ronneberger 2015): [N, channels, height, width] to logits [N, outputs, height', width'].
 *
 * <p>On the way down each level has two 3x3 convolutions with ReLU, and a maximum halves the picture; the number of channels doubles
 * from level to level. On the way up a 2x2 transposed convolution doubles the picture and halves the channels, and the map of the same
 * level on the way down is put beside it. As in the paper convolutions have no border, so that 572 x 572 pixels give 388 x 388;
 * {@linkplain Builder#padded with borders} a picture of any size gives one of the same size.
 *
 * <p>State: {@code encoder.L.…}, from the largest pictures to the smallest, {@code up.L.…} and {@code decoder.L.…}, from the smallest
 * to the largest, {@code head.…}. Convolutions start by Kaiming's rule for fan-in, as in the paper.
 *
 * <pre>{@code
 * UNet.of(1, 2).padded().width(16).batchNorm().build()
 * }</pre>
 */
public final class UNet extends UnaryLayer implements Skipping {
    /** What happens at the border of a picture. */
    enum Border {
        VALID,
        PADDED
    }

    /** What follows each convolution, before ReLU. */
    enum Norm {
        NONE,
        BATCH
    }

    private final Builder made;
    private final Sequential encoder;
    private final Sequential up;
    private final Sequential decoder;
    private final UnaryLayer head;
    private final UnaryLayer halve = MaxPool2d.of(Window.square(2));
    private final UnaryLayer dropout;

    /**
     * The paper's network, to be varied: 64 channels at the first of 5 levels, no borders, dropout of a half at the bottom.
     *
     * @param channels of the picture
     * @param outputs classes
     */
    public static Builder of(long channels, long outputs) {
        return new Builder(channels, outputs);
    }

    static UNet build(Settings settings) {
        Builder builder = of(settings.integer("channels"), settings.integer("outputs"))
                .width(settings.integer("width"))
                .depth(Math.toIntExact(settings.integer("depth")))
                .dropout(settings.number("dropout"));
        builder.border = settings.choice("border", Border.class);
        builder.norm = settings.choice("norm", Norm.class);
        return builder.build();
    }

    private UNet(Builder from) {
        made = new Builder(from);
        List<UnaryLayer> down = new ArrayList<>();
        long inputs = made.channels;
        for (int level = 0; level <= made.depth; level++) {
            down.add(twoConvolutions(inputs, made.width << level));
            inputs = made.width << level;
        }
        List<UnaryLayer> larger = new ArrayList<>();
        List<UnaryLayer> joined = new ArrayList<>();
        for (int level = made.depth - 1; level >= 0; level--) {
            long outputs = made.width << level;
            larger.add(ConvTranspose2d.of(2 * outputs, outputs, 2).stride(2).build());
            joined.add(twoConvolutions(2 * outputs, outputs));
        }
        encoder = child("encoder", Sequential.of(down.toArray(UnaryLayer[]::new)));
        dropout = child("dropout", Dropout.of(made.dropout));
        up = child("up", Sequential.of(larger.toArray(UnaryLayer[]::new)));
        decoder = child("decoder", Sequential.of(joined.toArray(UnaryLayer[]::new)));
        head = child("head", Conv2d.of(made.width, made.outputs, 1).build());
    }

    private UnaryLayer twoConvolutions(long inputs, long outputs) {
        List<UnaryLayer> layers = new ArrayList<>();
        convolution(layers, inputs, outputs);
        convolution(layers, outputs, outputs);
        return Sequential.of(layers.toArray(UnaryLayer[]::new));
    }

    private void convolution(List<UnaryLayer> layers, long inputs, long outputs) {
        Conv2d.Builder convolution = Conv2d.of(inputs, outputs, 3)
                .padding(made.border == Border.PADDED ? 1 : 0)
                .initializer(Initializers.kaimingNormal(Gain.pytorch(Nonlinearity.RELU), Fans.Mode.IN));
        if (made.norm == Norm.BATCH) {
            layers.add(convolution.withoutBias().build());
            layers.add(BatchNorm2d.of(outputs));
        } else {
            layers.add(convolution.build());
        }
        layers.add(Activation.relu());
    }

    /** From the end of each level on the way down to where the map comes back to its size. */
    @Override
    public List<Skip> skips() {
        List<Skip> skips = new ArrayList<>();
        for (int level = 0; level < made.depth; level++) {
            skips.add(new Skip(encoder.layers().get(level + 1), up.layers().get(made.depth - 1 - level), Joint.BESIDE));
        }
        return skips;
    }

    @Override
    protected Tensor forward(Tensor input) {
        List<Tensor> passed = new ArrayList<>();
        Tensor value = input;
        for (UnaryLayer level : encoder.layers()) {
            value = level.apply(passed.isEmpty() ? value : smaller(value));
            passed.add(value);
        }
        value = dropout.apply(value);
        for (int i = 0; i < made.depth; i++) {
            Tensor larger = up.layers().get(i).apply(value);
            value = decoder.layers().get(i).apply(beside(passed.get(made.depth - 1 - i), larger));
        }
        return head.apply(value);
    }

    private Tensor smaller(Tensor value) {
        long side = made.border == Border.PADDED ? 2 : 6;
        if (value.size(2) < side || value.size(3) < side) {
            throw new TensorException("a picture that is " + value.size(2) + " x " + value.size(3)
                    + " before it is halved is too small. Give a larger picture, or a U-Net of less depth");
        }
        return halve.apply(value);
    }

    /** Both maps in one: of the passed one its middle; what is missing at the end where a side was odd is filled with zeros. */
    private static Tensor beside(Tensor passed, Tensor larger) {
        long rows = passed.size(2) - larger.size(2);
        long columns = passed.size(3) - larger.size(3);
        if (rows == 0 && columns == 0) {
            return Tensor.cat(List.of(passed, larger), 1);
        }
        if (rows <= 1 && columns <= 1) {
            return Tensor.cat(List.of(passed, Functional.zerosPadded(larger, 0, columns, 0, rows)), 1);
        }
        Tensor middle = passed.narrow(2, rows / 2, larger.size(2)).narrow(3, columns / 2, larger.size(3));
        return Tensor.cat(List.of(middle, larger), 1);
    }

    @Override
    public Map<String, Object> settings() {
        return Settings.ordered(
                entry("channels", made.channels),
                entry("outputs", made.outputs),
                entry("width", made.width),
                entry("depth", made.depth),
                entry("border", made.border.name().toLowerCase(Locale.ROOT)),
                entry("norm", made.norm.name().toLowerCase(Locale.ROOT)),
                entry("dropout", made.dropout));
    }

    /** The options of a U-Net. */
    public static final class Builder {
        private final long channels;
        private final long outputs;
        private long width = 64;
        private int depth = 4;
        private Border border = Border.VALID;
        private Norm norm = Norm.NONE;
        private double dropout = 0.5;

        private Builder(long channels, long outputs) {
            InputException.require(
                    channels > 0 && outputs > 0,
                    () -> "A U-Net needs at least one channel and output, but came " + channels + " and " + outputs
                            + ".");
            this.channels = channels;
            this.outputs = outputs;
        }

        private Builder(Builder other) {
            this(other.channels, other.outputs);
            width = other.width;
            depth = other.depth;
            border = other.border;
            norm = other.norm;
            dropout = other.dropout;
        }

        /** Convolutions get borders of zeros, so that pictures of any size keep it. */
        public Builder padded() {
            border = Border.PADDED;
            return this;
        }

        /** The channels of the first level, at least 1; 64 by default. */
        public Builder width(long firstChannels) {
            InputException.require(
                    firstChannels >= 1 && firstChannels <= 4096,
                    () -> "A U-Net's first level has 1 to 4096 channels, but " + firstChannels + " are asked for.");
            width = firstChannels;
            return this;
        }

        /** How often the picture is halved, 1 to 8; 4 by default. */
        public Builder depth(int halvings) {
            InputException.require(
                    halvings >= 1 && halvings <= 8,
                    () -> "A U-Net halves pictures 1 to 8 times, but " + halvings + " are asked for.");
            depth = halvings;
            return this;
        }

        /** Batch norm after each convolution, which then has no bias; the paper, from before batch norm, has none. */
        public Builder batchNorm() {
            norm = Norm.BATCH;
            return this;
        }

        /** The share of what the lowest level gives that is dropped in training; a half by default. */
        public Builder dropout(double probability) {
            dropout = probability;
            return this;
        }

        /** The network. */
        public UNet build() {
            return new UNet(this);
        }
    }
}
