package ai.vivace.trees;

import java.util.List;

/**
 * What the leaves of a {@link Scorer} add to a row's sums, by the node's place among those of all trees. Where each leaf has one number, it
 * stands at the leaf's own place; where leaves have one for each output, at a place of its own.
 */
final class LeafSums {
    private final int width;
    private final int[] output;
    private final int[] place;
    private final double[] value;

    private LeafSums(int width, int[] output, int[] place, double[] value) {
        this.width = width;
        this.output = output;
        this.place = place;
        this.value = value;
    }

    /**
     * The leaves of some trees.
     *
     * @param orders how their nodes lie
     * @param outputs for each tree the output it adds to, or {@link TreeEnsemble#ALL}
     * @param factors what each tree's leaves are multiplied by
     * @param width how many outputs there are
     */
    static LeafSums of(
            List<Tree> trees, List<NodeOrder> orders, List<Integer> outputs, List<Double> factors, int width) {
        int[] output = outputs.stream().mapToInt(i -> i).toArray();
        boolean single = !outputs.contains(TreeEnsemble.ALL);
        int nodes = 0;
        int leaves = 0;
        for (Tree tree : trees) {
            nodes = Math.addExact(nodes, tree.nodes());
            leaves += tree.leaves();
        }
        int[] place = new int[single ? 0 : nodes];
        double[] value = new double[single ? nodes : Math.multiplyExact(leaves, width)];
        int at = 0;
        int next = 0;
        for (int i = 0; i < output.length; i++) {
            Tree tree = trees.get(i);
            for (int node : orders.get(i).node()) {
                if (tree.isLeaf(node)) {
                    int to = single ? at : next + Math.max(0, output[i]);
                    for (int k = 0; k < tree.outputs(); k++) {
                        value[to + k] = factors.get(i) * tree.value(node, k);
                    }
                    if (!single) {
                        place[at] = next;
                        next += width;
                    }
                }
                at++;
            }
        }
        return new LeafSums(width, output, place, value);
    }

    /**
     * Adds a leaf's numbers.
     *
     * @param tree whose leaf it is
     * @param node its place
     * @param at where the row's sums begin
     */
    void add(int tree, int node, double[] sums, int at) {
        if (place.length == 0) {
            sums[at + output[tree]] += value[node];
        } else {
            int from = place[node];
            for (int k = 0; k < width; k++) {
                sums[at + k] += value[from + k];
            }
        }
    }
}
