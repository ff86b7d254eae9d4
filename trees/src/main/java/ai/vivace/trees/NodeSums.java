package ai.vivace.trees;

import java.util.Arrays;

/**
 * What is known of a node's rows: the weight of each class; for numbers the weight, the sum, and that of squares or of y log y; or the weight,
 * the median and the sum of distances from it.
 */
final class NodeSums {
    private final Impurity kind;
    private final double[] sums;
    private double weight;

    /**
     * Sums of no rows.
     *
     * @param classes how many there are; 0 for numbers
     */
    NodeSums(Impurity kind, int classes) {
        this.kind = kind;
        this.sums = new double[classes > 0 ? classes : 3];
    }

    /** Becomes the sums of a node's rows. */
    void sum(NodeSample sample) {
        if (sample.isCounted()) {
            long all = sum(sample.counts(), sample.count());
            weight = CountSums.weight(all);
            sums[1] = CountSums.sum(all);
            sums[0] = weight - sums[1];
        } else if (kind.isForClasses()) {
            Arrays.fill(sums, 0);
            weight = sumClasses(sample.targets(), sample.weights(), sample.count(), sums);
        } else {
            sumNumbers(sample.targets(), sample.weights(), sample.count());
        }
    }

    private static long sum(long[] counts, int count) {
        long sum = 0;
        for (int i = 0; i < count; i++) {
            sum += counts[i];
        }
        return sum;
    }

    private static double sumClasses(double[] targets, double[] weights, int count, double[] sums) {
        double weight = 0;
        for (int i = 0; i < count; i++) {
            weight += weights[i];
            sums[(int) targets[i]] += weights[i];
        }
        return weight;
    }

    private void sumNumbers(double[] targets, double[] weights, int count) {
        boolean squares = kind != Impurity.POISSON;
        double all = 0;
        double first = 0;
        double second = 0;
        for (int i = 0; i < count; i++) {
            double own = weights[i];
            double target = targets[i];
            all += own;
            first += own * target;
            second += own * (squares ? target * target : yLogY(target));
        }
        sums[0] = all;
        sums[1] = first;
        sums[2] = second;
        weight = all;
    }

    /** The same for {@link Impurity#ABSOLUTE}. */
    void sum(Deviations deviations, double[] weights, int[] rows, int begin, int end) {
        double[] own = deviations.sums(rows, begin, end, weights);
        System.arraycopy(own, 0, sums, 0, sums.length);
        weight = own[0];
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
