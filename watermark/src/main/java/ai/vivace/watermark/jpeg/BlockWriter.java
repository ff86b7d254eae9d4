package ai.vivace.watermark.jpeg;

/** Gives out the symbols of a block of a sequential scan: F.1.2 of the standard. */
final class BlockWriter {
    private static final int LONG_RUN = 0xF0;
    private static final int LARGEST_SIZE = 15;

    private BlockWriter() {}

    /** Gives out the difference of a DC coefficient from the one before. */
    static void writeDifference(int difference, int table, SymbolSink sink) {
        // Only damaged data has differences beyond.
        int limit = (1 << LARGEST_SIZE) - 1;
        int value = Math.max(-limit, Math.min(limit, difference));
        int size = Magnitude.size(value);
        sink.symbol(table, size, Magnitude.bits(value, size), size);
    }

    /** Gives out the AC coefficients of a block, from a place on in zigzag order. */
    static void writeAc(short[] blocks, int at, int table, SymbolSink sink) {
        int run = 0;
        for (int k = 1; k < Zigzag.SIZE; k++) {
            int value = blocks[at + k];
            if (value == 0) {
                run++;
            } else {
                while (run > 15) {
                    sink.symbol(table, LONG_RUN, 0, 0);
                    run -= 16;
                }
                int size = Magnitude.size(value);
                sink.symbol(table, run << 4 | size, Magnitude.bits(value, size), size);
                run = 0;
            }
        }
        if (run > 0) {
            sink.symbol(table, 0, 0, 0);
        }
    }
}
