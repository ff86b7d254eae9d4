package ai.vivace.watermark.jpeg;

import java.util.Arrays;

/** The Huffman table that codes symbols in the fewest bits, with codes of at most 16: K.2 of the standard. */
final class OptimalCodes {
    /** As deep as a tree of 257 leaves may be. */
    private static final int DEEPEST = 256;

    private static final int LARGEST_DC_SIZE = 15;
    private static final int LARGEST_AC_SIZE = 10;
    /** How much more often the rarest symbol with a code comes than one without. */
    private static final long RARE = 1 << 10;

    /** What a table is for. */
    enum Coefficients {
        DC,
        AC
    }

    private OptimalCodes() {}

    /**
     * A table.
     *
     * @param counts how often each symbol of 0 to 255 comes; those that never come get no code
     */
    static HuffmanTable table(long[] counts) {
        int reserved = counts.length;
        // The symbol that never comes takes the code of ones alone.
        long[] weights = Arrays.copyOf(counts, reserved + 1);
        weights[reserved] = 1;
        int[] lengths = lengths(weights);
        int[] byLength = new int[DEEPEST + 1];
        for (int length : lengths) {
            byLength[length]++;
        }
        byLength[0] = 0;
        shorten(byLength);
        int longest = HuffmanTable.LONGEST;
        while (byLength[longest] == 0) {
            longest--;
        }
        byLength[longest]--;
        return new HuffmanTable(Arrays.copyOf(byLength, HuffmanTable.LONGEST + 1), order(lengths, reserved));
    }

    /**
     * A table that codes about as well as another one what that was made for, and has codes for all symbols of sequential scans besides.
     *
     * @param table what its codes are for comes as often as they are short
     * @param coefficients what the symbols are of
     */
    static HuffmanTable completed(HuffmanTable table, Coefficients coefficients) {
        long[] counts = new long[256];
        for (int symbol = 0; symbol < counts.length; symbol++) {
            int size = symbol & 15;
            boolean ends = symbol == 0 || symbol == 0xF0;
            boolean legal = coefficients == Coefficients.DC
                    ? symbol <= LARGEST_DC_SIZE
                    : ends || (size > 0 && size <= LARGEST_AC_SIZE);
            counts[symbol] = legal ? 1 : 0;
        }
        int place = 0;
        for (int length = 1; length <= HuffmanTable.LONGEST; length++) {
            for (int i = 0; i < table.count(length); i++) {
                counts[table.symbol(place++)] = RARE << (HuffmanTable.LONGEST - length);
            }
        }
        return table(counts);
    }

    /** The depth of each symbol in Huffman's tree: figure K.1. */
    private static int[] lengths(long[] weights) {
        int[] lengths = new int[weights.length];
        int[] others = new int[weights.length];
        Arrays.fill(others, -1);
        while (true) {
            int least = lightest(weights, -1);
            int next = lightest(weights, least);
            if (next < 0) {
                return lengths;
            }
            weights[least] += weights[next];
            weights[next] = 0;
            int last = deepen(least, lengths, others);
            others[last] = next;
            deepen(next, lengths, others);
        }
    }

    private static int lightest(long[] weights, int except) {
        int lightest = -1;
        for (int i = 0; i < weights.length; i++) {
            if (weights[i] > 0 && i != except && (lightest < 0 || weights[i] <= weights[lightest])) {
                lightest = i;
            }
        }
        return lightest;
    }

    /** Makes the codes of a chain of symbols longer by one; gives the last of them. */
    private static int deepen(int first, int[] lengths, int[] others) {
        int at = first;
        lengths[at]++;
        while (others[at] >= 0) {
            at = others[at];
            lengths[at]++;
        }
        return at;
    }

    /** Brings codes down to 16 bits: figure K.3. */
    private static void shorten(int[] byLength) {
        for (int length = DEEPEST; length > HuffmanTable.LONGEST; length--) {
            while (byLength[length] > 0) {
                int shorter = length - 2;
                while (byLength[shorter] == 0) {
                    shorter--;
                }
                byLength[length] -= 2;
                byLength[length - 1]++;
                byLength[shorter + 1] += 2;
                byLength[shorter]--;
            }
        }
    }

    /** Symbols by the length of their codes, then by value: figure K.4. */
    private static int[] order(int[] lengths, int reserved) {
        int[] order = new int[reserved];
        int count = 0;
        for (int length = 1; length <= DEEPEST; length++) {
            for (int symbol = 0; symbol < reserved; symbol++) {
                if (lengths[symbol] == length) {
                    order[count++] = symbol;
                }
            }
        }
        return Arrays.copyOf(order, count);
    }
}
