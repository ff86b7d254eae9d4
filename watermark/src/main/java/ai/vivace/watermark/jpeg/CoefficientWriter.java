package ai.vivace.watermark.jpeg;

import java.util.Arrays;

/** Gives out the symbols of a scan, sequential or progressive: F.1 and G.1 of the standard. */
final class CoefficientWriter implements ScanOrder.Visitor {
    private static final int LONG_RUN = 0xF0;
    private static final int MOST_BLOCKS = 0x7FFF;
    /** Bits that wait for the symbol that they follow; a block adds at most 63. */
    private static final int MOST_BITS = 1000;

    private final Scan scan;
    private final SymbolSink sink;
    private final Restart restart;
    private final boolean progressive;
    private final int[] predictors;
    private final byte[] waiting = new byte[MOST_BITS + Zigzag.SIZE];
    private int waitingBits;
    private int blocksToEnd;

    /** What is done between two intervals. */
    interface Restart {
        /** Marks the end of an interval, the first of which has the number 0. */
        void after(int number);
    }

    private CoefficientWriter(JpegFile file, Scan scan, SymbolSink sink, Restart restart) {
        this.scan = scan;
        this.sink = sink;
        this.restart = restart;
        progressive = file.frame().process() == JpegFrame.Process.PROGRESSIVE;
        predictors = new int[scan.parts().size()];
    }

    /** Gives out a scan of coefficients. */
    static void write(JpegFile file, Scan scan, short[][] planes, SymbolSink sink, Restart restart) {
        CoefficientWriter writer = new CoefficientWriter(file, scan, sink, restart);
        ScanOrder.follow(scan, new Grid(file.frame()), planes, writer);
        writer.endBlocks();
    }

    @Override
    public void interval(int number) {
        if (number > 0) {
            endBlocks();
            restart.after(number - 1);
        }
        Arrays.fill(predictors, 0);
    }

    @Override
    public void block(int part, short[] plane, int at) {
        if (!progressive) {
            writeDc(part, plane[at]);
            BlockWriter.writeAc(plane, at, acTable(part), sink);
        } else if (scan.first() > 0) {
            if (scan.high() == 0) {
                writeAc(plane, at);
            } else {
                writeAcBits(plane, at);
            }
        } else if (scan.high() == 0) {
            writeDc(part, plane[at] >> scan.low());
        } else {
            sink.bits(plane[at] >> scan.low() & 1, 1);
        }
    }

    private int acTable(int part) {
        return SymbolSink.acTable(scan.parts().get(part).acSlot());
    }

    private void writeDc(int part, int value) {
        BlockWriter.writeDifference(
                value - predictors[part], scan.parts().get(part).dcSlot(), sink);
        predictors[part] = value;
    }

    private void writeAc(short[] plane, int at) {
        int run = 0;
        for (int k = scan.first(); k <= scan.last(); k++) {
            int coefficient = plane[at + k];
            int amount = Math.abs(coefficient) >> scan.low();
            if (amount == 0) {
                run++;
                continue;
            }
            endBlocks();
            while (run > 15) {
                sink.symbol(acTable(0), LONG_RUN, 0, 0);
                run -= 16;
            }
            int value = coefficient < 0 ? -amount : amount;
            int size = Magnitude.size(value);
            sink.symbol(acTable(0), run << 4 | size, Magnitude.bits(value, size), size);
            run = 0;
        }
        if (run > 0 && ++blocksToEnd == MOST_BLOCKS) {
            endBlocks();
        }
    }

    private void writeAcBits(short[] plane, int at) {
        int end = lastNew(plane, at);
        int run = 0;
        int begun = waitingBits;
        for (int k = scan.first(); k <= scan.last(); k++) {
            int amount = Math.abs(plane[at + k]) >> scan.low();
            if (amount == 0) {
                run++;
                continue;
            }
            while (run > 15 && k <= end) {
                endBlocksBefore(begun);
                sink.symbol(acTable(0), LONG_RUN, 0, 0);
                run -= 16;
                giveBits();
                begun = 0;
            }
            if (amount > 1) {
                waiting[waitingBits++] = (byte) (amount & 1);
            } else {
                endBlocksBefore(begun);
                sink.symbol(acTable(0), run << 4 | 1, plane[at + k] < 0 ? 0 : 1, 1);
                giveBits();
                begun = 0;
                run = 0;
            }
        }
        if (run > 0 || waitingBits > begun) {
            blocksToEnd++;
            if (blocksToEnd == MOST_BLOCKS || waitingBits > MOST_BITS - Zigzag.SIZE) {
                endBlocks();
            }
        }
    }

    /** The last coefficient of a block that was zero before this scan and is not now. */
    private int lastNew(short[] plane, int at) {
        int last = 0;
        for (int k = scan.first(); k <= scan.last(); k++) {
            if (Math.abs(plane[at + k]) >> scan.low() == 1) {
                last = k;
            }
        }
        return last;
    }

    /** Says that blocks have come to their end, if any have, and gives out the bits that wait for it. */
    private void endBlocks() {
        endBlocksBefore(waitingBits);
    }

    /** Says that blocks before this one have come to their end; the first bits that wait are theirs, the rest stays. */
    private void endBlocksBefore(int bits) {
        if (blocksToEnd > 0) {
            int size = Magnitude.size(blocksToEnd) - 1;
            sink.symbol(acTable(0), size << 4, blocksToEnd & ((1 << size) - 1), size);
            blocksToEnd = 0;
            for (int i = 0; i < bits; i++) {
                sink.bits(waiting[i], 1);
            }
            System.arraycopy(waiting, bits, waiting, 0, waitingBits - bits);
            waitingBits -= bits;
        }
    }

    private void giveBits() {
        for (int i = 0; i < waitingBits; i++) {
            sink.bits(waiting[i], 1);
        }
        waitingBits = 0;
    }
}
