package ai.vivace.watermark.jpeg;

/** Gives out the symbols of MCUs of an interleaved sequential scan. */
final class McuWriter {
    private final ScanBlocks layout;
    private final SymbolSink sink;
    private final int[] predictors;

    McuWriter(ScanBlocks layout, SymbolSink sink) {
        this.layout = layout;
        this.sink = sink;
        predictors = new int[layout.components()];
    }

    /** The DC coefficient from which the next one of a component differs. */
    int predictor(int component) {
        return predictors[component];
    }

    void predict(int component, int dc) {
        predictors[component] = dc;
    }

    /** Gives out an MCU; its blocks are as {@link McuReader#read} has them. */
    void write(short[] blocks) {
        for (int b = 0; b < layout.size(); b++) {
            int at = b * Zigzag.SIZE;
            int component = layout.component(b);
            Scan.Part part = layout.part(b);
            BlockWriter.writeDifference(blocks[at] - predictors[component], part.dcSlot(), sink);
            predictors[component] = blocks[at];
            BlockWriter.writeAc(blocks, at, SymbolSink.acTable(part.acSlot()), sink);
        }
    }
}
