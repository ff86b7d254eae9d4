package ai.vivace.watermark.jpeg;

import ai.vivace.base.InputException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A Huffman table as a DHT segment has it: how many codes there are of each length, and the symbols in the order of their codes (C.2 of the standard). */
final class HuffmanTable {
    /** The longest code. */
    static final int LONGEST = 16;

    private static final int PEEK = 10;

    private final int[] counts;
    private final int[] symbols;
    /** By length: the first code that is too large for the length, filled up to 16 bits. */
    private final int[] limits = new int[LONGEST + 1];
    /** By length: what to add to a code to get the place of its symbol. */
    private final int[] places = new int[LONGEST + 1];

    private final int[] lookup = new int[1 << PEEK];
    /** Made when it is asked for, as are the others; two threads that make the same do no harm. */
    private volatile int @Nullable [] differences;

    private volatile int @Nullable [] coefficients;
    private volatile int @Nullable [] steps;
    private volatile int @Nullable [] strides;

    /**
     * A table.
     *
     * @param counts of codes by length; place 0 is not used
     * @param symbols each of 0 to 255
     */
    HuffmanTable(int[] counts, int[] symbols) {
        this.counts = counts;
        this.symbols = symbols;
        int code = 0;
        int place = 0;
        for (int length = 1; length <= LONGEST; length++) {
            places[length] = place - code;
            if (length <= PEEK) {
                fill(code, length, place);
            }
            code += counts[length];
            place += counts[length];
            if (code > 1 << length) {
                throw new InputException("it has " + counts[length] + " codes of " + length + " bits, more than fit");
            }
            limits[length] = code << (LONGEST - length);
            code <<= 1;
        }
    }

    private void fill(int first, int length, int place) {
        for (int i = 0; i < counts[length] && first + i < 1 << length; i++) {
            int from = (first + i) << (PEEK - length);
            Arrays.fill(lookup, from, from + (1 << (PEEK - length)), symbols[place + i] << 8 | length);
        }
    }

    /** The symbol whose code begins a window's highest bits, with the code's length in the lowest 8 bits; 0 if there is no such code. */
    int find(long window) {
        int entry = lookup[(int) (window >>> (Long.SIZE - PEEK))];
        return entry != 0 ? entry : findLong(window);
    }

    private int findLong(long window) {
        int code = (int) (window >>> (Long.SIZE - LONGEST));
        for (int length = PEEK + 1; length <= LONGEST; length++) {
            if (code < limits[length]) {
                return symbols[places[length] + (code >>> (LONGEST - length))] << 8 | length;
            }
        }
        return 0;
    }

    /** {@link SymbolLookup#differences} of this table. */
    int[] differences() {
        int[] known = differences;
        if (known == null) {
            known = SymbolLookup.differences(this);
            differences = known;
        }
        return known;
    }

    /** {@link SymbolLookup#coefficients} of this table. */
    int[] coefficients() {
        int[] known = coefficients;
        if (known == null) {
            known = SymbolLookup.coefficients(this);
            coefficients = known;
        }
        return known;
    }

    /** {@link SymbolLookup#steps} of this table. */
    int[] steps() {
        int[] known = steps;
        if (known == null) {
            known = SymbolLookup.steps(this);
            steps = known;
        }
        return known;
    }

    /** {@link SymbolLookup#strides} of this table. */
    int[] strides() {
        int[] known = strides;
        if (known == null) {
            known = SymbolLookup.strides(steps());
            strides = known;
        }
        return known;
    }

    int count(int length) {
        return counts[length];
    }

    /** How many symbols have codes. */
    int size() {
        return symbols.length;
    }

    int symbol(int place) {
        return symbols[place];
    }
}
