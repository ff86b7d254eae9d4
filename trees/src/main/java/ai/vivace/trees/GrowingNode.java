package ai.vivace.trees;

import java.util.Arrays;

/** A node that {@link ImpurityGrower} may still divide. One object serves many nodes, one after the other: a forest has millions. */
final class GrowingNode {
    final NodeSums sums;
    final Cut cut = new Cut();
    /** Columns in which all of its rows are known to be in one bin, as a bit set. */
    private final long[] constant;

    int id;
    int depth;
    int begin;
    int end;

    GrowingNode(NodeSums sums, int columns) {
        this.sums = sums;
        this.constant = new long[(columns + Long.SIZE - 1) / Long.SIZE];
    }

    void forgetConstants() {
        Arrays.fill(constant, 0);
    }

    /** Takes what is known of a node that this one is below. */
    void inheritConstants(GrowingNode above) {
        System.arraycopy(above.constant, 0, constant, 0, constant.length);
    }

    /** Whether all of its rows are known to be in one bin of a column. */
    boolean isConstant(int column) {
        return (constant[column >> 6] & 1L << column) != 0;
    }

    void setConstant(int column) {
        constant[column >> 6] |= 1L << column;
    }

    /** By how much its cut makes the impurity of its rows less, times their weight. */
    double gain() {
        return cut.purity() - sums.purity();
    }
}
