package ai.vivace.trees;

/**
 * How mixed the rows of a node are; a tree divides them so that the weighted mean over both sides is least. A node is described by sums
 * over its rows: the weight of each class, or for numbers the weight and the weighted sum; by weight, median and distances from it for
 * {@link #ABSOLUTE}.
 */
public enum Impurity {
    /** 1 - Σ p², over the shares of classes (Breiman 1984). */
    GINI {
        @Override
        double of(double[] sums, int offset, int size, double weight) {
            double squares = 0;
            for (int i = offset; i < offset + size; i++) {
                squares += sums[i] * sums[i];
            }
            return 1 - squares / (weight * weight);
        }

        @Override
        double purity(double[] sums, int offset, int size, double weight) {
            double squares = 0;
            for (int i = offset; i < offset + size; i++) {
                squares += sums[i] * sums[i];
            }
            return squares / weight;
        }
    },
    /** -Σ p log₂ p, over the shares of classes, in bits (Quinlan 1986). */
    ENTROPY {
        @Override
        double of(double[] sums, int offset, int size, double weight) {
            double entropy = 0;
            for (int i = offset; i < offset + size; i++) {
                if (sums[i] > 0) {
                    double share = sums[i] / weight;
                    entropy -= share * Math.log(share);
                }
            }
            return entropy / LOG_2;
        }

        @Override
        double purity(double[] sums, int offset, int size, double weight) {
            return -weight * of(sums, offset, size, weight);
        }
    },
    /** The mean squared distance from the mean. */
    SQUARED {
        @Override
        double of(double[] sums, int offset, int size, double weight) {
            double mean = sums[offset + 1] / weight;
            return Math.max(0, sums[offset + 2] / weight - mean * mean);
        }

        @Override
        double purity(double[] sums, int offset, int size, double weight) {
            return sums[offset + 1] * sums[offset + 1] / weight;
        }
    },
    /** Half the mean Poisson deviance from the mean: mean(y log(y / mean)); for counts. Targets must not be negative. */
    POISSON {
        @Override
        double of(double[] sums, int offset, int size, double weight) {
            double mean = sums[offset + 1] / weight;
            return mean > 0 ? sums[offset + 2] / weight - mean * Math.log(mean) : 0;
        }

        @Override
        double purity(double[] sums, int offset, int size, double weight) {
            double sum = sums[offset + 1];
            return sum > 0 ? sum * Math.log(sum / weight) : Double.NEGATIVE_INFINITY;
        }
    },
    /**
     * The mean absolute distance from the median, which is what leaves predict; for numbers with outliers. Exact, as scikit-learn's
     * criterion absolute_error, but in n log n steps for each column of a node rather than n². Levels are still ordered by their means.
     */
    ABSOLUTE {
        @Override
        double of(double[] sums, int offset, int size, double weight) {
            return sums[offset + 2] / weight;
        }

        @Override
        double purity(double[] sums, int offset, int size, double weight) {
            return -sums[offset + 2];
        }
    };

    private static final double LOG_2 = Math.log(2);

    /** Whether it judges classes; otherwise numbers. */
    public boolean isForClasses() {
        return this == GINI || this == ENTROPY;
    }

    /** The impurity itself. For numbers, the third sum is of y², of y log y for {@link #POISSON}, of distances for {@link #ABSOLUTE}. */
    abstract double of(double[] sums, int offset, int size, double weight);

    /** What the impurity times the weight is made least by making most: both differ by what is equal for all splits of a node. */
    abstract double purity(double[] sums, int offset, int size, double weight);
}
