package ai.vivace.trees;

/** The rows of a node, with their targets and weights brought together once for all that is asked of them. */
final class NodeSample {
    private int[] rows = new int[0];
    private int begin;
    private int count;
    private double[] targets = new double[0];
    private double[] weights = new double[0];

    /** Takes the rows of a node. */
    void take(int[] nodeRows, int from, int to, double[] allTargets, double[] allWeights) {
        rows = nodeRows;
        begin = from;
        count = to - from;
        if (targets.length < count) {
            targets = new double[count];
            weights = new double[count];
        }
        gather(nodeRows, from, count, allTargets, allWeights, targets, weights);
    }

    private static void gather(
            int[] rows,
            int from,
            int count,
            double[] allTargets,
            double[] allWeights,
            double[] targets,
            double[] weights) {
        for (int i = 0; i < count; i++) {
            int row = rows[from + i];
            targets[i] = allTargets[row];
            weights[i] = allWeights[row];
        }
    }

    /** The rows' numbers in the table, from {@link #begin} on. */
    int[] rows() {
        return rows;
    }

    int begin() {
        return begin;
    }

    /** How many rows there are. */
    int count() {
        return count;
    }

    /** By the row's number in the node. */
    double[] targets() {
        return targets;
    }

    /** By the row's number in the node. */
    double[] weights() {
        return weights;
    }
}
