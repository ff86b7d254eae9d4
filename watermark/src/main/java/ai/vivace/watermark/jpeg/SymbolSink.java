package ai.vivace.watermark.jpeg;

/** Takes the symbols of a scan, in order: to write them, or first to count them. */
interface SymbolSink {
    /** Places for tables: four for DC coefficients, then four for AC coefficients. */
    int TABLES = 2 * Scan.SLOTS;

    /**
     * Takes a symbol and the bits that follow its code.
     *
     * @param table the place of its table
     * @param symbol 0 to 255
     * @param bits a number below 2 to the power of size
     * @param size 0 to 15
     */
    void symbol(int table, int symbol, int bits, int size);

    /** Takes bits without a code, at most 15. */
    void bits(int bits, int size);

    /** The place of a table for AC coefficients. */
    static int acTable(int slot) {
        return Scan.SLOTS + slot;
    }
}
