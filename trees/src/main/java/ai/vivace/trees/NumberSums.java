package ai.vivace.trees;

/** Sums of numbers with any weights. */
final class NumberSums implements BinSums {
    private final NodeSample sample;
    /** By bin the weight and the weighted sum. */
    private final double[] sums = new double[2 * BINS];

    NumberSums(NodeSample sample) {
        this.sample = sample;
    }

    @Override
    public void add(byte[] bins, int count, long[] marks) {
        if (sample.count() <= count) {
            addAndMark(bins, sample.rows(), sample.begin(), sample.count(), sample.targets(), sample.weights(), marks);
        } else {
            add(bins, sample.rows(), sample.begin(), sample.count(), sample.targets(), sample.weights());
            mark(count, marks);
        }
    }

    /** For few rows, of which each marks its bin. */
    private void addAndMark(
            byte[] bins, int[] rows, int from, int count, double[] targets, double[] weights, long[] marks) {
        for (int i = 0; i < count; i++) {
            int bin = bins[rows[from + i]] & 0xFF;
            double weight = weights[i];
            marks[bin >> 6] |= 1L << bin;
            sums[2 * bin] += weight;
            sums[2 * bin + 1] += weight * targets[i];
        }
    }

    private void add(byte[] bins, int[] rows, int from, int count, double[] targets, double[] weights) {
        for (int i = 0; i < count; i++) {
            int bin = bins[rows[from + i]] & 0xFF;
            double weight = weights[i];
            sums[2 * bin] += weight;
            sums[2 * bin + 1] += weight * targets[i];
        }
    }

    private void mark(int count, long[] marks) {
        for (int bin = 0; bin < count; bin++) {
            marks[bin >> 6] |= (sums[2 * bin] > 0 ? 1L : 0) << bin;
        }
    }

    @Override
    public double weight(int bin) {
        return sums[2 * bin];
    }

    @Override
    public double sum(int bin) {
        return sums[2 * bin + 1];
    }

    @Override
    public void clear(int bin) {
        sums[2 * bin] = 0;
        sums[2 * bin + 1] = 0;
    }
}
