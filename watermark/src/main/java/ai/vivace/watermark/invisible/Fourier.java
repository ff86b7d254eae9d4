package ai.vivace.watermark.invisible;

/**
 * The discrete Fourier transform of a square tile, in place: radix 2 (Cooley and Tukey 1965), without a factor in either direction. Sines are
 * {@link StrictMath}'s, so that results are the same everywhere.
 */
final class Fourier {
    /** Of the tile. */
    static final int SIDE = 128;

    static final int SIZE = SIDE * SIDE;

    private static final double[] COSINE = new double[SIDE / 2];
    private static final double[] SINE = new double[SIDE / 2];
    private static final int[] REVERSED = new int[SIDE];

    static {
        int bits = Integer.numberOfTrailingZeros(SIDE);
        for (int i = 0; i < SIDE / 2; i++) {
            COSINE[i] = StrictMath.cos(2 * StrictMath.PI * i / SIDE);
            SINE[i] = StrictMath.sin(2 * StrictMath.PI * i / SIDE);
        }
        for (int i = 0; i < SIDE; i++) {
            REVERSED[i] = Integer.reverse(i) >>> (Integer.SIZE - bits);
        }
    }

    private Fourier() {}

    /** The sums of value·exp(−2πi·(kx·x + ky·y)/128), where the values were. */
    static void transform(double[] real, double[] imaginary) {
        rows(real, imaginary);
        transpose(real);
        transpose(imaginary);
        rows(real, imaginary);
        transpose(real);
        transpose(imaginary);
    }

    private static void rows(double[] real, double[] imaginary) {
        for (int row = 0; row < SIZE; row += SIDE) {
            reverse(real, row);
            reverse(imaginary, row);
            for (int half = 1; half < SIDE; half *= 2) {
                for (int start = row; start < row + SIDE; start += 2 * half) {
                    butterflies(real, imaginary, start, half);
                }
            }
        }
    }

    private static void butterflies(double[] real, double[] imaginary, int start, int half) {
        int step = SIDE / 2 / half;
        for (int i = 0; i < half; i++) {
            int low = start + i;
            int high = low + half;
            double cosine = COSINE[i * step];
            double sine = SINE[i * step];
            double re = real[high] * cosine + imaginary[high] * sine;
            double im = imaginary[high] * cosine - real[high] * sine;
            real[high] = real[low] - re;
            imaginary[high] = imaginary[low] - im;
            real[low] += re;
            imaginary[low] += im;
        }
    }

    private static void reverse(double[] values, int row) {
        for (int i = 0; i < SIDE; i++) {
            int j = REVERSED[i];
            if (i < j) {
                double value = values[row + i];
                values[row + i] = values[row + j];
                values[row + j] = value;
            }
        }
    }

    private static void transpose(double[] values) {
        for (int y = 0; y < SIDE; y++) {
            for (int x = 0; x < y; x++) {
                double value = values[y * SIDE + x];
                values[y * SIDE + x] = values[x * SIDE + y];
                values[x * SIDE + y] = value;
            }
        }
    }
}
