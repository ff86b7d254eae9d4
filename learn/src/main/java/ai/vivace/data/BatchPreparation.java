package ai.vivace.data;

import ai.vivace.base.InputException;
import ai.vivace.base.Rng;
import ai.vivace.tensor.DType;
import ai.vivace.tensor.Tensor;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What happens to a batch on its device: to fractions, the transforms of whole batches, normalisation.
 *
 * @param preprocessing null when inputs stay as they are
 * @param task what is to be predicted; null when there are no transforms
 * @param transforms of whole batches, in order
 * @param seed what the transforms' draws follow from
 */
record BatchPreparation(
        @Nullable Preprocessing preprocessing, @Nullable Task task, List<BatchTransform> transforms, long seed) {
    /** The batch as the model sees it. */
    Batch apply(Batch raw, long epoch) {
        if (task == null || transforms.isEmpty()) {
            return preprocessing == null
                    ? raw
                    : new Batch(preprocessing.apply(raw.input()), raw.target(), raw.indices());
        }
        Batch changed = scaled(raw);
        for (int place = 0; place < transforms.size(); place++) {
            changed = transformed(changed, task, place, epoch);
        }
        return normalised(changed);
    }

    /** The batch with inputs as fractions. */
    Batch scaled(Batch raw) {
        Tensor input = preprocessing == null ? raw.input().to(DType.FLOAT32) : preprocessing.scaled(raw.input());
        return new Batch(input, raw.target(), raw.indices());
    }

    /** The batch after the transform at a place. */
    Batch transformed(Batch batch, Task predicted, int place, long epoch) {
        BatchTransform transform = transforms.get(place);
        Rng stream = Rng.of(seed).split("batch").split(epoch).split(place);
        String came = batch.input().shape().toString();
        Batch changed;
        try {
            changed = transform.apply(batch, predicted, stream);
        } catch (InputException e) {
            throw new InputException(name(transform) + " cannot change a batch of " + came + ": " + e.getMessage(), e);
        }
        InputException.require(
                changed.size() == batch.size(),
                () -> name(transform) + " must keep the items of a batch, but made " + changed.size() + " of "
                        + batch.size() + ".");
        return changed;
    }

    private Batch normalised(Batch batch) {
        return preprocessing == null
                ? batch
                : new Batch(preprocessing.normalised(batch.input()), batch.target(), batch.indices());
    }

    /** What messages call a transform: records print their settings. */
    static String name(BatchTransform transform) {
        return transform.getClass().isSynthetic() || transform.getClass().isHidden()
                ? "A transform of batches"
                : transform.toString();
    }
}
