package ai.vivace.data;

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

    /** What messages call an item: its file or row. */
    default String describe(int index) {
        return "item " + index;
    }
}
