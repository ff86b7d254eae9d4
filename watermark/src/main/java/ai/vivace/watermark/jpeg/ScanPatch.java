package ai.vivace.watermark.jpeg;

import java.util.BitSet;

/**
 * Writes the data of a sequential file's scan with overlays on it. MCUs that no overlay touches are copied bit by bit; only the first one behind a
 * changed one is coded again if a DC coefficient before it has changed, as its own is coded as the difference.
 */
final class ScanPatch {
    private final byte[] file;
    private final ScanIndex index;
    private final McuBlend blend;
    private final BitSet touched;
    private final Grid grid;
    private final McuReader reader;
    private final short[] blocks;
    private int changed;

    ScanPatch(JpegFile file, ScanIndex index, McuBlend blend, BitSet touched) {
        this.file = file.bytes();
        this.index = index;
        this.blend = blend;
        this.touched = touched;
        grid = new Grid(file.frame());
        reader = new McuReader(file, index);
        blocks = new short[grid.blocks() * Zigzag.SIZE];
    }

    /** How many blocks have changed so far. */
    int changed() {
        return changed;
    }

    /** Writes the data by the file's own Huffman tables, to which codes may be added; stops when that is not possible. */
    void write(BitWriter out, CodeSink sink) {
        McuWriter writer = new McuWriter(new ScanBlocks(index.scan(), grid), sink);
        int length = index.mcusPerInterval();
        for (int first = 0; first < grid.mcus() && !sink.isLacking(); first += length) {
            int last = Math.min(first + length, grid.mcus());
            int interval = first / length;
            int next = touched.nextSetBit(first);
            if (next < 0 || next >= last) {
                out.bytes(file, (int) (index.start(first) >>> 3), index.stop(interval));
            } else {
                writeInterval(first, last, out, writer, sink);
                out.pad();
            }
            writeBehind(interval, last, out);
        }
    }

    private void writeInterval(int first, int last, BitWriter out, McuWriter writer, CodeSink sink) {
        predict(first, writer);
        int mcu = first;
        while (mcu < last && !sink.isLacking()) {
            int next = touched.nextSetBit(mcu);
            int end = next < 0 ? last : Math.min(next, last);
            if (end > mcu) {
                copy(mcu, end, last, out, writer);
            }
            mcu = end;
            while (mcu < last && touched.get(mcu)) {
                reader.read(mcu, blocks);
                changed += blend.apply(mcu++, blocks);
                writer.write(blocks);
            }
        }
    }

    private void copy(int from, int to, int last, BitWriter out, McuWriter writer) {
        int begin = from;
        if (hasMoved(from, writer)) {
            reader.read(begin++, blocks);
            writer.write(blocks);
        }
        if (begin < to) {
            long end = to == last ? index.end((to - 1) / index.mcusPerInterval()) : index.start(to);
            out.copy(file, index.start(begin), end);
            for (int c = 0; c < grid.components(); c++) {
                writer.predict(c, index.lastDc(to - 1, c));
            }
        }
    }

    /** Whether a DC coefficient before an MCU is not what it was. */
    private boolean hasMoved(int mcu, McuWriter writer) {
        for (int c = 0; c < grid.components(); c++) {
            if (writer.predictor(c) != index.predictor(mcu, c)) {
                return true;
            }
        }
        return false;
    }

    private void predict(int mcu, McuWriter writer) {
        for (int c = 0; c < grid.components(); c++) {
            writer.predict(c, index.predictor(mcu, c));
        }
    }

    /** Writes the data by other tables, which have all symbols. */
    void writeAnew(BitWriter out, CodeSink sink) {
        McuWriter writer = new McuWriter(new ScanBlocks(index.scan(), grid), sink);
        changed = 0;
        int length = index.mcusPerInterval();
        for (int mcu = 0; mcu < grid.mcus(); mcu++) {
            if (mcu % length == 0) {
                predict(mcu, writer);
            }
            reader.read(mcu, blocks);
            if (touched.get(mcu)) {
                changed += blend.apply(mcu, blocks);
            }
            writer.write(blocks);
            if ((mcu + 1) % length == 0 || mcu + 1 == grid.mcus()) {
                out.pad();
                writeBehind(mcu / length, mcu + 1, out);
            }
        }
    }

    /** Writes what stands behind an interval: a restart marker, or, behind the last one, what else there may be. */
    private void writeBehind(int interval, int next, BitWriter out) {
        int behind = next < grid.mcus()
                ? (int) (index.start(next) >>> 3)
                : index.scan().end();
        out.bytes(file, index.stop(interval), behind);
    }
}
