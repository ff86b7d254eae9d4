package ai.vivace.watermark.jpeg;

import java.util.Arrays;

/**
 * Where each MCU of a sequential file begins, and the DC coefficient of each of its blocks: found by stepping from code to code, without decoding AC
 * coefficients. With it any MCU can be read alone, and what lies between two of them can be copied.
 */
final class ScanIndex {
    private final Scan scan;
    private final Grid grid;
    private final int mcusPerInterval;
    private final long[] starts;
    private final short[] dcs;
    private final long[] ends;
    private final int[] stops;
    private int known;

    private ScanIndex(Scan scan, Grid grid) {
        this.scan = scan;
        this.grid = grid;
        int mcus = grid.mcus();
        mcusPerInterval = scan.restart() == 0 ? mcus : Math.min(scan.restart(), mcus);
        int intervals = (mcus + mcusPerInterval - 1) / mcusPerInterval;
        starts = new long[mcus];
        dcs = new short[mcus * grid.blocks()];
        ends = new long[intervals];
        stops = new int[intervals];
    }

    /** Walks through the scan of a file that {@link JpegFile#isSequential}. */
    static ScanIndex of(JpegFile file, Scan scan) {
        ScanIndex index = new ScanIndex(scan, new Grid(file.frame()));
        index.walk(new BitReader(file.bytes()));
        return index;
    }

    /** Whether data for all MCUs is there. */
    boolean isComplete() {
        return known == starts.length;
    }

    Scan scan() {
        return scan;
    }

    /** MCUs from one restart marker to the next; all if there are none. */
    int mcusPerInterval() {
        return mcusPerInterval;
    }

    /** Where an MCU begins: as {@link BitReader#mark} says it. */
    long start(int mcu) {
        return starts[mcu];
    }

    /** Where the last MCU of an interval ends, padding not included. */
    long end(int interval) {
        return ends[interval];
    }

    /** The byte at which the data of an interval ends. */
    int stop(int interval) {
        return stops[interval];
    }

    /** The DC coefficient of a block, its place in the MCU counted as in an MCU of the frame. */
    int dc(int mcu, int block) {
        return dcs[mcu * grid.blocks() + block];
    }

    /** What the first DC coefficient of a component in an MCU is coded as a difference from. */
    int predictor(int mcu, int component) {
        if (mcu % mcusPerInterval == 0) {
            return 0;
        }
        return lastDc(mcu - 1, component);
    }

    /** The DC coefficient of an MCU's last block of a component. */
    int lastDc(int mcu, int component) {
        int blocks = grid.horizontal(component) * grid.vertical(component);
        return dc(mcu, grid.firstBlock(component) + blocks - 1);
    }

    private void walk(BitReader in) {
        Walk walk = new Walk(in, new ScanBlocks(scan, grid), this);
        Intervals intervals = new Intervals(in, scan);
        for (int interval = 0; interval < stops.length && intervals.next(); interval++) {
            int first = interval * mcusPerInterval;
            int last = Math.min(first + mcusPerInterval, starts.length);
            known = walk.through(first, last);
            if (known < last) {
                return;
            }
            ends[interval] = in.mark();
            stops[interval] = intervals.stop();
        }
    }

    private static final class Walk {
        private final BitReader in;
        private final short[] dcs;
        private final long[] starts;
        private final ScanBlocks layout;
        private final BlockReader[] readers;
        private final BlockStepper[] steppers;
        private final int[] predictors;

        Walk(BitReader in, ScanBlocks layout, ScanIndex index) {
            this.in = in;
            this.layout = layout;
            dcs = index.dcs;
            starts = index.starts;
            readers = new BlockReader[layout.size()];
            steppers = new BlockStepper[layout.size()];
            for (int b = 0; b < readers.length; b++) {
                readers[b] = layout.goesOn(b) ? readers[b - 1] : new BlockReader(in, layout.part(b));
                steppers[b] = layout.goesOn(b) ? steppers[b - 1] : new BlockStepper(layout.part(b));
            }
            predictors = new int[layout.components()];
        }

        /** Walks through MCUs of an interval; gives the first one that is not there as a whole. */
        int through(int first, int last) {
            Arrays.fill(predictors, 0);
            for (int mcu = first; mcu < last; mcu++) {
                starts[mcu] = in.mark();
                for (int b = 0; b < readers.length; b++) {
                    int component = layout.component(b);
                    predictors[component] += readers[b].readDifference();
                    dcs[mcu * readers.length + b] = (short) predictors[component];
                    steppers[b].stepOver(in);
                }
                if (in.isOverrun()) {
                    return mcu;
                }
            }
            return last;
        }
    }
}
