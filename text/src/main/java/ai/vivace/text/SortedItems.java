package ai.vivace.text;

import ai.vivace.base.Rng;
import ai.vivace.data.EpochDataSet;
import ai.vivace.data.IncompleteBatch;
import ai.vivace.data.Item;
import ai.vivace.data.Loader;
import ai.vivace.tensor.Device;
import java.util.Arrays;
import java.util.OptionalLong;

/** Items of an epoch in batches of nearly equal lengths, each item filled up to the longest of its batch. */
final class SortedItems implements EpochDataSet {
    private final Maker maker;
    private final int batchSize;
    private final OptionalLong seed;
    private final int[] order;

    /** What the items are. */
    interface Maker {
        /** How long each item is. */
        int[] lengths();

        /**
         * An item.
         *
         * @param batch the items of its batch, itself among them, to be as long as each other
         */
        Item item(int item, int[] batch);
    }

    /**
     * Items in an order.
     *
     * @param seed what the order of each epoch follows from; empty for the longest first
     */
    SortedItems(Maker maker, int batchSize, OptionalLong seed, long epoch) {
        this.maker = maker;
        this.batchSize = batchSize;
        this.seed = seed;
        order = seed.isPresent()
                ? LengthOrder.shuffled(
                        maker.lengths(), batchSize, Rng.of(seed.getAsLong()).split(epoch))
                : LengthOrder.longestFirst(maker.lengths());
    }

    @Override
    public SortedItems layout(long epoch) {
        return seed.isPresent() ? new SortedItems(maker, batchSize, seed, epoch) : this;
    }

    /** The items as batches: those of training leave out what does not fill one. */
    Loader loader(int workers, Device device) {
        return Loader.of(this)
                .batchSize(batchSize)
                .workers(workers)
                .ordered()
                .incompleteBatch(seed.isPresent() ? IncompleteBatch.DROP : IncompleteBatch.KEEP)
                .device(device)
                .build();
    }

    /** The items in the order in which they are shown. */
    int[] order() {
        return order.clone();
    }

    /** The item at a place. */
    int at(int place) {
        return order[place];
    }

    @Override
    public int size() {
        return order.length;
    }

    @Override
    public Item item(int index) {
        int first = index / batchSize * batchSize;
        return maker.item(order[index], Arrays.copyOfRange(order, first, Math.min(order.length, first + batchSize)));
    }

    @Override
    public String describe(int index) {
        return "text " + order[index];
    }
}
