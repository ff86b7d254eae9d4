package ai.vivace.trees;

import java.util.List;

/**
 * Trees of at most 65,536 nodes that look at numbers only, each node in a long: the threshold's key in the upper half, below it where in its tree
 * the left child is and which of the row's keys is compared. A leaf is its own left child and all keys go left, so that rows that
 * come early wait for those that come late. Choosing a child is a subtraction and no jump.
 */
final class PackedBranches implements Branches {
    /** The most nodes of a tree and keys of a row. */
    static final int MOST = 1 << 16;

    private final long[] nodes;
    private final int[] begin;
    private final int[] depth;
    private final LeafSums leaves;
    private final int width;

    private PackedBranches(long[] nodes, int[] begin, int[] depth, LeafSums leaves, int width) {
        this.nodes = nodes;
        this.begin = begin;
        this.depth = depth;
        this.leaves = leaves;
        this.width = width;
    }

    static PackedBranches of(List<Tree> trees, List<NodeOrder> orders, FloatKeys keys, LeafSums leaves, int width) {
        long[] nodes = new long[trees.stream().mapToInt(Tree::nodes).sum()];
        int[] begin = new int[trees.size()];
        int[] depth = new int[trees.size()];
        int at = 0;
        for (int i = 0; i < begin.length; i++) {
            Tree tree = trees.get(i);
            NodeOrder order = orders.get(i);
            begin[i] = at;
            depth[i] = tree.depth();
            for (int place = 0; place < order.node().length; place++) {
                int node = order.node()[place];
                long key = 0;
                int threshold = Integer.MAX_VALUE;
                if (!tree.isLeaf(node)) {
                    key = keys.of(FloatKeys.View.of(tree, node), tree.feature(node));
                    threshold = FloatKeys.threshold(tree.threshold(node));
                }
                nodes[at++] = (long) threshold << 32 | (long) order.left()[place] << 16 | key;
            }
        }
        return new PackedBranches(nodes, begin, depth, leaves, width);
    }

    @Override
    public long bytes() {
        return 8L * nodes.length;
    }

    /** The child that a key goes to: the left one, or the one behind it when the key is above the threshold. */
    private static int next(long node, int key, int from) {
        return from + ((int) node >>> 16) + (int) (((node >> 32) - key) >>> 63);
    }

    @Override
    public void row(int[] keys, double[] sums) {
        int tree = 0;
        for (; tree + 3 < begin.length; tree += 4) {
            four(tree, keys, sums);
        }
        for (; tree < begin.length; tree++) {
            int at = begin[tree];
            for (int step = depth[tree]; step > 0; step--) {
                at = next(nodes[at], keys[(int) nodes[at] & keys.length - 1], begin[tree]);
            }
            leaves.add(tree, at, sums, 0);
        }
    }

    /** A row goes down four trees at once. */
    private void four(int tree, int[] keys, double[] sums) {
        long[] all = nodes;
        int from0 = begin[tree];
        int from1 = begin[tree + 1];
        int from2 = begin[tree + 2];
        int from3 = begin[tree + 3];
        int at0 = from0;
        int at1 = from1;
        int at2 = from2;
        int at3 = from3;
        int moved = 1;
        while (moved != 0) {
            long node0 = all[at0];
            long node1 = all[at1];
            long node2 = all[at2];
            long node3 = all[at3];
            int next0 = next(node0, keys[(int) node0 & keys.length - 1], from0);
            int next1 = next(node1, keys[(int) node1 & keys.length - 1], from1);
            int next2 = next(node2, keys[(int) node2 & keys.length - 1], from2);
            int next3 = next(node3, keys[(int) node3 & keys.length - 1], from3);
            moved = next0 - at0 | next1 - at1 | next2 - at2 | next3 - at3;
            at0 = next0;
            at1 = next1;
            at2 = next2;
            at3 = next3;
        }
        leaves.add(tree, at0, sums, 0);
        leaves.add(tree + 1, at1, sums, 0);
        leaves.add(tree + 2, at2, sums, 0);
        leaves.add(tree + 3, at3, sums, 0);
    }

    @Override
    public void block(int[] keys, int stride, int rows, double[] sums) {
        for (int tree = 0; tree < begin.length; tree++) {
            if (depth[tree] <= SHALLOW) {
                shallow(tree, keys, stride, rows, sums);
            } else {
                deep(tree, keys, stride, rows, sums);
            }
        }
    }

    /** Trees up to this depth are walked to their full depth, which saves asking whether all rows have come to leaves. */
    private static final int SHALLOW = 8;

    private void shallow(int tree, int[] keys, int stride, int rows, double[] sums) {
        long[] all = nodes;
        int from = begin[tree];
        int steps = depth[tree];
        int mask = stride - 1;
        for (int row = 0; row < rows; row += SIDE_BY_SIDE) {
            int keys0 = row * stride;
            int keys1 = keys0 + stride;
            int keys2 = keys1 + stride;
            int keys3 = keys2 + stride;
            int at0 = from;
            int at1 = from;
            int at2 = from;
            int at3 = from;
            for (int step = steps; step > 0; step--) {
                long node0 = all[at0];
                long node1 = all[at1];
                long node2 = all[at2];
                long node3 = all[at3];
                at0 = next(node0, keys[keys0 + ((int) node0 & mask)], from);
                at1 = next(node1, keys[keys1 + ((int) node1 & mask)], from);
                at2 = next(node2, keys[keys2 + ((int) node2 & mask)], from);
                at3 = next(node3, keys[keys3 + ((int) node3 & mask)], from);
            }
            add(tree, row, sums, at0, at1, at2, at3);
        }
    }

    private void deep(int tree, int[] keys, int stride, int rows, double[] sums) {
        long[] all = nodes;
        int from = begin[tree];
        int mask = stride - 1;
        for (int row = 0; row < rows; row += SIDE_BY_SIDE) {
            int keys0 = row * stride;
            int keys1 = keys0 + stride;
            int keys2 = keys1 + stride;
            int keys3 = keys2 + stride;
            int at0 = from;
            int at1 = from;
            int at2 = from;
            int at3 = from;
            int moved = 1;
            while (moved != 0) {
                long node0 = all[at0];
                long node1 = all[at1];
                long node2 = all[at2];
                long node3 = all[at3];
                int next0 = next(node0, keys[keys0 + ((int) node0 & mask)], from);
                int next1 = next(node1, keys[keys1 + ((int) node1 & mask)], from);
                int next2 = next(node2, keys[keys2 + ((int) node2 & mask)], from);
                int next3 = next(node3, keys[keys3 + ((int) node3 & mask)], from);
                moved = next0 - at0 | next1 - at1 | next2 - at2 | next3 - at3;
                at0 = next0;
                at1 = next1;
                at2 = next2;
                at3 = next3;
            }
            add(tree, row, sums, at0, at1, at2, at3);
        }
    }

    private void add(int tree, int row, double[] sums, int at0, int at1, int at2, int at3) {
        int to = row * width;
        leaves.add(tree, at0, sums, to);
        leaves.add(tree, at1, sums, to + width);
        leaves.add(tree, at2, sums, to + 2 * width);
        leaves.add(tree, at3, sums, to + 3 * width);
    }
}
