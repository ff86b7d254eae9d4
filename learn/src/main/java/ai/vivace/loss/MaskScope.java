package ai.vivace.loss;

/** Over what a loss of masks counts what overlaps. */
public enum MaskScope {
    /** Over each item; the mean over items counts. Small objects in one picture are not drowned by large ones in another. */
    ITEM,
    /** Over the whole batch as if it were one item. Steadier where most items have nothing to find. */
    BATCH;

    boolean judgesItemsAlone() {
        return this == ITEM;
    }
}
