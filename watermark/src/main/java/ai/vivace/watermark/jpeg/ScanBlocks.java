package ai.vivace.watermark.jpeg;

/** The blocks of an MCU of a scan that has all components, in the order of the scan, which is that of the frame. */
final class ScanBlocks {
    private final Scan.Part[] parts;
    private final int components;

    ScanBlocks(Scan scan, Grid grid) {
        components = grid.components();
        parts = new Scan.Part[grid.blocks()];
        for (Scan.Part part : scan.parts()) {
            int first = grid.firstBlock(part.component());
            int count = grid.horizontal(part.component()) * grid.vertical(part.component());
            for (int b = first; b < first + count; b++) {
                parts[b] = part;
            }
        }
    }

    int size() {
        return parts.length;
    }

    /** Components of the frame. */
    int components() {
        return components;
    }

    Scan.Part part(int block) {
        return parts[block];
    }

    int component(int block) {
        return parts[block].component();
    }

    /** Whether a block is of the same component as the one before. */
    boolean goesOn(int block) {
        return block > 0 && parts[block].component() == parts[block - 1].component();
    }
}
