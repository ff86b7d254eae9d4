package ai.vivace.data;

import ai.vivace.base.Rng;

/** Indexable examples. Worker threads ask for items at the same time, so implementations must be safe for that. */
public interface DataSet {
    /** The number of items. */
    int size();

    /**
     * One item.
     *
     * @throws ai.vivace.base.InputException when the item cannot be read; the message names it (file, row)
     */
    Item item(int index);

    /**
     * One item as training reads it: what it is may vary with the stream, such as which part of a picture is taken. Default: as
     * {@link #item(int)}, which is how items are judged.
     *
     * @param rng a stream that is a function of the seed, the epoch and the item's number, and of nothing else
     */
    default Item item(int index, Rng rng) {
        return item(index);
    }

    /** What messages call an item: its file or row. */
    default String describe(int index) {
        return "item " + index;
    }
}
