package ai.vivace.trees;

/**
 * What is known of a node's rows: the weight of each class; for numbers the weight, the sum, and that of squares or of y log y; or the weight,
 * the median and the sum of distances from it.
 */
final class NodeSums {
    private final Impurity kind;
    private final double[] sums;
    private final double weight;

    private NodeSums(Impurity kind, double[] sums, double weight) {
        this.kind = kind;
        this.sums = sums;
        this.weight = weight;
    }

    static NodeSums of(Impurity kind, int classes, double[] targets, double[] weights, int[] rows, int begin, int end) {
        double[] sums = new double[classes > 0 ? classes : 3];
        double weight = 0;
        for (int i = begin; i < end; i++) {
            double own = weights[rows[i]];
            double target = targets[rows[i]];
            weight += own;
            if (classes > 0) {
                sums[(int) target] += own;
            } else {
                sums[1] += own * target;
                sums[2] += own * (kind == Impurity.POISSON ? yLogY(target) : target * target);
            }
        }
        if (classes == 0) {
            sums[0] = weight;
        }
        return new NodeSums(kind, sums, weight);
    }

    /** For {@link Impurity#ABSOLUTE}. */
    static NodeSums of(Deviations deviations, double[] weights, int[] rows, int begin, int end) {
        double[] sums = deviations.sums(rows, begin, end, weights);
        return new NodeSums(Impurity.ABSOLUTE, sums, sums[0]);
    }

    private static double yLogY(double y) {
        return y > 0 ? y * Math.log(y) : 0;
    }

    double weight() {
        return weight;
    }

    double[] sums() {
        return sums;
    }

    double impurity() {
        return kind.of(sums, 0, sums.length, weight);
    }

    double purity() {
        return kind.purity(sums, 0, sums.length, weight);
    }

    /**
     * The shares of classes, the mean, or the median.
     *
     * @param to takes them, and is returned
     */
    double[] value(double[] to) {
        if (kind == Impurity.ABSOLUTE) {
            to[0] = sums[1];
        } else if (!kind.isForClasses()) {
            to[0] = sums[1] / weight;
        } else {
            for (int i = 0; i < to.length; i++) {
                to[i] = sums[i] / weight;
            }
        }
        return to;
    }
}
