package ai.vivace.vision.augment;

import ai.vivace.base.Rng;
import ai.vivace.data.Batch;
import ai.vivace.data.BatchTransform;
import ai.vivace.data.Task;

/**
 * A change of a picture's light, made on the logits of its values, log(v / (1 - v)), so that values stay between 0 and 1 and nothing is
 * cut off, as in fastai. Neighbours of this kind in an {@link Augment} are one pass.
 */
public interface Lighting extends BatchTransform {
    /**
     * How logits change.
     *
     * @param rng the item's own stream
     */
    Light draw(Rng rng);

    @Override
    default Batch apply(Batch batch, Task task, Rng rng) {
        return Augment.of(this).apply(batch, task, rng);
    }
}
