package ai.vivace.watermark.invisible;

import java.util.Arrays;

/**
 * Scales planes by Keys' cubic (Keys 1981, a = −1/2), which is widened when a plane shrinks, so that nothing aliases. Pixels are squares: the left
 * edge of the first one lies on the left edge of the first one of the result.
 */
final class Resampling {
    private Resampling() {}

    /**
     * A plane in another raster, whose upper left corner is the plane's.
     *
     * @param scaleX pixels of the result for one of the plane
     * @param scaleY the same downwards
     */
    static LumaPlane scaled(LumaPlane plane, int width, int height, double scaleX, double scaleY) {
        Taps down = new Taps(plane.height(), height, scaleY);
        Taps across = new Taps(plane.width(), width, scaleX);
        float[] row = new float[plane.width()];
        float[] result = new float[width * height];
        for (int y = 0; y < height; y++) {
            Arrays.fill(row, 0);
            for (int tap = 0; tap < down.count; tap++) {
                add(
                        plane.samples(),
                        down.source[y * down.count + tap] * plane.width(),
                        down.weight[y * down.count + tap],
                        row);
            }
            across.apply(row, result, y * width);
        }
        return new LumaPlane(width, height, result);
    }

    private static void add(float[] samples, int start, float weight, float[] row) {
        for (int x = 0; x < row.length; x++) {
            row[x] += weight * samples[start + x];
        }
    }

    /** Which samples make each one of a scaled line, and by how much; samples over the edge are those at the edge. */
    private static final class Taps {
        final int count;
        final int[] source;
        final float[] weight;

        Taps(int from, int to, double scale) {
            double stretch = Math.max(1, 1 / scale);
            count = (int) Math.ceil(6 * stretch) + 1;
            source = new int[to * count];
            weight = new float[to * count];
            double[] kernel = new double[count];
            for (int i = 0; i < to; i++) {
                double centre = (i + 0.5) / scale - 0.5;
                int first = (int) Math.ceil(centre - 3 * stretch);
                double sum = 0;
                for (int tap = 0; tap < count; tap++) {
                    kernel[tap] = lanczos(Math.abs(first + tap - centre) / stretch);
                    sum += kernel[tap];
                }
                for (int tap = 0; tap < count; tap++) {
                    source[i * count + tap] = Math.max(0, Math.min(from - 1, first + tap));
                    weight[i * count + tap] = (float) (kernel[tap] / sum);
                }
            }
        }

        void apply(float[] line, float[] result, int start) {
            int to = source.length / count;
            for (int i = 0; i < to; i++) {
                float sum = 0;
                for (int tap = i * count; tap < (i + 1) * count; tap++) {
                    sum += weight[tap] * line[source[tap]];
                }
                result[start + i] = sum;
            }
        }

        private static double lanczos(double x) {
            if (x >= 3) {
                return 0;
            }
            double angle = Math.PI * x;
            return x < 1e-9 ? 1 : 3 * StrictMath.sin(angle) * StrictMath.sin(angle / 3) / (angle * angle);
        }
    }
}
