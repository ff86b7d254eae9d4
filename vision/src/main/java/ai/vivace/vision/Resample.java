package ai.vivace.vision;

/**
 * Changes the size of a picture, first along rows and then along columns: bilinear when growing, and when shrinking
 * with the triangle widened by the factor, so that every pixel counts (as Pillow, and PyTorch with antialias).
 */
final class Resample {
    private Resample() {}

    /** What goes into one new pixel: old pixels from a start on, with weights that add up to 1. */
    private record Window(int start, float[] weights) {}

    /**
     * Part of a picture at a new size, a plane for each channel.
     *
     * @param rows the picture's pixels
     * @param left where the part begins, as {@code top}
     */
    static float[][] apply(
            PixelRows rows, int channels, int left, int top, int width, int height, int newWidth, int newHeight) {
        float[][] narrowed = narrowed(rows, channels, left, top, width, height, newWidth);
        Window[] down = windows(height, newHeight);
        float[][] result = new float[channels][newHeight * newWidth];
        for (int channel = 0; channel < channels; channel++) {
            for (int y = 0; y < newHeight; y++) {
                Window window = down[y];
                for (int k = 0; k < window.weights.length; k++) {
                    int row = (window.start + k) * newWidth;
                    float weight = window.weights[k];
                    for (int x = 0; x < newWidth; x++) {
                        result[channel][y * newWidth + x] += narrowed[channel][row + x] * weight;
                    }
                }
            }
        }
        return result;
    }

    /** All rows, each at the new width. */
    private static float[][] narrowed(
            PixelRows rows, int channels, int left, int top, int width, int height, int newWidth) {
        Window[] across = windows(width, newWidth);
        float[][] narrowed = new float[channels][height * newWidth];
        float[][] row = new float[channels][width];
        for (int y = 0; y < height; y++) {
            rows.read(left, top + y, row);
            for (int channel = 0; channel < channels; channel++) {
                for (int x = 0; x < newWidth; x++) {
                    Window window = across[x];
                    float sum = 0;
                    for (int k = 0; k < window.weights.length; k++) {
                        sum += row[channel][window.start + k] * window.weights[k];
                    }
                    narrowed[channel][y * newWidth + x] = sum;
                }
            }
        }
        return narrowed;
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
