package ai.vivace.watermark.jpeg;

import java.util.Arrays;

/** Reads MCUs of an interleaved sequential scan, from any of them on. */
final class McuReader {
    private final BitReader in;
    private final ScanIndex index;
    private final Grid grid;
    private final ScanBlocks layout;
    private final BlockReader[] readers;
    private final int[] predictors;
    private int next = -1;

    McuReader(JpegFile file, ScanIndex index) {
        in = new BitReader(file.bytes());
        this.index = index;
        grid = new Grid(file.frame());
        layout = new ScanBlocks(index.scan(), grid);
        readers = new BlockReader[layout.size()];
        for (int b = 0; b < readers.length; b++) {
            readers[b] = layout.goesOn(b) ? readers[b - 1] : new BlockReader(in, layout.part(b));
        }
        predictors = new int[grid.components()];
    }

    /**
     * Reads an MCU.
     *
     * @param blocks takes the coefficients, each block in zigzag order, in the order of the frame's interleaved MCUs
     */
    void read(int mcu, short[] blocks) {
        boolean fresh = mcu % index.mcusPerInterval() == 0;
        if (mcu != next || fresh) {
            in.seek(index.start(mcu), index.stop(mcu / index.mcusPerInterval()));
            for (int c = 0; c < predictors.length; c++) {
                predictors[c] = index.predictor(mcu, c);
            }
        }
        next = mcu + 1;
        for (int b = 0; b < readers.length; b++) {
            int at = b * Zigzag.SIZE;
            int component = layout.component(b);
            Arrays.fill(blocks, at, at + Zigzag.SIZE, (short) 0);
            predictors[component] += readers[b].readDifference();
            blocks[at] = (short) predictors[component];
            readers[b].readAc(blocks, at);
        }
    }
}
