package ai.vivace.watermark.jpeg;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Writes symbols by their codes. */
final class CodeSink implements SymbolSink {
    private final BitWriter out;
    private final @Nullable HuffmanCodes[] codes = new HuffmanCodes[TABLES];
    private boolean lacking;

    /** Writes by tables, at their places; those that are not used may be missing. */
    CodeSink(BitWriter out, @Nullable HuffmanTable[] tables) {
        this.out = out;
        for (int i = 0; i < TABLES; i++) {
            HuffmanTable table = tables[i];
            if (table != null) {
                codes[i] = new HuffmanCodes(table);
            }
        }
    }

    /** The tables that a scan uses, at their places. */
    static @Nullable HuffmanTable[] tables(Scan scan) {
        @Nullable HuffmanTable[] tables = new HuffmanTable[TABLES];
        for (Scan.Part part : scan.parts()) {
            if (scan.first() == 0 && scan.high() == 0) {
                tables[part.dcSlot()] = part.dc();
            }
            if (scan.last() > 0) {
                tables[SymbolSink.acTable(part.acSlot())] = part.ac();
            }
        }
        return tables;
    }

    @Override
    public void symbol(int table, int symbol, int bits, int size) {
        HuffmanCodes all = codes[table];
        if (all == null || (all.length(symbol) == 0 && !all.add(symbol))) {
            lacking = true;
            return;
        }
        out.bits(all.code(symbol) << size | bits, all.length(symbol) + size);
    }

    @Override
    public void bits(int bits, int size) {
        out.bits(bits, size);
    }

    /** Whether a symbol came that has no code and could get none. */
    boolean isLacking() {
        return lacking;
    }

    /** Whether a symbol came that had no code before. */
    boolean hasAdditions() {
        return Arrays.stream(codes).anyMatch(all -> all != null && all.hasAdditions());
    }

    /** The tables, with the codes that have been added. */
    @Nullable
    HuffmanTable[] tables() {
        @Nullable HuffmanTable[] tables = new HuffmanTable[TABLES];
        for (int i = 0; i < TABLES; i++) {
            HuffmanCodes all = codes[i];
            tables[i] = all == null ? null : all.table();
        }
        return tables;
    }
}
