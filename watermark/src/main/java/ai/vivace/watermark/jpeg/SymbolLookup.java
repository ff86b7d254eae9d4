package ai.vivace.watermark.jpeg;

/**
 * Coefficients by the next bits of the data, for one Huffman table: code and number in one look. An entry has, from the lowest bit on, 8 bits for how
 * many bits code and number take, 8 for how many coefficients further one is, the number in the rest. It is 0 where the bits are too few to tell.
 */
final class SymbolLookup {
    /** Bits to look at. */
    static final int PEEK = 11;

    /** Adds to the coefficients further when a block ends, so that each place of a block is left behind. */
    static final int BLOCK_END = 128;

    private static final int LARGEST_SIZE = 15;

    private SymbolLookup() {}

    /** Differences of DC coefficients. */
    static int[] differences(HuffmanTable table) {
        int[] entries = new int[1 << PEEK];
        for (int bits = 0; bits < entries.length; bits++) {
            int found = table.find((long) bits << (Long.SIZE - PEEK));
            int size = found >>> 8;
            int taken = (found & 0xFF) + size;
            if (found != 0 && size <= LARGEST_SIZE && taken <= PEEK) {
                entries[bits] = number(bits, taken, size) << 16 | 1 << 8 | taken;
            }
        }
        return entries;
    }

    /** AC coefficients that are not zero. */
    static int[] coefficients(HuffmanTable table) {
        int[] entries = new int[1 << PEEK];
        for (int bits = 0; bits < entries.length; bits++) {
            int found = table.find((long) bits << (Long.SIZE - PEEK));
            int size = found >>> 8 & 15;
            int taken = (found & 0xFF) + size;
            if (found != 0 && size > 0 && taken <= PEEK) {
                entries[bits] = number(bits, taken, size) << 16 | ((found >>> 12) + 1) << 8 | taken;
            }
        }
        return entries;
    }

    private static int number(int bits, int taken, int size) {
        return Magnitude.value(bits >>> (PEEK - taken) & ((1 << size) - 1), size);
    }

    /** How far one AC symbol leads, ends of blocks included; numbers are left out. */
    static int[] steps(HuffmanTable table) {
        int[] entries = new int[1 << PEEK];
        for (int bits = 0; bits < entries.length; bits++) {
            int step = step(table.find((long) bits << (Long.SIZE - PEEK)));
            entries[bits] = (step & 0xFF) <= PEEK ? step : 0;
        }
        return entries;
    }

    /** The step of a symbol as {@link HuffmanTable#find} gives it. */
    static int step(int found) {
        if (found == 0) {
            return 0;
        }
        int size = found >>> 8 & 15;
        int run = found >>> 12;
        int further = size != 0 || run == 15 ? run + 1 : BLOCK_END;
        return further << 8 | ((found & 0xFF) + size);
    }

    /** How far all AC symbols lead that are whole within the bits, until a block ends. */
    static int[] strides(int[] steps) {
        int[] entries = new int[steps.length];
        for (int bits = 0; bits < entries.length; bits++) {
            int taken = 0;
            int further = 0;
            while (further < BLOCK_END) {
                int step = steps[bits << taken & (steps.length - 1)];
                // The step may rest on bits that only follow.
                if (step == 0 || taken + (step & 0xFF) > PEEK) {
                    break;
                }
                taken += step & 0xFF;
                further += step >>> 8;
            }
            entries[bits] = further << 8 | taken;
        }
        return entries;
    }
}
