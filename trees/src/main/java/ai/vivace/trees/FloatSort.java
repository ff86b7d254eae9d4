package ai.vivace.trees;

/**
 * Sorts numbers by their bits, eleven at a time from the lowest on, or eight where numbers are few: several times as quick as by comparison, and
 * little code for the compiler.
 */
final class FloatSort {
    private static final int BITS = 11;

    /** Numbers below which counting eleven bits' digits takes longer than another pass. */
    private static final int FEW = 4096;

    private static final int BITS_OF_FEW = 8;

    private FloatSort() {}

    /** Sorts the first numbers, among which neither -0 nor NaN may be. */
    static void sort(float[] values, int count) {
        int[] keys = new int[count];
        int[] other = new int[count];
        write(values, keys);
        int bits = count < FEW ? BITS_OF_FEW : BITS;
        for (int shift = 0; shift < Integer.SIZE; shift += bits) {
            distribute(keys, other, shift, 1 << bits);
            int[] sorted = other;
            other = keys;
            keys = sorted;
        }
        read(keys, values);
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
    private static void distribute(int[] from, int[] to, int shift, int digits) {
        int[] counts = new int[digits];
        for (int key : from) {
            counts[(key >>> shift) & (digits - 1)]++;
        }
        int next = 0;
        for (int digit = 0; digit < digits; digit++) {
            int count = counts[digit];
            counts[digit] = next;
            next += count;
        }
        for (int key : from) {
            to[counts[(key >>> shift) & (digits - 1)]++] = key;
        }
    }
}
