package ai.vivace.trees;

/**
 * A column of bins that shares a lane with others. A row's number in the lane is the sum of what its bins are in each of the columns; sums by the
 * bins of each column come back from those by the lane's numbers without loss.
 */
sealed interface BundledColumn permits ExclusiveBundles.Member, JointBundles.Member {
    /** Which column it is. */
    int feature();

    /** By bin, what a row in it adds to its number in the lane. */
    int[] codes();

    /**
     * The sums by the column's bins.
     *
     * @param ofLane sums by the lane's numbers, from an offset on
     * @param all what they are together
     */
    long[] sums(long[] ofLane, int offset, long all);
}
