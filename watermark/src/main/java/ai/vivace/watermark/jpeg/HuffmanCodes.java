package ai.vivace.watermark.jpeg;

/**
 * The codes of a Huffman table, for writing. A symbol that the table lacks gets a code of 16 bits of those that the table has left over, so that all
 * codes that are already in a file keep their meaning.
 */
final class HuffmanCodes {
    private static final int SYMBOLS = 256;

    private final HuffmanTable table;
    private final int[] codes = new int[SYMBOLS];
    private final int[] lengths = new int[SYMBOLS];
    private final int[] added = new int[SYMBOLS];
    private int additions;
    private int nextLong;

    HuffmanCodes(HuffmanTable table) {
        this.table = table;
        int code = 0;
        int place = 0;
        for (int length = 1; length <= HuffmanTable.LONGEST; length++) {
            for (int i = 0; i < table.count(length); i++) {
                codes[table.symbol(place)] = code++;
                lengths[table.symbol(place++)] = length;
            }
            if (length < HuffmanTable.LONGEST) {
                code <<= 1;
            }
        }
        nextLong = code;
    }

    int code(int symbol) {
        return codes[symbol];
    }

    /** Bits of a symbol's code; 0 if it has none. */
    int length(int symbol) {
        return lengths[symbol];
    }

    /** Gives a code to a symbol that has none; false if none is left. The code of ones alone is kept free (C.2 of the standard). */
    boolean add(int symbol) {
        if (nextLong >= (1 << HuffmanTable.LONGEST) - 1 || table.size() + additions >= SYMBOLS) {
            return false;
        }
        codes[symbol] = nextLong++;
        lengths[symbol] = HuffmanTable.LONGEST;
        added[additions++] = symbol;
        return true;
    }

    boolean hasAdditions() {
        return additions > 0;
    }

    /** The table with the symbols that have been added. */
    HuffmanTable table() {
        int[] counts = new int[HuffmanTable.LONGEST + 1];
        int[] symbols = new int[table.size() + additions];
        for (int length = 1; length <= HuffmanTable.LONGEST; length++) {
            counts[length] = table.count(length);
        }
        counts[HuffmanTable.LONGEST] += additions;
        for (int place = 0; place < table.size(); place++) {
            symbols[place] = table.symbol(place);
        }
        System.arraycopy(added, 0, symbols, table.size(), additions);
        return new HuffmanTable(counts, symbols);
    }
}
