package ai.vivace.watermark.jpeg;

/** Steps over AC coefficients of one component without decoding them. */
final class BlockStepper {
    private static final int SHIFT = Long.SIZE - SymbolLookup.PEEK;

    private final HuffmanTable table;
    private final int[] steps;
    private final int[] strides;

    BlockStepper(Scan.Part part) {
        table = part.acTable();
        steps = table.steps();
        strides = table.strides();
    }

    /** Steps over those of a block. The loop has variables of its own for what the reader knows. */
    void stepOver(BitReader in) {
        int[] far = strides;
        long window = in.window;
        int count = in.count;
        int k = 1;
        while (k < Zigzag.SIZE) {
            if (count < Integer.SIZE) {
                in.window = window;
                in.count = count;
                in.fill();
                window = in.window;
                count = in.count;
            }
            int entry = far[(int) (window >>> SHIFT)];
            int next = k + (entry >>> 8);
            if (entry == 0 || (next >= Zigzag.SIZE && (next - SymbolLookup.BLOCK_END & -Zigzag.SIZE) != 0)) {
                // The stride is over the block's end, or its code is long.
                entry = step(in, window);
                next = k + (entry >>> 8);
            }
            window <<= entry & 0xFF;
            count -= entry & 0xFF;
            k = next;
        }
        in.window = window;
        in.count = count;
    }

    private int step(BitReader in, long window) {
        int known = steps[(int) (window >>> SHIFT)];
        int step = known != 0 ? known : SymbolLookup.step(table.find(window));
        if (step == 0) {
            throw BlockReader.damaged(in);
        }
        return step;
    }
}
