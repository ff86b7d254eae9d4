package ai.vivace.watermark.jpeg;

import ai.vivace.base.InputException;

/** Reads the blocks of one component of a sequential scan: F.2.2 of the standard. */
final class BlockReader {
    private static final int SHIFT = Long.SIZE - SymbolLookup.PEEK;

    private final BitReader in;
    private final HuffmanTable dc;
    private final HuffmanTable ac;
    private final int[] differences;
    private final int[] coefficients;

    BlockReader(BitReader in, Scan.Part part) {
        this.in = in;
        dc = part.dcTable();
        ac = part.acTable();
        differences = dc.differences();
        coefficients = ac.coefficients();
    }

    /** Reads by how much a DC coefficient differs from the one before. */
    int readDifference() {
        if (in.count < Integer.SIZE) {
            in.fill();
        }
        int entry = differences[(int) (in.window >>> SHIFT)];
        if (entry != 0) {
            in.drop(entry & 0xFF);
            return entry >> 16;
        }
        int size = readSymbol(in, dc);
        if (size >= HuffmanTable.LONGEST) {
            throw damaged(in);
        }
        return Magnitude.value(in.take(size), size);
    }

    /** Reads the AC coefficients of a block whose coefficients, from a place on, are zeros. */
    void readAc(short[] blocks, int at) {
        BitReader from = in;
        int[] lookup = coefficients;
        int k = 1;
        while (k < Zigzag.SIZE) {
            if (from.count < Integer.SIZE) {
                from.fill();
            }
            int entry = lookup[(int) (from.window >>> SHIFT)];
            if (entry != 0) {
                k += entry >>> 8 & 0xFF;
                if (k > Zigzag.SIZE) {
                    throw damaged(from);
                }
                from.drop(entry & 0xFF);
                blocks[at + k - 1] = (short) (entry >> 16);
            } else {
                k = readAcSymbol(blocks, at, k);
            }
        }
    }

    private int readAcSymbol(short[] blocks, int at, int k) {
        int symbol = readSymbol(in, ac);
        int size = symbol & 15;
        int run = symbol >>> 4;
        if (size == 0) {
            return run == 15 ? k + 16 : Zigzag.SIZE;
        }
        int place = k + run;
        if (place >= Zigzag.SIZE) {
            throw damaged(in);
        }
        blocks[at + place] = (short) Magnitude.value(in.take(size), size);
        return place + 1;
    }

    /** Reads a symbol. */
    static int readSymbol(BitReader in, HuffmanTable table) {
        if (in.count < Integer.SIZE) {
            in.fill();
        }
        int found = table.find(in.window);
        if (found == 0) {
            throw damaged(in);
        }
        in.drop(found & 0xFF);
        return found >>> 8;
    }

    /** What to throw where data has no meaning. */
    static InputException damaged(BitReader in) {
        return new InputException("The picture data of this JPEG is damaged at about byte " + in.position
                + ": what is there is no code. Repair it with an editor, or take another copy.");
    }
}
