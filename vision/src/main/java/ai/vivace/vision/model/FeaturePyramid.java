package ai.vivace.vision.model;

import static java.util.Map.entry;

import ai.vivace.base.InputException;
import ai.vivace.init.Fans;
import ai.vivace.init.Initializers;
import ai.vivace.nn.Conv2d;
import ai.vivace.nn.Layer;
import ai.vivace.nn.Sequential;
import ai.vivace.nn.Settings;
import ai.vivace.nn.UnaryLayer;
import ai.vivace.tensor.Functional;
import ai.vivace.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * A feature pyramid (FPN, Lin 2017): maps of a body in several sizes become maps of one number of channels, each of which also knows
 * what the smaller ones see. 1x1 convolutions bring each map to that number, the next smaller result is added, enlarged by nearest
 * neighbours, and a 3x3 convolution smooths the sum.
 *
 * <p>State: torchvision's, {@code inner_blocks.L.0.…} and {@code layer_blocks.L.0.…} from the largest map on, and {@code
 * extra_blocks.p6.…} and {@code extra_blocks.p7.…} where there are two further maps, each half as large.
 */
public final class FeaturePyramid extends Layer {
    /** What comes after the smallest map. */
    public enum Extra {
        /** Nothing. */
        NONE,
        /** Two further maps by 3x3 convolutions of stride 2, with ReLU between them, as in RetinaNet and FCOS. */
        P6_P7
    }

    private final long[] inputs;
    private final long outputs;
    private final Extra extra;
    private final List<UnaryLayer> inner = new ArrayList<>();
    private final List<UnaryLayer> smooth = new ArrayList<>();
    private final @Nullable Further further;

    /**
     * A pyramid.
     *
     * @param inputs the channels of the maps, from the largest map to the smallest; at least one
     * @param outputs the channels of what comes out; 256 in the papers
     */
    public static FeaturePyramid of(long[] inputs, long outputs, Extra extra) {
        return new FeaturePyramid(inputs, outputs, extra);
    }

    static FeaturePyramid build(Settings settings) {
        return of(settings.integers("inputs"), settings.integer("outputs"), settings.choice("extra", Extra.class));
    }

    private FeaturePyramid(long[] inputs, long outputs, Extra extra) {
        InputException.require(
                inputs.length > 0 && outputs > 0 && LongStream.of(inputs).allMatch(channels -> channels > 0),
                () -> "A feature pyramid needs maps and outputs of at least one channel, but came "
                        + Arrays.toString(inputs) + " and " + outputs + ".");
        this.inputs = inputs.clone();
        this.outputs = outputs;
        this.extra = extra;
        for (long channels : inputs) {
            inner.add(Sequential.of(convolution(channels, outputs, 1, 1)));
            smooth.add(Sequential.of(convolution(outputs, outputs, 3, 1)));
        }
        child("inner_blocks", Sequential.of(inner.toArray(UnaryLayer[]::new)));
        child("layer_blocks", Sequential.of(smooth.toArray(UnaryLayer[]::new)));
        further = extra == Extra.P6_P7 ? child("extra_blocks", new Further(outputs)) : null;
    }

    private static Conv2d convolution(long inputs, long outputs, long kernel, long stride) {
        return Conv2d.of(inputs, outputs, kernel)
                .stride(stride)
                .padding(kernel / 2)
                .initializer(Initializers.kaimingUniform(1, Fans.Mode.IN))
                .build();
    }

    /** How many maps come out. */
    public int levels() {
        return inputs.length + (extra == Extra.P6_P7 ? 2 : 0);
    }

    /** The channels of each map that comes out. */
    public long outputs() {
        return outputs;
    }

    /** The maps, from the largest to the smallest, made of as many as there are inputs. */
    public List<Tensor> apply(List<Tensor> maps) {
        InputException.require(
                maps.size() == inputs.length,
                () -> "The pyramid joins " + inputs.length + " maps, but came " + maps.size() + ".");
        Tensor[] results = new Tensor[inputs.length];
        @Nullable Tensor above = null;
        for (int level = inputs.length - 1; level >= 0; level--) {
            Tensor map = inner.get(level).apply(maps.get(level));
            above = above == null ? map : map.add(Functional.upsampleNearest2d(above, map.size(2), map.size(3)));
            results[level] = smooth.get(level).apply(above);
        }
        List<Tensor> all = new ArrayList<>(List.of(results));
        if (further != null) {
            further.addTo(all);
        }
        return all;
    }

    @Override
    public Map<String, Object> settings() {
        return Settings.ordered(
                entry("inputs", LongStream.of(inputs).boxed().toList()),
                entry("outputs", outputs),
                entry("extra", extra.name().toLowerCase(Locale.ROOT)));
    }

    /** Two further maps. */
    private static final class Further extends Layer {
        private final UnaryLayer p6;
        private final UnaryLayer p7;

        Further(long channels) {
            p6 = child("p6", convolution(channels, channels, 3, 2));
            p7 = child("p7", convolution(channels, channels, 3, 2));
        }

        void addTo(List<Tensor> maps) {
            Tensor sixth = p6.apply(maps.get(maps.size() - 1));
            maps.add(sixth);
            maps.add(p7.apply(sixth.relu()));
        }
    }
}
