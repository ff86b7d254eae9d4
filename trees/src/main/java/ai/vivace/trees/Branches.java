package ai.vivace.trees;

import java.util.List;

/** The trees of a {@link Scorer}: brings rows, given by their {@linkplain FloatKeys keys}, to leaves and adds those up, tree after tree. */
interface Branches {
    /** How many rows of a block go down a tree side by side, so that the processor need not wait for memory. */
    int SIDE_BY_SIDE = 4;

    /** Adds the leaves of one row to its sums. */
    void row(int[] keys, double[] sums);

    /**
     * Adds the leaves of a block of rows to their sums.
     *
     * @param keys of the rows
     * @param stride from one row's keys to the next's; a power of two
     * @param rows how many there are; a multiple of {@link #SIDE_BY_SIDE}
     */
    void block(int[] keys, int stride, int rows, double[] sums);

    /** How many bytes all trees take: what passes through the cache for each block of rows. */
    long bytes();

    /** The nodes of some trees in the densest way that holds them. */
    static Branches of(List<Tree> trees, List<NodeOrder> orders, FloatKeys keys, LeafSums leaves, int width) {
        boolean packed = keys.firstLevel() == keys.count()
                && keys.count() <= PackedBranches.MOST
                && trees.stream().allMatch(tree -> tree.nodes() <= PackedBranches.MOST);
        return packed
                ? PackedBranches.of(trees, orders, keys, leaves, width)
                : WideBranches.of(trees, orders, keys, leaves, width);
    }
}
