package ai.vivace.trees;

/**
 * Sorts numbers by their bits, eleven at a time from the lowest on, in five passes over them: several times as quick as by comparison, and
 * little code for the compiler.
 */
final class FloatSort {
    private static final int BITS = 11;
    private static final int DIGITS = 1 << BITS;

    private FloatSort() {}

    /** Sorts the first numbers, among which neither -0 nor NaN may be. */
    static void sort(float[] values, int count) {
        int[] keys = new int[count];
        int[] other = new int[count];
        int[] low = new int[DIGITS];
        int[] middle = new int[DIGITS];
        int[] high = new int[DIGITS];
        for (int i = 0; i < count; i++) {
            int bits = Float.floatToRawIntBits(values[i]);
            // Negative ones turned round, positive ones behind them: an unsigned number in the order of the floats.
            int key = bits ^ ((bits >> 31) | Integer.MIN_VALUE);
            keys[i] = key;
            low[key & (DIGITS - 1)]++;
            middle[(key >>> BITS) & (DIGITS - 1)]++;
            high[key >>> (2 * BITS)]++;
        }
        distribute(keys, other, low, 0);
        distribute(other, keys, middle, BITS);
        distribute(keys, other, high, 2 * BITS);
        for (int i = 0; i < count; i++) {
            int key = other[i];
            values[i] = Float.intBitsToFloat(key ^ ((~key >> 31) | Integer.MIN_VALUE));
        }
    }

    /** Brings numbers into the order of one digit, equal ones as they were. */
    private static void distribute(int[] from, int[] to, int[] counts, int shift) {
        int next = 0;
        for (int digit = 0; digit < DIGITS; digit++) {
            int count = counts[digit];
            counts[digit] = next;
            next += count;
        }
        for (int key : from) {
            to[counts[(key >>> shift) & (DIGITS - 1)]++] = key;
        }
    }
}
