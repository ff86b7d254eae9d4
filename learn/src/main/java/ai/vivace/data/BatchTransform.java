package ai.vivace.data;

import ai.vivace.base.Rng;

/**
 * Changes a whole training batch at random, on its device: {@link TrainingData.Builder#batchAugmentation}. Batches to be judged are not
 * changed.
 */
@FunctionalInterface
public interface BatchTransform {
    /**
     * The changed batch, of the same items in the same order.
     *
     * @param batch inputs as float32 divided by the scale, so from 0 to 1 for pictures, not normalised yet. Its tensors are the
     *     transform's own: it may change them in place and hand them on, which spares the memory of another batch
     * @param task what is to be predicted, which says what targets are and how they follow
     * @param rng a stream that is a function of the seed, the epoch and the transform's place among others. What is drawn for item i of
     *     the batch should come from {@code rng.split(batch.indices()[i])}, so that it does not depend on the items beside it
     */
    Batch apply(Batch batch, Task task, Rng rng);
}
