package ai.vivace.vision.detect;

import static java.util.Map.entry;

import ai.vivace.base.InputException;
import ai.vivace.nn.Container;
import ai.vivace.nn.Layer;
import ai.vivace.nn.Settings;
import ai.vivace.nn.Splitter;
import ai.vivace.nn.UnaryLayer;
import ai.vivace.tensor.Shape;
import ai.vivace.tensor.Tensor;
import ai.vivace.vision.model.FeatureMaps;
import ai.vivace.vision.model.FeaturePyramid;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

/**
 * A one-stage detector without anchors, as FCOS (Tian 2019), over any body: pictures [N, channels, height, width] to [N, places, classes
 * + 5], where each place says a logit of each class, the distances to the left, top, right and bottom edge of its thing in pixels, and a
 * logit of how central it is. {@link #grid} says where the places are.
 *
 * <p>State: torchvision's, {@code backbone.body.…}, {@code backbone.fpn.…}, {@code head.…}.
 *
 * <pre>{@code
 * Detector detector = Detector.of(body, Shape.of(3, 320, 320), 3).channels(64).build();
 * }</pre>
 */
public final class Detector extends UnaryLayer implements Container {
    private static final String BACKBONE = "backbone";
    private static final String HEAD = "head";

    private final long[] strides;
    private final PyramidBackbone backbone;
    private final FcosHead head;

    /**
     * Starts to describe a detector.
     *
     * @param body the part of a network before its head, which becomes part of this one
     * @param picture the shape of one picture: [channels, height, width]; others can be used later
     * @param classes kinds of things
     */
    public static Builder of(UnaryLayer body, Shape picture, int classes) {
        return new Builder(body, picture, classes);
    }

    static Detector build(Settings settings, Map<String, Layer> children) {
        if (children.get(BACKBONE) instanceof PyramidBackbone backbone
                && children.get(HEAD) instanceof FcosHead head
                && children.size() == 2) {
            return new Detector(settings.integers("strides"), backbone, head);
        }
        throw new InputException("A detector has a backbone and a head, but came " + children.keySet() + ".");
    }

    private Detector(long[] strides, PyramidBackbone backbone, FcosHead head) {
        this.strides = strides.clone();
        this.backbone = child(BACKBONE, backbone);
        this.head = child(HEAD, head);
    }

    /** Two parameter groups: the body, and what is new. */
    public static Splitter splitter() {
        return Splitter.startingAt(BACKBONE + ".fpn");
    }

    /** How many kinds of things it finds. */
    public int classes() {
        return head.classes();
    }

    /**
     * The places at which it looks in pictures of one size.
     *
     * @param picture [channels, height, width]
     */
    public Grid grid(Shape picture) {
        int height = Math.toIntExact(picture.size(1));
        int width = Math.toIntExact(picture.size(2));
        List<Grid.Level> levels = new ArrayList<>();
        for (long stride : strides) {
            levels.add(new Grid.Level(
                    Math.toIntExact(stride),
                    Math.toIntExact((height + stride - 1) / stride),
                    Math.toIntExact((width + stride - 1) / stride)));
        }
        return new Grid(height, width, levels);
    }

    @Override
    protected Tensor forward(Tensor input) {
        return head.apply(backbone.apply(input), strides);
    }

    @Override
    public Map<String, Object> settings() {
        return Settings.ordered(entry("strides", LongStream.of(strides).boxed().toList()));
    }

    /** The options of a detector. */
    public static final class Builder {
        private final UnaryLayer body;
        private final Shape picture;
        private final int classes;
        private int maps = 3;
        private long channels = 256;
        private int depth = 4;
        private FeaturePyramid.Extra extra = FeaturePyramid.Extra.P6_P7;

        private Builder(UnaryLayer body, Shape picture, int classes) {
            InputException.require(
                    picture.rank() == 3,
                    () -> "A detector takes pictures [channels, height, width], but came " + picture + ".");
            this.body = body;
            this.picture = picture;
            this.classes = classes;
        }

        /** How many of the body's maps are used, the smallest; 3 by default. */
        public Builder maps(int smallest) {
            maps = smallest;
            return this;
        }

        /** The channels of the pyramid and the head; 256 by default, as in the paper. */
        public Builder channels(long count) {
            channels = count;
            return this;
        }

        /** The convolutions of each tower of the head; 4 by default, as in the paper. */
        public Builder depth(int convolutions) {
            depth = convolutions;
            return this;
        }

        /** Without the two further maps for very large things, which there are by default. */
        public Builder withoutExtraMaps() {
            extra = FeaturePyramid.Extra.NONE;
            return this;
        }

        /**
         * The detector.
         *
         * @throws InputException when the body has fewer maps, or their sizes are not those of strides 2, 4, 8, …
         */
        public Detector build() {
            List<FeatureMaps.Level> levels =
                    FeatureMaps.of(body, picture).last(maps).levels();
            List<Long> strides = new ArrayList<>();
            for (FeatureMaps.Level level : levels) {
                strides.add(stride(level));
            }
            if (extra == FeaturePyramid.Extra.P6_P7) {
                long last = strides.get(maps - 1);
                strides.addAll(List.of(2 * last, 4 * last));
            }
            long[] inputs =
                    levels.stream().mapToLong(FeatureMaps.Level::channels).toArray();
            PyramidBackbone backbone =
                    new PyramidBackbone(body, FeaturePyramid.of(inputs, channels, extra), picture, maps);
            return new Detector(
                    strides.stream().mapToLong(Long::longValue).toArray(),
                    backbone,
                    FcosHead.of(channels, classes, depth));
        }

        private long stride(FeatureMaps.Level level) {
            long stride = 1L << Math.round(Math.log((double) picture.size(1) / level.height()) / Math.log(2));
            long[] expected = {(picture.size(1) + stride - 1) / stride, (picture.size(2) + stride - 1) / stride};
            InputException.require(
                    level.height() == expected[0] && level.width() == expected[1],
                    () -> "A detector needs a body that halves pictures with borders, but a map of " + level.height()
                            + " x " + level.width() + " stands where a stride of " + stride + " gives "
                            + Arrays.toString(expected) + ".");
            return stride;
        }
    }
}
