package ai.vivace.trees;

/**
 * The children of a node.
 *
 * @param leftMay whether the left one may be divided too
 * @param rightMay whether the right one may be
 */
record Division(Node left, boolean leftMay, Node right, boolean rightMay) {
    /** The child with fewer rows; the left one where both have as many. */
    Node small() {
        return left.rows() <= right.rows() ? left : right;
    }

    /** The other child. */
    Node large() {
        return left.rows() <= right.rows() ? right : left;
    }

    /** Whether a child may be divided too. */
    boolean may(Node child) {
        return child == left ? leftMay : rightMay;
    }
}
