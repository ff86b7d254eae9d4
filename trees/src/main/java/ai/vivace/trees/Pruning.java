package ai.vivace.trees;

import java.util.ArrayList;
import java.util.List;

/**
 * Cost-complexity pruning (Breiman 1984): where a leaf has a cost, a branch stays only if it makes the impurity less by more than its
 * leaves cost. The weakest branch, whose impurity per leaf saved is least, goes first.
 */
public final class Pruning {
    /** Costs that differ by less are one. */
    private static final double ROUNDING = 1e-12;

    private Pruning() {}

    /**
     * A tree that pruning leads to.
     *
     * @param cost of a leaf, at least so much of which leads to it
     * @param impurity of its leaves, weighted by their share of the rows
     * @param leaves that it has
     */
    public record Step(double cost, double impurity, int leaves) {}

    /** All steps from the whole tree to the root. */
    static List<Step> path(Tree tree) {
        Branches branches = new Branches(tree);
        List<Step> steps = new ArrayList<>();
        double cost = 0;
        steps.add(branches.step(0));
        while (!branches.isLeaf(0)) {
            int weakest = branches.weakest();
            cost = Math.max(cost, branches.cost(weakest));
            branches.cut(weakest);
            while (!branches.isLeaf(0) && branches.cost(branches.weakest()) <= cost * (1 + ROUNDING)) {
                branches.cut(branches.weakest());
            }
            steps.add(branches.step(cost));
        }
        return List.copyOf(steps);
    }

    /** What is left of a tree where a leaf costs so much. */
    static Tree cut(Tree tree, double cost) {
        if (cost == 0) {
            return tree;
        }
        Branches branches = new Branches(tree);
        while (!branches.isLeaf(0) && branches.cost(branches.weakest()) <= cost) {
            branches.cut(branches.weakest());
        }
        return branches.tree();
    }

    /** A tree that is losing branches. */
    private static final class Branches {
        private final Tree tree;
        private final boolean[] leaf;
        private final int[] leaves;
        /** By how much the leaves below a node are better than the node, of the impurity weighted by rows. */
        private final double[] saved;

        Branches(Tree tree) {
            this.tree = tree;
            leaf = new boolean[tree.nodes()];
            leaves = new int[tree.nodes()];
            saved = new double[tree.nodes()];
            for (int node = 0; node < leaf.length; node++) {
                leaf[node] = tree.isLeaf(node);
            }
            count();
        }

        /** Children have higher numbers than their parent. */
        private void count() {
            for (int node = tree.nodes() - 1; node >= 0; node--) {
                if (leaf[node]) {
                    leaves[node] = 1;
                    saved[node] = 0;
                } else {
                    leaves[node] = leaves[tree.left(node)] + leaves[tree.right(node)];
                    saved[node] = tree.gain(node) + saved[tree.left(node)] + saved[tree.right(node)];
                }
            }
        }

        boolean isLeaf(int node) {
            return leaf[node];
        }

        double cost(int node) {
            return saved[node] / tree.weight(0) / (leaves[node] - 1);
        }

        int weakest() {
            int weakest = -1;
            boolean[] below = new boolean[tree.nodes()];
            for (int node = 0; node < tree.nodes(); node++) {
                if (leaf[node] || below[node]) {
                    if (!tree.isLeaf(node)) {
                        below[tree.left(node)] = true;
                        below[tree.right(node)] = true;
                    }
                } else if (weakest < 0 || cost(node) < cost(weakest)) {
                    weakest = node;
                }
            }
            return weakest;
        }

        void cut(int node) {
            leaf[node] = true;
            count();
        }

        Step step(double cost) {
            return new Step(cost, tree.impurity(0) - saved[0] / tree.weight(0), leaves[0]);
        }

        Tree tree() {
            return tree.without(leaf);
        }
    }
}
