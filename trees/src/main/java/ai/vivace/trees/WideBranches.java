package ai.vivace.trees;

import java.util.ArrayList;
import java.util.List;

/**
 * Trees of any size, which may look at levels: as {@link PackedBranches}, but each part of a node in an array of its own. Where a node
 * looks at levels, its threshold says where its set is.
 */
final class WideBranches implements Branches {
    private final int[] threshold;
    private final int[] left;
    private final int[] key;
    private final int[] begin;
    private final int firstLevel;
    /** For each set how many levels there is room for, where missing values and unknown levels go, 1 for right, and its bits. */
    private final long[] sets;

    private final LeafSums leaves;
    private final int width;

    private WideBranches(
            int[] threshold,
            int[] left,
            int[] key,
            int[] begin,
            int firstLevel,
            long[] sets,
            LeafSums leaves,
            int width) {
        this.threshold = threshold;
        this.left = left;
        this.key = key;
        this.begin = begin;
        this.firstLevel = firstLevel;
        this.sets = sets;
        this.leaves = leaves;
        this.width = width;
    }

    static WideBranches of(List<Tree> trees, List<NodeOrder> orders, FloatKeys keys, LeafSums leaves, int width) {
        int count = trees.stream().mapToInt(Tree::nodes).reduce(0, Math::addExact);
        int[] threshold = new int[count];
        int[] left = new int[count];
        int[] key = new int[count];
        int[] begin = new int[trees.size()];
        List<long[]> sets = new ArrayList<>();
        int words = 0;
        int at = 0;
        for (int i = 0; i < begin.length; i++) {
            Tree tree = trees.get(i);
            NodeOrder order = orders.get(i);
            begin[i] = at;
            for (int place = 0; place < order.node().length; place++) {
                int node = order.node()[place];
                left[at] = begin[i] + order.left()[place];
                if (tree.isLeaf(node)) {
                    key[at] = LEAF;
                } else {
                    key[at] = keys.of(FloatKeys.View.of(tree, node), tree.feature(node));
                    long[] set = tree.levels(node);
                    if (set == null) {
                        threshold[at] = FloatKeys.threshold(tree.threshold(node));
                    } else {
                        threshold[at] = words;
                        sets.add(new long[] {
                            64L * set.length, tree.missingGoesLeft(node) ? 0 : 1, tree.unknownGoesLeft(node) ? 0 : 1
                        });
                        sets.add(set);
                        words = Math.addExact(words, 3 + set.length);
                    }
                }
                at++;
            }
        }
        long[] all = new long[words];
        int to = 0;
        for (long[] part : sets) {
            System.arraycopy(part, 0, all, to, part.length);
            to += part.length;
        }
        return new WideBranches(threshold, left, key, begin, keys.firstLevel(), all, leaves, width);
    }

    private static final int LEAF = -1;

    @Override
    public long bytes() {
        return 12L * key.length + 8L * sets.length;
    }

    /** The child that a row goes to; the node itself when it is a leaf. */
    private int next(int at, int[] keys, int row) {
        int which = key[at];
        if (which == LEAF) {
            return at;
        }
        int value = keys[row + which];
        if (which < firstLevel) {
            return left[at] + (int) (((long) threshold[at] - value) >>> 63);
        }
        int set = threshold[at];
        if (value < 0 || value >= sets[set]) {
            return left[at] + (int) sets[set + (value == Integer.MIN_VALUE ? 1 : 2)];
        }
        return left[at] + 1 - (int) (sets[set + 3 + (value >> 6)] >>> value & 1);
    }

    @Override
    public void row(int[] keys, double[] sums) {
        int tree = 0;
        for (; tree + 3 < begin.length; tree += 4) {
            int at0 = begin[tree];
            int at1 = begin[tree + 1];
            int at2 = begin[tree + 2];
            int at3 = begin[tree + 3];
            int moved = 1;
            while (moved != 0) {
                int next0 = next(at0, keys, 0);
                int next1 = next(at1, keys, 0);
                int next2 = next(at2, keys, 0);
                int next3 = next(at3, keys, 0);
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
        for (; tree < begin.length; tree++) {
            leaves.add(tree, leaf(tree, keys, 0), sums, 0);
        }
    }

    private int leaf(int tree, int[] keys, int row) {
        int at = begin[tree];
        int next = next(at, keys, row);
        while (next != at) {
            at = next;
            next = next(at, keys, row);
        }
        return at;
    }

    @Override
    public void block(int[] keys, int stride, int rows, double[] sums) {
        for (int tree = 0; tree < begin.length; tree++) {
            for (int row = 0; row < rows; row += SIDE_BY_SIDE) {
                fourRows(tree, keys, stride, row, sums);
            }
        }
    }

    private void fourRows(int tree, int[] keys, int stride, int row, double[] sums) {
        int keys0 = row * stride;
        int keys1 = keys0 + stride;
        int keys2 = keys1 + stride;
        int keys3 = keys2 + stride;
        int at0 = begin[tree];
        int at1 = at0;
        int at2 = at0;
        int at3 = at0;
        int moved = 1;
        while (moved != 0) {
            int next0 = next(at0, keys, keys0);
            int next1 = next(at1, keys, keys1);
            int next2 = next(at2, keys, keys2);
            int next3 = next(at3, keys, keys3);
            moved = next0 - at0 | next1 - at1 | next2 - at2 | next3 - at3;
            at0 = next0;
            at1 = next1;
            at2 = next2;
            at3 = next3;
        }
        int to = row * width;
        leaves.add(tree, at0, sums, to);
        leaves.add(tree, at1, sums, to + width);
        leaves.add(tree, at2, sums, to + 2 * width);
        leaves.add(tree, at3, sums, to + 3 * width);
    }
}
