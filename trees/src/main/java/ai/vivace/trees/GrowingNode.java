package ai.vivace.trees;

/** A node that {@link ImpurityGrower} may still divide. One object serves many nodes, one after the other: a forest has millions. */
final class GrowingNode {
    final NodeSums sums;
    final Cut cut = new Cut();
    int id;
    int depth;
    int begin;
    int end;

    GrowingNode(NodeSums sums) {
        this.sums = sums;
    }

    /** By how much its cut makes the impurity of its rows less, times their weight. */
    double gain() {
        return cut.purity() - sums.purity();
    }
}
