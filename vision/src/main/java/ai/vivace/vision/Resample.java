package ai.vivace.vision;

/**
 * Changes the size of a plane of pixels, first along rows and then along columns: bilinear when growing, and when shrinking
 * with the triangle widened by the factor, so that every pixel counts (as Pillow, and PyTorch with antialias).
 */
final class Resample {
    private Resample() {}

    /** What goes into one new pixel: old pixels from a start on, with weights that add up to 1. */
    private record Window(int start, float[] weights) {}

    /**
     * Part of a plane at a new size.
     *
     * @param plane rows of {@code stride} pixels
     * @param left where the part begins, as {@code top}
     */
    static float[] apply(
            float[] plane, int stride, int left, int top, int width, int height, int newWidth, int newHeight) {
        Window[] across = windows(width, newWidth);
        Window[] down = windows(height, newHeight);
        float[] narrowed = new float[height * newWidth];
        for (int y = 0; y < height; y++) {
            int row = (top + y) * stride + left;
            for (int x = 0; x < newWidth; x++) {
                Window window = across[x];
                float sum = 0;
                for (int k = 0; k < window.weights.length; k++) {
                    sum += plane[row + window.start + k] * window.weights[k];
                }
                narrowed[y * newWidth + x] = sum;
            }
        }
        float[] result = new float[newHeight * newWidth];
        for (int y = 0; y < newHeight; y++) {
            Window window = down[y];
            for (int k = 0; k < window.weights.length; k++) {
                int row = (window.start + k) * newWidth;
                float weight = window.weights[k];
                for (int x = 0; x < newWidth; x++) {
                    result[y * newWidth + x] += narrowed[row + x] * weight;
                }
            }
        }
        return result;
    }

    private static Window[] windows(int size, int newSize) {
        double factor = (double) size / newSize;
        double reach = Math.max(1, factor);
        Window[] windows = new Window[newSize];
        for (int i = 0; i < newSize; i++) {
            double centre = (i + 0.5) * factor;
            int start = Math.max(0, (int) (centre - reach + 0.5));
            int end = Math.min(size, (int) (centre + reach + 0.5));
            double[] exact = new double[end - start];
            double sum = 0;
            for (int k = 0; k < exact.length; k++) {
                exact[k] = Math.max(0, 1 - Math.abs((start + k + 0.5 - centre) / reach));
                sum += exact[k];
            }
            float[] weights = new float[exact.length];
            for (int k = 0; k < weights.length; k++) {
                weights[k] = (float) (exact[k] / sum);
            }
            windows[i] = new Window(start, weights);
        }
        return windows;
    }
}
