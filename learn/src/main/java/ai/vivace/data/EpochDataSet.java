package ai.vivace.data;

/**
 * A data set that lays out its items anew for each epoch, such as the sequences of a stream of shuffled documents. A {@link Loader} asks
 * for the layout of each epoch and numbers items by their place in it; as a data set itself it is the layout of epoch 0.
 */
public interface EpochDataSet extends DataSet {
    /**
     * The layout of an epoch: a function of the epoch and of the set's own settings, with as many items as this has. A set that is to be
     * judged by has the same layout in each epoch.
     *
     * @param epoch 0 or more
     */
    DataSet layout(long epoch);
}
