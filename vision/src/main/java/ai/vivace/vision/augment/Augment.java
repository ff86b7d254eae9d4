package ai.vivace.vision.augment;

import ai.vivace.base.Rng;
import ai.vivace.data.Batch;
import ai.vivace.data.BatchTransform;
import ai.vivace.data.Task;
import ai.vivace.tensor.DType;
import ai.vivace.tensor.Functional;
import ai.vivace.tensor.Shape;
import ai.vivace.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Random changes of training pictures, one after the other, drawn for each item: for {@link
 * ai.vivace.data.TrainingData.Builder#batchAugmentation}.
 *
 * <pre>{@code
 * TrainingData.of(pictures, split).batchAugmentation(Augment.standard()).build();
 * }</pre>
 *
 * <p>Neighbouring {@linkplain Geometric changes of geometry} are one map and one sampling, neighbouring {@linkplain Lighting changes of
 * light} one pass. Masks, boxes and points follow. What is drawn for an item depends on the data's seed, the epoch and the item alone.
 */
public final class Augment implements BatchTransform {
    /** The smallest distance of values from 0 and 1 that logits are taken of; fastai's. */
    private static final double EPSILON = 1e-7;

    private static final Light[] NO_LIGHT = {};
    private static final Homography[] NO_MAPS = {};

    private final List<BatchTransform> parts;

    private Augment(List<? extends BatchTransform> parts) {
        this.parts = List.copyOf(parts);
    }

    /** The given changes, in this order. */
    public static Augment of(BatchTransform... parts) {
        return new Augment(List.of(parts));
    }

    /** The given changes, in this order. */
    public static Augment of(List<? extends BatchTransform> parts) {
        return new Augment(parts);
    }

    /** fastai's usual augmentation with its defaults: see {@link AugmentSettings}. */
    public static Augment standard() {
        return AugmentSettings.standard().build();
    }

    /** These changes, and then others. */
    public Augment then(BatchTransform... more) {
        List<BatchTransform> all = new ArrayList<>(parts);
        all.addAll(List.of(more));
        return new Augment(all);
    }

    /** The changes, in order. */
    public List<BatchTransform> parts() {
        return parts;
    }

    /**
     * The batch, changed in place.
     *
     * @throws ai.vivace.base.InputException when the inputs are no pictures with fractions
     */
    @Override
    public Batch apply(Batch batch, Task task, Rng rng) {
        Pixels.require(batch.input());
        Batch changed = batch;
        for (int from = 0; from < parts.size(); ) {
            int to = from + 1;
            while (to < parts.size() && isOneWith(parts.get(from), parts.get(to))) {
                to++;
            }
            changed = applied(changed, task, rng, from, to);
            from = to;
        }
        return changed;
    }

    /** Copies of pictures, [N, channels, height, width] from 0 to 1, changed as items 0 to N - 1 of class data are. */
    public Tensor augmented(Tensor pictures, Rng rng) {
        int items = Math.toIntExact(pictures.size(0));
        Batch batch = new Batch(
                pictures.to(DType.FLOAT32).copy(),
                Tensor.zeros(Shape.of(items), DType.INT64),
                IntStream.range(0, items).toArray());
        return apply(batch, new Task.Classification(List.of("a", "b")), rng).input();
    }

    private static boolean isOneWith(BatchTransform part, BatchTransform next) {
        return part instanceof Geometric
                ? next instanceof Geometric
                : part instanceof Lighting && next instanceof Lighting;
    }

    private Batch applied(Batch batch, Task task, Rng rng, int from, int to) {
        BatchTransform first = parts.get(from);
        if (first instanceof Geometric) {
            return moved(batch, task, rng, from, to);
        }
        if (first instanceof Lighting) {
            return lit(batch, rng, from, to);
        }
        return first.apply(batch, task, rng.split(from));
    }

    private Batch moved(Batch batch, Task task, Rng rng, int from, int to) {
        int height = (int) batch.input().size(2);
        int width = (int) batch.input().size(3);
        List<Homography> maps = new ArrayList<>();
        for (int item : batch.indices()) {
            Homography map = Homography.IDENTITY;
            for (int place = from; place < to; place++) {
                Rng stream = rng.split(place).split(item);
                map = map.after(((Geometric) parts.get(place)).draw(stream, height, width));
            }
            maps.add(map);
        }
        return Movement.apply(batch, task, maps.toArray(NO_MAPS), Sampling.SMOOTH);
    }

    private Batch lit(Batch batch, Rng rng, int from, int to) {
        List<Light> lights = new ArrayList<>();
        for (int item : batch.indices()) {
            Light light = Light.SAME;
            for (int place = from; place < to; place++) {
                light = light.then(
                        ((Lighting) parts.get(place)).draw(rng.split(place).split(item)));
            }
            lights.add(light);
        }
        light(batch.input(), lights.toArray(NO_LIGHT));
        return batch;
    }

    /** Changes pictures in place; those whose light stays are not touched. */
    private static void light(Tensor pictures, Light[] lights) {
        boolean coloured = pictures.size(1) == 3;
        int[] changed = IntStream.range(0, lights.length)
                .filter(row -> !lights[row].equals(Light.SAME))
                .toArray();
        Pixels.change(pictures, changed, (some, rows) -> {
            Tensor logits = Functional.logit(some, EPSILON);
            float[] own = new float[rows.length];
            float[] grey = new float[rows.length];
            float[] offset = new float[rows.length];
            boolean mixes = false;
            for (int i = 0; i < rows.length; i++) {
                Light light = lights[rows[i]];
                own[i] = (float) (coloured ? light.own() : light.own() + light.grey());
                grey[i] = (float) light.grey();
                offset[i] = (float) light.offset();
                mixes |= light.grey() != 0;
            }
            Tensor added = column(offset, pictures);
            if (coloured && mixes) {
                added = grey(logits).mulInPlace(column(grey, pictures)).addInPlace(added);
            }
            return logits.mulInPlace(column(own, pictures)).addInPlace(added).sigmoid();
        });
    }

    private static Tensor column(float[] values, Tensor like) {
        return Tensor.of(values, Shape.of(values.length, 1, 1, 1))
                .to(like.dtype())
                .to(like.device());
    }

    /** The grey of pixels, [n, 1, height, width]. */
    static Tensor grey(Tensor coloured) {
        return coloured.narrow(1, 0, 1)
                .mul(Light.RED)
                .addInPlace(coloured.narrow(1, 1, 1), Light.GREEN)
                .addInPlace(coloured.narrow(1, 2, 1), Light.BLUE);
    }

    /** As in {@code Augment[Flip[probability=0.5]]}. */
    @Override
    public String toString() {
        return "Augment" + parts;
    }
}
