package ai.vivace.trees;

import org.jspecify.annotations.Nullable;

/** A node that is growing: its rows, what is known of them, and how they would best be divided. */
final class Node {
    /** Its number in the tree; negative before it is there. */
    int id = -1;

    final int depth;
    /** The way to it in bits, 1 for the right side: what is drawn for it depends on this and not on when it is divided. */
    final long path;

    final int begin;
    final int end;
    final long sum;
    /** The least and the most that leaves below may have, where constraints say so. */
    final double lower;

    final double upper;

    /** The node that it is a child of; null for the root. */
    final @Nullable Node parent;

    @Nullable
    Histogram histogram;

    @Nullable
    Split split;

    @Nullable
    Division division;

    private Node(@Nullable Node parent, long path, int begin, int end, long sum, double lower, double upper) {
        this.parent = parent;
        this.path = path;
        this.begin = begin;
        this.end = end;
        this.sum = sum;
        this.lower = lower;
        this.upper = upper;
        depth = parent == null ? 0 : parent.depth + 1;
    }

    /** The root, whose rows are the first of the list. */
    static Node root(int rows, long sum) {
        return new Node(null, 1, 0, rows, sum, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
    }

    /** The left child, whose rows end in the middle. */
    Node left(int middle, long itsSum, double least, double most) {
        return new Node(this, 2 * path, begin, middle, itsSum, least, most);
    }

    /** The right child, whose rows begin in the middle. */
    Node right(int middle, long itsSum, double least, double most) {
        return new Node(this, 2 * path + 1, middle, end, itsSum, least, most);
    }

    /** Its split. Fails when it has none. */
    Split requireSplit() {
        if (split == null) {
            throw new IllegalStateException("Node " + id + " has no split.");
        }
        return split;
    }

    /** Its division. Fails when it is not divided. */
    Division requireDivision() {
        if (division == null) {
            throw new IllegalStateException("Node " + id + " is not divided.");
        }
        return division;
    }

    int rows() {
        return end - begin;
    }
}
