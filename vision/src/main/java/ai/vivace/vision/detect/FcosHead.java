package ai.vivace.vision.detect;

import static java.util.Map.entry;

import ai.vivace.base.InputException;
import ai.vivace.init.Initializers;
import ai.vivace.nn.Activation;
import ai.vivace.nn.Conv2d;
import ai.vivace.nn.GroupNorm;
import ai.vivace.nn.Layer;
import ai.vivace.nn.Sequential;
import ai.vivace.nn.Settings;
import ai.vivace.nn.UnaryLayer;
import ai.vivace.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * FCOS's head (Tian 2019): the same convolutions look at every map of a pyramid; one tower of them says the class of each point,
 * another how far the edges of its box are and how central it is.
 *
 * <p>State: torchvision's, {@code classification_head.conv.0.…}, {@code classification_head.cls_logits.…}, {@code
 * regression_head.conv.0.…}, {@code regression_head.bbox_reg.…}, {@code regression_head.bbox_ctrness.…}. Convolutions start with a
 * deviation of 0.01, and classes as unlikely as 1 in 100.
 */
public final class FcosHead extends Layer {
    private static final double PRIOR = 0.01;
    private static final double DEVIATION = 0.01;

    private final long channels;
    private final int classes;
    private final int depth;
    private final Part classification;
    private final Part regression;

    /**
     * A head.
     *
     * @param channels of the pyramid's maps; where they are a multiple of 32, norms have 32 groups, otherwise one
     * @param depth convolutions of each tower; 4 in the paper
     */
    public static FcosHead of(long channels, int classes, int depth) {
        return new FcosHead(channels, classes, depth);
    }

    static FcosHead build(Settings settings) {
        return of(
                settings.integer("channels"),
                Math.toIntExact(settings.integer("classes")),
                Math.toIntExact(settings.integer("depth")));
    }

    private FcosHead(long channels, int classes, int depth) {
        InputException.require(
                channels > 0 && classes > 0 && depth >= 0 && depth <= 16,
                () -> "A detector's head needs channels, classes and 0 to 16 convolutions, but came " + channels + ", "
                        + classes + " and " + depth + ".");
        this.channels = channels;
        this.classes = classes;
        this.depth = depth;
        classification = child("classification_head", new Part(channels, depth));
        classification.add(
                "cls_logits",
                Conv2d.of(channels, classes, 3)
                        .padding(1)
                        .initializer(Initializers.normal(0, DEVIATION))
                        .biasInitializer(Initializers.priorBias(PRIOR))
                        .build());
        regression = child("regression_head", new Part(channels, depth));
        regression.add("bbox_reg", convolution(channels, Outputs.EDGES));
        regression.add("bbox_ctrness", convolution(channels, 1));
    }

    private static Conv2d convolution(long inputs, long outputs) {
        return Conv2d.of(inputs, outputs, 3)
                .padding(1)
                .initializer(Initializers.normal(0, DEVIATION))
                .biasInitializer(Initializers.zeros())
                .build();
    }

    /**
     * What it says of all points, [N, places, classes + 5]: logits of the classes, distances to the left, top, right and bottom edge in
     * pixels, and a logit of the centre-ness.
     *
     * @param maps [N, channels, rows, columns], from the largest
     * @param strides of the maps in pixels
     */
    Tensor apply(List<Tensor> maps, long[] strides) {
        List<Tensor> all = new ArrayList<>();
        for (int i = 0; i < maps.size(); i++) {
            Tensor forClasses = classification.tower.apply(maps.get(i));
            Tensor forBoxes = regression.tower.apply(maps.get(i));
            Tensor point = Tensor.cat(
                    List.of(
                            classification.last("cls_logits").apply(forClasses),
                            regression.last("bbox_reg").apply(forBoxes).relu().mul((double) strides[i]),
                            regression.last("bbox_ctrness").apply(forBoxes)),
                    1);
            all.add(point.flatten(2, -1).transpose(1, 2));
        }
        return Tensor.cat(all, 1);
    }

    int classes() {
        return classes;
    }

    @Override
    public Map<String, Object> settings() {
        return Settings.ordered(entry("channels", channels), entry("classes", classes), entry("depth", depth));
    }

    /** A tower of convolutions with group norm and ReLU, and what comes after it. */
    private static final class Part extends Layer {
        private static final long GROUPS = 32;

        private final UnaryLayer tower;

        Part(long channels, int depth) {
            List<UnaryLayer> layers = new ArrayList<>();
            for (int i = 0; i < depth; i++) {
                layers.add(convolution(channels, channels));
                layers.add(GroupNorm.of(channels % GROUPS == 0 ? GROUPS : 1, channels));
                layers.add(Activation.relu());
            }
            tower = child("conv", Sequential.of(layers.toArray(UnaryLayer[]::new)));
        }

        void add(String name, UnaryLayer layer) {
            child(name, layer);
        }

        UnaryLayer last(String name) {
            return (UnaryLayer) Objects.requireNonNull(children().get(name));
        }
    }
}
