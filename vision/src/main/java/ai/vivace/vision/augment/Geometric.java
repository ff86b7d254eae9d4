package ai.vivace.vision.augment;

import ai.vivace.base.Rng;
import ai.vivace.data.Batch;
import ai.vivace.data.BatchTransform;
import ai.vivace.data.Task;

/**
 * A change of where things are in a picture; masks, boxes and points follow.
 *
 * <p>Neighbours of this kind in an {@link Augment} are one map, so that a picture is sampled once, bilinearly, whatever happens to it;
 * beyond its border is its mirror image. Maps that only mirror or turn by right angles move pixels exactly.
 */
public interface Geometric extends BatchTransform {
    /**
     * From a place in the new picture to that in the old one.
     *
     * @param rng the item's own stream
     * @param height of the picture in pixels; the new one has the same
     * @param width likewise
     */
    Homography draw(Rng rng, int height, int width);

    @Override
    default Batch apply(Batch batch, Task task, Rng rng) {
        return Augment.of(this).apply(batch, task, rng);
    }
}
