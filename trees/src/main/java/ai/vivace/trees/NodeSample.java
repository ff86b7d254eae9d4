package ai.vivace.trees;

/** The rows of a node, with their targets and weights brought together once for all that is asked of them. */
final class NodeSample {
    private int[] rows = new int[0];
    private int begin;
    private int count;
    private double[] targets = new double[0];
    private double[] weights = new double[0];
    private long[] counts = new long[0];
    private boolean isCounted;

    /** Takes the rows of a node. */
    void take(int[] nodeRows, int from, int to, double[] allTargets, double[] allWeights) {
        enter(nodeRows, from, to);
        isCounted = false;
        if (targets.length < count) {
            targets = new double[count];
            weights = new double[count];
        }
        gather(nodeRows, from, count, allTargets, allWeights, targets, weights);
    }

    /** Takes the rows of a node by their {@linkplain CountSums counts} alone. */
    void take(int[] nodeRows, int from, int to, long[] allCounts) {
        enter(nodeRows, from, to);
        isCounted = true;
        if (counts.length < count) {
            counts = new long[count];
        }
        gather(nodeRows, from, count, allCounts, counts);
    }

    private void enter(int[] nodeRows, int from, int to) {
        rows = nodeRows;
        begin = from;
        count = to - from;
    }

    private static void gather(int[] rows, int from, int count, long[] allCounts, long[] counts) {
        for (int i = 0; i < count; i++) {
            counts[i] = allCounts[rows[from + i]];
        }
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

    /** Whether there are counts instead of targets and weights. */
    boolean isCounted() {
        return isCounted;
    }

    /** By the row's number in the node. */
    long[] counts() {
        return counts;
    }
}
