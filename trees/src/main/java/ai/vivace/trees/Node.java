package ai.vivace.trees;

import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/** A node that is growing: its rows, what is known of them, and how they would best be divided. */
final class Node {
    /** Its number in the tree; negative before it is there. */
    int id = -1;

    final int depth;
    final int begin;
    final int end;
    final long sum;
    /** The least and the most that leaves below may have, where constraints say so. */
    final double lower;

    final double upper;

    /** The columns on the way to it. */
    final BitSet used;

    @Nullable
    Histogram histogram;

    @Nullable
    Split split;

    @Nullable
    Division division;

    Node(int depth, int begin, int end, long sum, double lower, double upper, BitSet used) {
        this.depth = depth;
        this.begin = begin;
        this.end = end;
        this.sum = sum;
        this.lower = lower;
        this.upper = upper;
        this.used = used;
    }

    int rows() {
        return end - begin;
    }
}
