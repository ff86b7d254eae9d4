package ai.vivace.watermark.jpeg;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Counts symbols, for tables that code them in the fewest bits. */
final class CountSink implements SymbolSink {
    private final long[][] counts = new long[TABLES][256];

    @Override
    public void symbol(int table, int symbol, int bits, int size) {
        counts[table][symbol]++;
    }

    @Override
    public void bits(int bits, int size) {
        // What has no code costs the same with any table.
    }

    /** The best tables, at their places; those without a symbol are missing. */
    @Nullable
    HuffmanTable[] tables() {
        @Nullable HuffmanTable[] tables = new HuffmanTable[TABLES];
        for (int i = 0; i < TABLES; i++) {
            boolean used = Arrays.stream(counts[i]).anyMatch(count -> count > 0);
            tables[i] = used ? OptimalCodes.table(counts[i]) : null;
        }
        return tables;
    }
}
