package ai.vivace.watermark.invisible;

/** Means over the square around each pixel, as much of it as lies in the plane, by running sums. */
final class BoxMean {
    private BoxMean() {}

    /**
     * The means.
     *
     * @param reach pixels to each side
     */
    static float[] of(float[] values, int width, int height, int reach) {
        float[] across = new float[values.length];
        for (int y = 0; y < height; y++) {
            row(values, y * width, width, reach, across);
        }
        float[] means = new float[values.length];
        float[] sums = new float[width];
        for (int y = 0; y < Math.min(reach, height); y++) {
            add(across, y * width, sums);
        }
        for (int y = 0; y < height; y++) {
            if (y + reach < height) {
                add(across, (y + reach) * width, sums);
            }
            if (y - reach > 0) {
                subtract(across, (y - reach - 1) * width, sums);
            }
            scale(sums, 1f / (Math.min(height - 1, y + reach) - Math.max(0, y - reach) + 1), means, y * width);
        }
        return means;
    }

    private static void row(float[] values, int start, int width, int reach, float[] means) {
        double sum = 0;
        for (int x = 0; x < Math.min(reach, width); x++) {
            sum += values[start + x];
        }
        for (int x = 0; x < width; x++) {
            if (x + reach < width) {
                sum += values[start + x + reach];
            }
            if (x - reach > 0) {
                sum -= values[start + x - reach - 1];
            }
            means[start + x] = (float) (sum / (Math.min(width - 1, x + reach) - Math.max(0, x - reach) + 1));
        }
    }

    private static void add(float[] values, int start, float[] sums) {
        for (int x = 0; x < sums.length; x++) {
            sums[x] += values[start + x];
        }
    }

    private static void subtract(float[] values, int start, float[] sums) {
        for (int x = 0; x < sums.length; x++) {
            sums[x] -= values[start + x];
        }
    }

    private static void scale(float[] sums, float factor, float[] means, int start) {
        for (int x = 0; x < sums.length; x++) {
            means[start + x] = sums[x] * factor;
        }
    }
}
