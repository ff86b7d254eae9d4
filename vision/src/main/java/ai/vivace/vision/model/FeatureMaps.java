package ai.vivace.vision.model;

import ai.vivace.base.InputException;
import ai.vivace.nn.Sequential;
import ai.vivace.nn.UnaryLayer;
import ai.vivace.tensor.Autograd;
import ai.vivace.tensor.Scope;
import ai.vivace.tensor.Shape;
import ai.vivace.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/**
 * The maps of features that a body makes of a picture, one of each size: the last before the size shrinks, and what comes out. Nested
 * {@link Sequential}s are taken apart, so that a map can come from the middle of one. Where a size changes by less than a third, as by a
 * border or by a convolution without one, it counts as the same, and the map is the last in the size that came first.
 *
 * <p>It holds no memory: the layers are the body's own.
 */
public final class FeatureMaps {
    /** By what a side must shrink for a map to be one of another size. */
    private static final double SHRINKING = 1.5;

    private final List<UnaryLayer> stages;
    private final List<Level> levels;

    /**
     * One map.
     *
     * @param stage the number of the layer that it comes from, once the body is taken apart
     * @param channels of the map
     * @param height of the map for the picture that was looked at
     * @param width likewise
     */
    public record Level(int stage, long channels, long height, long width) {}

    private FeatureMaps(List<UnaryLayer> stages, List<Level> levels) {
        this.stages = List.copyOf(stages);
        this.levels = List.copyOf(levels);
    }

    /**
     * Looks where a body changes the size, by one run on zeros.
     *
     * @param picture the shape of one picture: [channels, height, width]
     * @throws InputException when the body gives no maps of features, as a network with a head does
     */
    public static FeatureMaps of(UnaryLayer body, Shape picture) {
        List<UnaryLayer> stages = new ArrayList<>();
        takeApart(body, stages);
        List<Level> all = body.evaluating(() -> Autograd.off(() -> sizes(stages, picture)));
        List<Level> levels = new ArrayList<>();
        Level first = all.get(0);
        Level last = first;
        for (Level here : all) {
            if (SHRINKING * here.height() <= first.height() || SHRINKING * here.width() <= first.width()) {
                levels.add(last);
                first = here;
                last = here;
            } else if (here.height() == first.height() && here.width() == first.width()) {
                last = here;
            }
        }
        levels.add(all.get(all.size() - 1));
        return new FeatureMaps(stages, levels);
    }

    private static void takeApart(UnaryLayer layer, List<UnaryLayer> stages) {
        if (layer instanceof Sequential sequential) {
            sequential.layers().forEach(inner -> takeApart(inner, stages));
        } else {
            stages.add(layer);
        }
    }

    private static List<Level> sizes(List<UnaryLayer> stages, Shape picture) {
        List<Level> all = new ArrayList<>();
        try (Scope scope = Scope.open()) {
            Tensor value = Tensor.zeros(picture.prepend(1));
            for (UnaryLayer stage : stages) {
                value = stage.apply(value);
                Shape shape = value.shape();
                InputException.require(
                        shape.rank() == 4,
                        () -> "A body gives maps of features [N, channels, height, width], but " + stage + " gives "
                                + shape + ". Give the part of the network before its head.");
                all.add(new Level(all.size(), shape.size(1), shape.size(2), shape.size(3)));
            }
        }
        return all;
    }

    /** The maps, from the largest to what comes out. */
    public List<Level> levels() {
        return levels;
    }

    /** The same body with some of its maps only, in their order: the last three for a detector, say. */
    public FeatureMaps last(int count) {
        InputException.require(
                count >= 1 && count <= levels.size(),
                () -> "The body has " + levels.size() + " maps of features, of which the last 1 to " + levels.size()
                        + " can be used, but " + count + " are asked for.");
        return new FeatureMaps(stages, levels.subList(levels.size() - count, levels.size()));
    }

    /** Runs the body; its maps, in the order of {@link #levels}. */
    public List<Tensor> apply(Tensor input) {
        List<Tensor> maps = new ArrayList<>(levels.size());
        Tensor value = input;
        for (int i = 0; i < stages.size(); i++) {
            value = stages.get(i).apply(value);
            if (levels.get(maps.size()).stage() == i) {
                maps.add(value);
            }
        }
        return maps;
    }
}
