package ai.vivace.watermark.jpeg;

import ai.vivace.base.InputException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A scan of a file: which components and coefficients it codes, and where.
 *
 * @param header the SOS segment
 * @param end where its data ends, which begins behind the header
 * @param parts its components
 * @param first the first coefficient it codes, in zigzag order
 * @param last the last one
 * @param high the bit below which coefficients have been coded before; 0 if none has
 * @param low the lowest bit that it codes
 * @param restart how many MCUs lie between two restart markers; 0 for no markers
 */
record Scan(JpegSegment header, int end, List<Part> parts, int first, int last, int high, int low, int restart) {
    /** The tables that a scan can use are numbered below this. */
    static final int SLOTS = 4;

    /**
     * A component's part in a scan.
     *
     * @param component its place in the frame
     * @param dcSlot the number of its table for DC coefficients
     * @param acSlot the number of its table for AC coefficients
     * @param dc that table, if there is one
     * @param ac that table, if there is one
     */
    record Part(
            int component,
            int dcSlot,
            int acSlot,
            @Nullable HuffmanTable dc,
            @Nullable HuffmanTable ac) {
        HuffmanTable dcTable() {
            return require(dc, "DC", dcSlot);
        }

        HuffmanTable acTable() {
            return require(ac, "AC", acSlot);
        }

        private static HuffmanTable require(@Nullable HuffmanTable table, String coefficients, int slot) {
            if (table == null) {
                throw new InputException("This JPEG uses Huffman table " + slot + " for " + coefficients
                        + " coefficients, but does not define it: the file is damaged.");
            }
            return table;
        }
    }

    Scan {
        parts = List.copyOf(parts);
    }

    /** Where its data begins. */
    int start() {
        return header.end();
    }
}
