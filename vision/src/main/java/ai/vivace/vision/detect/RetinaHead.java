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
 * RetinaNet's head (Lin 2017): the same convolutions look at every map of a pyramid and say of nine {@linkplain Anchors anchors} at each
 * point which class they hold and how they are to be moved.
 *
 * <p>State: torchvision's, {@code classification_head.conv.0.0.…}, {@code classification_head.cls_logits.…}, {@code
 * regression_head.conv.0.0.…}, {@code regression_head.bbox_reg.…}.
 */
public final class RetinaHead extends Layer {
    private static final double PRIOR = 0.01;
    private static final int DEPTH = 4;

    private final long channels;
    private final int classes;
    private final Tower classification;
    private final Tower regression;
    private final UnaryLayer logits;
    private final UnaryLayer moves;

    /** A head for maps of so many channels. */
    public static RetinaHead of(long channels, int classes) {
        return new RetinaHead(channels, classes);
    }

    static RetinaHead build(Settings settings) {
        return of(settings.integer("channels"), Math.toIntExact(settings.integer("classes")));
    }

    private RetinaHead(long channels, int classes) {
        InputException.require(
                channels > 0 && classes > 0,
                () -> "A detector's head needs channels and classes, but came " + channels + " and " + classes + ".");
        this.channels = channels;
        this.classes = classes;
        classification = child("classification_head", Tower.plain(channels, DEPTH));
        logits = classification.saying(
                "cls_logits", channels, (long) Anchors.EACH * classes, Initializers.priorBias(PRIOR));
        regression = child("regression_head", Tower.plain(channels, DEPTH));
        moves = regression.saying("bbox_reg", channels, (long) Anchors.EACH * Outputs.EDGES, Initializers.zeros());
    }

    /** [N, anchors, classes + 4]: logits of the classes, and the moves of {@link Anchors#moved}. */
    Tensor apply(List<Tensor> maps) {
        List<Tensor> all = new ArrayList<>();
        for (Tensor map : maps) {
            Tensor forClasses = logits.apply(classification.convolutions().apply(map));
            Tensor forBoxes = moves.apply(regression.convolutions().apply(map));
            all.add(Tensor.cat(List.of(byAnchor(forClasses, classes), byAnchor(forBoxes, Outputs.EDGES)), 2));
        }
        return Tensor.cat(all, 1);
    }

    /** [N, anchors · numbers, rows, columns] as [N, rows · columns · anchors, numbers]. */
    private static Tensor byAnchor(Tensor map, long numbers) {
        return map.reshape(map.size(0), Anchors.EACH, numbers, map.size(2), map.size(3))
                .permute(0, 3, 4, 1, 2)
                .reshape(map.size(0), -1, numbers);
    }

    int classes() {
        return classes;
    }

    @Override
    public Map<String, Object> settings() {
        return Settings.ordered(entry("channels", channels), entry("classes", classes));
    }
}
