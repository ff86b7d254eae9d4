package ai.vivace.watermark.jpeg;

import java.util.Arrays;

/** Turns the blocks of one component into samples, and changes of samples into changes of coefficients. Not safe for several threads. */
final class BlockCodec {
    /** What the samples of a picture are above those of the transform (A.3.1 of the standard). */
    static final int LEVEL = 128;

    /** Beyond, a number of 8-bit samples has no code. */
    private static final int LARGEST_AC = 1023;

    private static final int LEAST_DC = -1024;
    private static final float ROUNDING = 1 << 14;

    private final float[] multipliers;
    private final float[] reciprocals;
    private final float[] work = new float[Zigzag.SIZE];

    /** For the quantisation steps of a component, in zigzag order. */
    BlockCodec(int[] steps) {
        multipliers = Dct.multipliers(steps);
        reciprocals = Dct.reciprocals(steps);
    }

    /**
     * The samples of a block, neither rounded nor limited to 0 to 255.
     *
     * @param block its coefficients, from a place on, in zigzag order
     * @param samples takes them, from a place on
     * @param stride from one row of samples to the next
     */
    void samples(short[] block, int from, float[] samples, int at, int stride) {
        float level = block[from] * multipliers[0] + LEVEL;
        int last = last(block, from);
        if (last == 0) {
            for (int row = 0; row < Grid.SIDE; row++) {
                Arrays.fill(samples, at + row * stride, at + row * stride + Grid.SIDE, level);
            }
            return;
        }
        Arrays.fill(work, 0);
        work[0] = level;
        for (int k = 1; k <= last; k++) {
            work[Zigzag.NATURAL[k]] = block[from + k] * multipliers[k];
        }
        Dct.inverse(work, samples, at, stride);
    }

    private static int last(short[] block, int from) {
        int k = Zigzag.SIZE - 1;
        while (k > 0 && block[from + k] == 0) {
            k--;
        }
        return k;
    }

    /**
     * Changes the coefficients of a block as its samples have changed. As the transform is linear, this is what coding the new samples would give;
     * and samples that are the same do not add to the change.
     *
     * @param before samples as they were, from a place on
     * @param after samples as they shall be, from the same place on
     * @return whether a coefficient is another
     */
    boolean change(short[] block, int from, float[] before, float[] after, int at, int stride) {
        boolean same = true;
        for (int row = 0; row < Grid.SIDE; row++) {
            int line = at + row * stride;
            for (int column = 0; column < Grid.SIDE; column++) {
                float difference = after[line + column] - before[line + column];
                work[row * Grid.SIDE + column] = difference;
                same &= difference == 0;
            }
        }
        if (same) {
            return false;
        }
        Dct.forward(work);
        return addTo(block, from);
    }

    private boolean addTo(short[] block, int from) {
        int all = 0;
        for (int k = 0; k < Zigzag.SIZE; k++) {
            int difference = round(work[Zigzag.NATURAL[k]] * reciprocals[k]);
            if (difference != 0) {
                int least = k == 0 ? LEAST_DC : -LARGEST_AC;
                int value = Math.max(least, Math.min(LARGEST_AC, block[from + k] + difference));
                all |= value ^ block[from + k];
                block[from + k] = (short) value;
            }
        }
        return all != 0;
    }

    private static int round(float value) {
        return (int) (value + (ROUNDING + 0.5f)) - (int) ROUNDING;
    }
}
