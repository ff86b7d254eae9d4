package ai.vivace.vision.detect;

import static java.util.Map.entry;

import ai.vivace.base.InputException;
import ai.vivace.init.Initializers;
import ai.vivace.nn.Layer;
import ai.vivace.nn.Settings;
import ai.vivace.nn.UnaryLayer;
import ai.vivace.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

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

    private final long channels;
    private final int classes;
    private final int depth;
    private final Tower classification;
    private final Tower regression;
    private final UnaryLayer logits;
    private final UnaryLayer distances;
    private final UnaryLayer centreness;

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
        classification = child("classification_head", Tower.normed(channels, depth));
        logits = classification.saying("cls_logits", channels, classes, Initializers.priorBias(PRIOR));
        regression = child("regression_head", Tower.normed(channels, depth));
        distances = regression.saying("bbox_reg", channels, Outputs.EDGES, Initializers.zeros());
        centreness = regression.saying("bbox_ctrness", channels, 1, Initializers.zeros());
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
            Tensor forClasses = classification.convolutions().apply(maps.get(i));
            Tensor forBoxes = regression.convolutions().apply(maps.get(i));
            Tensor point = Tensor.cat(
                    List.of(
                            logits.apply(forClasses),
                            distances.apply(forBoxes).relu().mul((double) strides[i]),
                            centreness.apply(forBoxes)),
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
}
