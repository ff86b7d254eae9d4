package ai.vivace.trees;

/** Counts of two classes: one long has the weight of both and, in its lower half, that of the second one, so that both are one addition. */
final class CountSums implements BinSums {
    private final NodeSample sample;
    private final long[] counts = new long[BINS];
    /** Those of every second row, where rows are many: one addition to a bin need not wait for the one before it. */
    private final long[] others = new long[BINS];

    CountSums(NodeSample sample) {
        this.sample = sample;
    }

    /** Whether weights are whole numbers whose sum fits. */
    static boolean suit(double[] weights) {
        double sum = 0;
        for (double weight : weights) {
            if (weight != (int) weight) {
                return false;
            }
            sum += weight;
        }
        return sum <= Integer.MAX_VALUE;
    }

    /** The count of a row. */
    static long of(double weight, double number) {
        return (long) weight << Integer.SIZE | (number == 0 ? 0 : (long) weight);
    }

    /** The weight of both classes. */
    static double weight(long count) {
        return count >>> Integer.SIZE;
    }

    /** The weight of the second class. */
    static double sum(long count) {
        return (int) count;
    }

    @Override
    public void add(byte[] bins, int count, long[] marks) {
        if (sample.count() <= count) {
            addAndMark(bins, sample.rows(), sample.begin(), sample.count(), sample.counts(), marks);
        } else {
            add(bins, sample.rows(), sample.begin(), sample.count(), sample.counts());
            mark(count, marks);
        }
    }

    /** For few rows, of which each marks its bin. */
    private void addAndMark(byte[] bins, int[] rows, int from, int count, long[] own, long[] marks) {
        for (int i = 0; i < count; i++) {
            int bin = bins[rows[from + i]] & 0xFF;
            marks[bin >> 6] |= 1L << bin;
            counts[bin] += own[i];
        }
    }

    private void add(byte[] bins, int[] rows, int from, int count, long[] own) {
        int pairs = count & ~1;
        for (int i = 0; i < pairs; i += 2) {
            counts[bins[rows[from + i]] & 0xFF] += own[i];
            others[bins[rows[from + i + 1]] & 0xFF] += own[i + 1];
        }
        if (pairs < count) {
            counts[bins[rows[from + pairs]] & 0xFF] += own[pairs];
        }
    }

    private void mark(int count, long[] marks) {
        for (int bin = 0; bin < count; bin++) {
            counts[bin] += others[bin];
            others[bin] = 0;
            marks[bin >> 6] |= (counts[bin] != 0 ? 1L : 0) << bin;
        }
    }

    @Override
    public double weight(int bin) {
        return weight(counts[bin]);
    }

    @Override
    public double sum(int bin) {
        return sum(counts[bin]);
    }

    @Override
    public void clear(int bin) {
        counts[bin] = 0;
    }
}
