package ai.vivace.trees;

/** The weights and weighted sums of a node's rows by the bins of one column of bytes. All are 0 but for the bins that are marked. */
interface BinSums {
    /** Columns have no more bins. */
    int BINS = Binning.NARROW + 1;

    /**
     * Adds all rows of the sample.
     *
     * @param bins of all rows of the table
     * @param count how many bins there are
     * @param marks takes the bins that have rows, as a bit set
     */
    void add(byte[] bins, int count, long[] marks);

    double weight(int bin);

    double sum(int bin);

    void clear(int bin);
}
