package ai.vivace.watermark.jpeg;

/**
 * The discrete cosine transform of blocks of 8 x 8 (A.3.3 of the standard) by the algorithm of Arai, Agui and Nakajima (1988), whose factors for
 * rows and columns are part of the quantisation steps. In single precision the samples differ from those of an exact transform by less than 0.001.
 */
final class Dct {
    private static final int SIDE = Grid.SIDE;
    private static final float SQRT_2 = 1.4142135f;
    private static final float SQRT_HALF = 0.70710677f;
    /** The cosine of 3/8 of half a turn. */
    private static final float COSINE_3 = 0.38268343f;
    /** The cosine of 1/8 of half a turn, less that of 3/8. */
    private static final float COSINES_LESS = 0.5411961f;
    /** The cosine of 1/8 of half a turn, and that of 3/8. */
    private static final float COSINES = 1.306563f;
    /** Twice the cosine of 1/8 of half a turn. */
    private static final float TWICE_COSINE_1 = 1.847759f;

    private Dct() {}

    /** The factor of a row or a column of coefficients. */
    private static double factor(int index) {
        return index == 0 ? 1 : StrictMath.sqrt(2) * StrictMath.cos(index * StrictMath.PI / 16);
    }

    /** What a coefficient is to be multiplied by before {@link #inverse}: zigzag order, as the steps. */
    static float[] multipliers(int[] steps) {
        float[] multipliers = new float[Zigzag.SIZE];
        for (int k = 0; k < Zigzag.SIZE; k++) {
            multipliers[k] = (float) (steps[k] * factors(k) / SIDE);
        }
        return multipliers;
    }

    /** What a number of {@link #forward} is to be multiplied by to be a coefficient: zigzag order. */
    static float[] reciprocals(int[] steps) {
        float[] reciprocals = new float[Zigzag.SIZE];
        for (int k = 0; k < Zigzag.SIZE; k++) {
            reciprocals[k] = (float) (1 / (steps[k] * factors(k) * SIDE));
        }
        return reciprocals;
    }

    private static double factors(int k) {
        int natural = Zigzag.NATURAL[k];
        return factor(natural / SIDE) * factor(natural % SIDE);
    }

    /**
     * From coefficients to samples.
     *
     * @param work 64 coefficients times their multipliers, row by row; is used up
     * @param samples takes the samples, around 0
     * @param at the place of the first sample
     * @param stride from one row of samples to the next
     */
    static void inverse(float[] work, float[] samples, int at, int stride) {
        for (int column = 0; column < SIDE; column++) {
            inverseColumn(work, column);
        }
        for (int row = 0; row < SIDE; row++) {
            inverseRow(work, row * SIDE, samples, at + row * stride);
        }
    }

    private static void inverseColumn(float[] work, int at) {
        float in1 = work[at + 8];
        float in2 = work[at + 16];
        float in3 = work[at + 24];
        float in4 = work[at + 32];
        float in5 = work[at + 40];
        float in6 = work[at + 48];
        float in7 = work[at + 56];
        float in0 = work[at];
        if (in1 == 0 && in2 == 0 && in3 == 0 && in4 == 0 && in5 == 0 && in6 == 0 && in7 == 0) {
            work[at + 8] = in0;
            work[at + 16] = in0;
            work[at + 24] = in0;
            work[at + 32] = in0;
            work[at + 40] = in0;
            work[at + 48] = in0;
            work[at + 56] = in0;
            return;
        }
        float outer = in0 + in4;
        float inner = in0 - in4;
        float sum = in2 + in6;
        float difference = (in2 - in6) * SQRT_2 - sum;
        float even0 = outer + sum;
        float even3 = outer - sum;
        float even1 = inner + difference;
        float even2 = inner - difference;
        float z13 = in5 + in3;
        float z10 = in5 - in3;
        float z11 = in1 + in7;
        float z12 = in1 - in7;
        float odd7 = z11 + z13;
        float z5 = (z10 + z12) * TWICE_COSINE_1;
        float odd6 = z5 - 2 * COSINES * z10 - odd7;
        float odd5 = (z11 - z13) * SQRT_2 - odd6;
        float odd4 = 2 * COSINES_LESS * z12 - z5 + odd5;
        work[at] = even0 + odd7;
        work[at + 56] = even0 - odd7;
        work[at + 8] = even1 + odd6;
        work[at + 48] = even1 - odd6;
        work[at + 16] = even2 + odd5;
        work[at + 40] = even2 - odd5;
        work[at + 32] = even3 + odd4;
        work[at + 24] = even3 - odd4;
    }

    private static void inverseRow(float[] work, int at, float[] samples, int to) {
        float outer = work[at] + work[at + 4];
        float inner = work[at] - work[at + 4];
        float sum = work[at + 2] + work[at + 6];
        float difference = (work[at + 2] - work[at + 6]) * SQRT_2 - sum;
        float even0 = outer + sum;
        float even3 = outer - sum;
        float even1 = inner + difference;
        float even2 = inner - difference;
        float z13 = work[at + 5] + work[at + 3];
        float z10 = work[at + 5] - work[at + 3];
        float z11 = work[at + 1] + work[at + 7];
        float z12 = work[at + 1] - work[at + 7];
        float odd7 = z11 + z13;
        float z5 = (z10 + z12) * TWICE_COSINE_1;
        float odd6 = z5 - 2 * COSINES * z10 - odd7;
        float odd5 = (z11 - z13) * SQRT_2 - odd6;
        float odd4 = 2 * COSINES_LESS * z12 - z5 + odd5;
        samples[to] = even0 + odd7;
        samples[to + 7] = even0 - odd7;
        samples[to + 1] = even1 + odd6;
        samples[to + 6] = even1 - odd6;
        samples[to + 2] = even2 + odd5;
        samples[to + 5] = even2 - odd5;
        samples[to + 4] = even3 + odd4;
        samples[to + 3] = even3 - odd4;
    }

    /**
     * From samples to coefficients, each yet to be multiplied by its reciprocal.
     *
     * @param work 64 samples around 0, row by row; takes the coefficients, row by row
     */
    static void forward(float[] work) {
        for (int row = 0; row < SIDE; row++) {
            forwardLine(work, row * SIDE, 1);
        }
        for (int column = 0; column < SIDE; column++) {
            forwardLine(work, column, SIDE);
        }
    }

    private static void forwardLine(float[] work, int at, int step) {
        int at1 = at + step;
        int at2 = at1 + step;
        int at3 = at2 + step;
        int at4 = at3 + step;
        int at5 = at4 + step;
        int at6 = at5 + step;
        int at7 = at6 + step;
        float sum0 = work[at] + work[at7];
        float difference0 = work[at] - work[at7];
        float sum1 = work[at1] + work[at6];
        float difference1 = work[at1] - work[at6];
        float sum2 = work[at2] + work[at5];
        float difference2 = work[at2] - work[at5];
        float sum3 = work[at3] + work[at4];
        float difference3 = work[at3] - work[at4];
        float outer = sum0 + sum3;
        float even13 = sum0 - sum3;
        float inner = sum1 + sum2;
        work[at] = outer + inner;
        work[at4] = outer - inner;
        float z1 = (sum1 - sum2 + even13) * SQRT_HALF;
        work[at2] = even13 + z1;
        work[at6] = even13 - z1;
        float odd10 = difference3 + difference2;
        float odd11 = difference2 + difference1;
        float odd12 = difference1 + difference0;
        float z5 = (odd10 - odd12) * COSINE_3;
        float z2 = COSINES_LESS * odd10 + z5;
        float z4 = COSINES * odd12 + z5;
        float z3 = odd11 * SQRT_HALF;
        float z11 = difference0 + z3;
        float z13 = difference0 - z3;
        work[at5] = z13 + z2;
        work[at3] = z13 - z2;
        work[at1] = z11 + z4;
        work[at7] = z11 - z4;
    }
}
