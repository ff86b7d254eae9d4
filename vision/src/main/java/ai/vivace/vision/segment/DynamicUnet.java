package ai.vivace.vision.segment;

import static java.util.Map.entry;

import ai.vivace.base.InputException;
import ai.vivace.nn.Activation;
import ai.vivace.nn.BatchNorm2d;
import ai.vivace.nn.Container;
import ai.vivace.nn.Conv2d;
import ai.vivace.nn.Layer;
import ai.vivace.nn.Residual;
import ai.vivace.nn.Sequential;
import ai.vivace.nn.Settings;
import ai.vivace.nn.Splitter;
import ai.vivace.nn.UnaryLayer;
import ai.vivace.tensor.Shape;
import ai.vivace.tensor.Tensor;
import ai.vivace.vision.model.FeatureMaps;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A U-Net over any body that was trained on pictures, as fastai's {@code DynamicUnet}: [N, channels, height, width] to [N, outputs,
 * height, width].
 *
 * <p>The body's maps are passed over wherever its size changes. From its output, through batch norm, ReLU and two 3x3 convolutions with
 * twice as many channels between them, {@linkplain UnetBlock blocks} go up; the last halves its channels. A shuffle follows where the
 * largest map is smaller than the picture, nearest neighbours where the size still differs, then the picture itself is put beside the
 * result and a residual block sees both; a 1x1 convolution ends it. fastai's option {@code bottle}, which does not run there, is not
 * here.
 *
 * <p>State: {@code body.…} as in the body, {@code bottom.0.…} (norm), {@code bottom.2.…} and {@code bottom.4.…}, {@code blocks} as {@code
 * block1.…} from the smallest map on, {@code shuffle.…}, {@code cross.0.branch.0.…} and {@code .2.…}, {@code head.0.…}.
 *
 * <pre>{@code
 * DynamicUnet.of(body, Shape.of(3, 224, 224), 2).attention().build()
 * }</pre>
 */
public final class DynamicUnet extends UnaryLayer implements Container {
    private static final String BODY = "body";
    private static final String BOTTOM = "bottom";
    private static final String BLOCK = "block";
    private static final String SHUFFLE = "shuffle";
    private static final String CROSS = "cross";
    private static final String HEAD = "head";

    private final Shape picture;
    private final FeatureMaps maps;
    private final UnaryLayer bottom;
    private final List<UnetBlock> blocks;
    private final @Nullable UnaryLayer shuffle;
    private final @Nullable UnaryLayer cross;
    private final UnaryLayer head;

    /**
     * Starts to describe a network.
     *
     * @param body the part of a network before its head, which becomes part of this one
     * @param picture the shape of one picture: [channels, height, width]; others can be used later
     * @param outputs classes
     */
    public static Builder of(UnaryLayer body, Shape picture, long outputs) {
        return new Builder(body, picture, outputs);
    }

    static DynamicUnet build(Settings settings, Map<String, Layer> children) {
        return new DynamicUnet(Shape.of(settings.integers("picture")), children);
    }

    private DynamicUnet(Shape picture, Map<String, Layer> children) {
        this.picture = picture;
        UnaryLayer body = child(BODY, required(children, BODY));
        maps = FeatureMaps.of(body, picture);
        bottom = child(BOTTOM, required(children, BOTTOM));
        List<UnetBlock> found = new ArrayList<>();
        for (int i = 1; i < maps.levels().size(); i++) {
            if (!(children.get(BLOCK + i) instanceof UnetBlock block)) {
                throw new InputException("A dynamic U-Net over this body needs "
                        + (maps.levels().size() - 1) + " blocks, but has " + children.keySet() + ".");
            }
            found.add(child(BLOCK + i, block));
        }
        blocks = List.copyOf(found);
        shuffle = children.containsKey(SHUFFLE) ? child(SHUFFLE, required(children, SHUFFLE)) : null;
        cross = children.containsKey(CROSS) ? child(CROSS, required(children, CROSS)) : null;
        head = child(HEAD, required(children, HEAD));
    }

    private static UnaryLayer required(Map<String, Layer> children, String name) {
        if (children.get(name) instanceof UnaryLayer layer) {
            return layer;
        }
        throw new InputException("A dynamic U-Net needs a layer \"" + name
                + "\" from one tensor to one tensor, but has " + children.keySet() + ".");
    }

    /** Two parameter groups: the body, and what is new. */
    public static Splitter splitter() {
        return Splitter.startingAt(BOTTOM);
    }

    /** The maps that are passed over. */
    FeatureMaps maps() {
        return maps;
    }

    @Override
    protected Tensor forward(Tensor input) {
        List<Tensor> passed = maps.apply(input);
        int level = passed.size() - 1;
        Tensor value = bottom.apply(passed.get(level));
        for (UnetBlock block : blocks) {
            value = block.apply(value, passed.get(--level));
        }
        if (shuffle != null) {
            value = shuffle.apply(value);
        }
        value = UnetBlock.resized(value, input);
        if (cross != null) {
            value = cross.apply(Tensor.cat(List.of(value, input), 1));
        }
        return head.apply(value);
    }

    @Override
    public Map<String, Object> settings() {
        return Settings.ordered(entry("picture", List.of(picture.size(0), picture.size(1), picture.size(2))));
    }

    /** The options of a dynamic U-Net; the defaults are fastai's. */
    public static final class Builder {
        private final UnaryLayer body;
        private final Shape picture;
        private final long outputs;
        private ShuffleUpsampling.Blur blur = ShuffleUpsampling.Blur.NONE;
        private UnetBlock.Attention attention = UnetBlock.Attention.NONE;
        private boolean crossed = true;
        private @Nullable SigmoidRange range;

        private Builder(UnaryLayer body, Shape picture, long outputs) {
            InputException.require(
                    picture.rank() == 3 && outputs > 0,
                    () ->
                            "A dynamic U-Net takes pictures [channels, height, width] and has at least one output, but came "
                                    + picture + " and " + outputs + ".");
            this.body = body;
            this.picture = picture;
            this.outputs = outputs;
        }

        /** Blurs what blocks enlarge; by default they do not. */
        public Builder blur() {
            blur = ShuffleUpsampling.Blur.AVERAGE;
            return this;
        }

        /** Lets pixels look at each other in the third block from the end, if there are so many; by default they do not. */
        public Builder attention() {
            attention = UnetBlock.Attention.PIXELS;
            return this;
        }

        /** Leaves out the picture beside the result and the residual block that sees both. */
        public Builder withoutCross() {
            crossed = false;
            return this;
        }

        /** Outputs between two numbers, by {@link SigmoidRange}; for pictures as outputs. By default they are logits. */
        public Builder range(double low, double high) {
            range = SigmoidRange.of(low, high);
            return this;
        }

        /**
         * The network.
         *
         * @throws InputException when the body gives no maps of features or only one size of them
         */
        public DynamicUnet build() {
            List<FeatureMaps.Level> levels = FeatureMaps.of(body, picture).levels();
            InputException.require(
                    levels.size() >= 2,
                    () -> "A U-Net needs a body that makes pictures smaller, but this one gives only "
                            + levels.get(0).height() + " x " + levels.get(0).width() + " pixels.");
            Map<String, Layer> children = new LinkedHashMap<>();
            children.put(BODY, body);
            int blocks = levels.size() - 1;
            long channels = levels.get(blocks).channels();
            children.put(BOTTOM, bottom(channels));
            for (int i = 1; i <= blocks; i++) {
                long passed = levels.get(blocks - i).channels();
                long joined = channels / 2 + passed;
                UnetBlock.Attention here = i == blocks - 2 ? attention : UnetBlock.Attention.NONE;
                UnetBlock block = new UnetBlock(channels, passed, i < blocks ? joined : joined / 2, blur, here);
                children.put(BLOCK + i, block);
                channels = block.outputs();
            }
            FeatureMaps.Level largest = levels.get(0);
            if (largest.height() != picture.size(1) || largest.width() != picture.size(2)) {
                children.put(SHUFFLE, ShuffleUpsampling.of(channels, channels, ShuffleUpsampling.Blur.NONE));
            }
            if (crossed) {
                channels += picture.size(0);
                children.put(CROSS, cross(channels));
            }
            children.put(HEAD, head(channels));
            return new DynamicUnet(picture, children);
        }

        private static UnaryLayer bottom(long channels) {
            return Sequential.of(
                    BatchNorm2d.of(channels),
                    Activation.relu(),
                    UnetBlock.convolution(channels, 2 * channels),
                    Activation.relu(),
                    UnetBlock.convolution(2 * channels, channels),
                    Activation.relu());
        }

        private static UnaryLayer cross(long channels) {
            return Sequential.of(
                    Residual.of(Sequential.of(
                            UnetBlock.convolution(channels, channels),
                            Activation.relu(),
                            UnetBlock.convolution(channels, channels))),
                    Activation.relu());
        }

        private UnaryLayer head(long channels) {
            UnaryLayer last = Conv2d.of(channels, outputs, 1).build();
            return range == null ? Sequential.of(last) : Sequential.of(last, range);
        }
    }
}
