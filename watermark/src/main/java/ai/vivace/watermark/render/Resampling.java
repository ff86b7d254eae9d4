package ai.vivace.watermark.render;

/**
 * Resizes a line of samples by cubic convolution (Keys 1981, a = -0.5), whose kernel becomes wider where the line becomes shorter, so that all samples
 * count.
 */
final class Resampling {
    private static final double SUPPORT = 2;

    private final int[] first;
    private final float[][] weights;

    private Resampling(int[] first, float[][] weights) {
        this.first = first;
        this.weights = weights;
    }

    /**
     * The weights of some samples of a line that is resized.
     *
     * @param source how long the line was
     * @param target how long it becomes
     * @param from the first of the samples
     * @param count how many
     */
    static Resampling of(int source, int target, int from, int count) {
        double scale = (double) source / target;
        double width = Math.max(1, scale);
        int[] first = new int[count];
        float[][] weights = new float[count][];
        for (int i = 0; i < count; i++) {
            double centre = (from + i + 0.5) * scale;
            int start = (int) Math.max(0, Math.floor(centre - SUPPORT * width + 0.5));
            int end = (int) Math.min(source, Math.floor(centre + SUPPORT * width + 0.5));
            first[i] = start;
            weights[i] = normalised(start, end, centre, width);
        }
        return new Resampling(first, weights);
    }

    private static float[] normalised(int start, int end, double centre, double width) {
        double[] raw = new double[end - start];
        double sum = 0;
        for (int k = 0; k < raw.length; k++) {
            raw[k] = kernel((start + k - centre + 0.5) / width);
            sum += raw[k];
        }
        float[] weights = new float[raw.length];
        for (int k = 0; k < raw.length; k++) {
            weights[k] = (float) (raw[k] / sum);
        }
        return weights;
    }

    private static double kernel(double distance) {
        double x = Math.abs(distance);
        if (x < 1) {
            return (1.5 * x - 2.5) * x * x + 1;
        }
        return x < 2 ? ((-0.5 * x + 2.5) * x - 4) * x + 2 : 0;
    }

    /** The first source sample that counts for a sample. */
    int first(int sample) {
        return first[sample];
    }

    /** The weights of the source samples from there on. */
    float[] weights(int sample) {
        return weights[sample];
    }

    /** The first source sample that counts for any. */
    int start() {
        return first[0];
    }

    /** Behind the last source sample that counts for any. */
    int end() {
        int last = first.length - 1;
        return first[last] + weights[last].length;
    }
}
