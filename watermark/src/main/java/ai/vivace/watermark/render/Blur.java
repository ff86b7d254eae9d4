package ai.vivace.watermark.render;

/**
 * A Gaussian blur by three means over neighbours in each direction, as the W3C's Filter Effects define it; the difference to a true Gaussian is within
 * 3 %.
 */
final class Blur {
    /** Fractions of coverage that means are rounded to. */
    private static final int SHIFT = 8;

    private final int size;

    private Blur(int size) {
        this.size = size;
    }

    /**
     * A blur.
     *
     * @param deviation standard deviation of the Gaussian, in pixels
     */
    static Blur of(double deviation) {
        return new Blur((int) Math.floor(deviation * 3 * Math.sqrt(2 * Math.PI) / 4 + 0.5));
    }

    /** How far a pixel reaches. */
    int reach() {
        return size < 2 ? 0 : size / 2 * 3;
    }

    /**
     * Blurs coverage in place; what is outside counts as zero.
     *
     * @param values 0 to 255, row by row
     */
    void apply(int[] values, int width, int height) {
        if (size < 2) {
            return;
        }
        for (int i = 0; i < values.length; i++) {
            values[i] <<= SHIFT;
        }
        int half = size / 2;
        int shorter = size % 2 == 1 ? half : half - 1;
        // Means over an even number lie off the middle: one to the left, one to the right, the third over one more.
        int[] space = new int[values.length];
        pass(values, space, width, height, half, shorter);
        pass(values, space, width, height, shorter, half);
        pass(values, space, width, height, half, half);
        for (int i = 0; i < values.length; i++) {
            values[i] = (values[i] + (1 << (SHIFT - 1))) >> SHIFT;
        }
    }

    /** A mean over so many values before each, itself and so many after it, along rows and then along columns. */
    private static void pass(int[] values, int[] space, int width, int height, int before, int after) {
        for (int y = 0; y < height; y++) {
            alongRow(values, y * width, width, space, before, after);
        }
        alongColumns(space, width, height, values, before, after);
    }

    private static void alongRow(int[] from, int at, int length, int[] to, int before, int after) {
        float share = 1f / (before + after + 1);
        int sum = 0;
        for (int i = 0; i < Math.min(after, length); i++) {
            sum += from[at + i];
        }
        for (int i = 0; i < length; i++) {
            sum += i + after < length ? from[at + i + after] : 0;
            to[at + i] = (int) (sum * share + 0.5f);
            sum -= i >= before ? from[at + i - before] : 0;
        }
    }

    private static void alongColumns(int[] from, int width, int height, int[] to, int before, int after) {
        float share = 1f / (before + after + 1);
        int[] sums = new int[width];
        for (int y = 0; y < Math.min(after, height); y++) {
            add(sums, from, y * width, 1);
        }
        for (int y = 0; y < height; y++) {
            if (y + after < height) {
                add(sums, from, (y + after) * width, 1);
            }
            for (int x = 0; x < width; x++) {
                to[y * width + x] = (int) (sums[x] * share + 0.5f);
            }
            if (y >= before) {
                add(sums, from, (y - before) * width, -1);
            }
        }
    }

    private static void add(int[] sums, int[] from, int at, int sign) {
        for (int x = 0; x < sums.length; x++) {
            sums[x] += sign * from[at + x];
        }
    }
}
