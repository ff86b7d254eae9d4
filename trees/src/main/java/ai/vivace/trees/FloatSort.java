package ai.vivace.trees;

/**
 * Sorts numbers by their bits, eleven at a time from the lowest on: several times as quick as by comparison, and little code for the
 * compiler.
 */
final class FloatSort {
    private static final int BITS = 11;
    private static final int DIGITS = 1 << BITS;

    private FloatSort() {}

    /** Sorts the first numbers, among which neither -0 nor NaN may be. */
    static void sort(float[] values, int count) {
        int[] keys = new int[count];
        int[] other = new int[count];
        write(values, keys);
        distribute(keys, other, 0);
        distribute(other, keys, BITS);
        distribute(keys, other, 2 * BITS);
        read(other, values);
    }

    /** Writes unsigned numbers in the order of the floats: negative ones turned round, positive ones behind them. */
    private static void write(float[] values, int[] keys) {
        for (int i = 0; i < keys.length; i++) {
            int bits = Float.floatToRawIntBits(values[i]);
            keys[i] = bits ^ ((bits >> 31) | Integer.MIN_VALUE);
        }
    }

    private static void read(int[] keys, float[] values) {
        for (int i = 0; i < keys.length; i++) {
            int key = keys[i];
            values[i] = Float.intBitsToFloat(key ^ ((~key >> 31) | Integer.MIN_VALUE));
        }
    }

    /** Brings numbers into the order of one digit, equal ones as they were. */
    private static void distribute(int[] from, int[] to, int shift) {
        int[] counts = new int[DIGITS];
        for (int key : from) {
            counts[(key >>> shift) & (DIGITS - 1)]++;
        }
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
