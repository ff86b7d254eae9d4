package ai.vivace.data;

import ai.vivace.base.Rng;

/** Changes an item on a worker thread, perhaps at random. */
@FunctionalInterface
public interface ItemTransform {
    /**
     * The changed item; the given one stays as it is.
     *
     * @param rng a stream that is a function of the seed, the epoch and the item's index, and of nothing else
     */
    Item apply(Item item, Rng rng);
}
