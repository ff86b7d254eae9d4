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

    /** A whole number that, taken without a sign, is in the order of the floats; -0 and NaN have none. */
    static int key(float value) {
        int bits = Float.floatToRawIntBits(value);
        return bits ^ ((bits >> 31) | Integer.MIN_VALUE);
    }

    /** The number of a key. */
    static float value(int key) {
        return Float.intBitsToFloat(key ^ ((~key >> 31) | Integer.MIN_VALUE));
    }

    /** The first keys in their order; the array may be written to. */
    static int[] sorted(int[] keys, int count) {
        int[] sorted = keys;
        int[] other = new int[count];
        int bits = count < FEW ? BITS_OF_FEW : BITS;
        for (int shift = 0; shift < Integer.SIZE; shift += bits) {
            distribute(sorted, count, other, shift, 1 << bits);
            int[] distributed = other;
            other = sorted;
            sorted = distributed;
        }
        return sorted;
    }

    /** Brings numbers into the order of one digit, equal ones as they were. */
    private static void distribute(int[] from, int size, int[] to, int shift, int digits) {
        int[] counts = new int[digits];
        for (int i = 0; i < size; i++) {
            counts[(from[i] >>> shift) & (digits - 1)]++;
        }
        int next = 0;
        for (int digit = 0; digit < digits; digit++) {
            int count = counts[digit];
            counts[digit] = next;
            next += count;
        }
        for (int i = 0; i < size; i++) {
            int key = from[i];
            to[counts[(key >>> shift) & (digits - 1)]++] = key;
        }
    }
}
