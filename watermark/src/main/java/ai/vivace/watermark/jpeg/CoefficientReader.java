package ai.vivace.watermark.jpeg;

import java.util.Arrays;

/** Reads the data of a scan, sequential or progressive: F.2 and G.2 of the standard. */
final class CoefficientReader implements ScanOrder.Visitor {
    private final BitReader in;
    private final Scan scan;
    private final Intervals intervals;
    private final Coding coding;
    private final int[] predictors;
    /** Whether the data of the interval has come to its end. */
    private boolean dry;

    private boolean complete = true;
    private int blocksToEnd;

    /** How coefficients are coded. */
    private enum Coding {
        SEQUENTIAL,
        DC_FIRST,
        DC_BIT,
        AC_FIRST,
        AC_BIT
    }

    private final BlockReader[] readers;

    private CoefficientReader(JpegFile file, Scan scan) {
        in = new BitReader(file.bytes());
        this.scan = scan;
        intervals = new Intervals(in, scan);
        predictors = new int[scan.parts().size()];
        readers = new BlockReader[scan.parts().size()];
        if (file.frame().process() != JpegFrame.Process.PROGRESSIVE) {
            coding = Coding.SEQUENTIAL;
            Arrays.setAll(readers, part -> new BlockReader(in, scan.parts().get(part)));
        } else if (scan.first() == 0) {
            coding = scan.high() == 0 ? Coding.DC_FIRST : Coding.DC_BIT;
        } else {
            coding = scan.high() == 0 ? Coding.AC_FIRST : Coding.AC_BIT;
        }
    }

    /**
     * Reads a scan.
     *
     * @param planes the coefficients of each component of the frame, which it changes
     * @return whether all of its data was there
     */
    static boolean read(JpegFile file, Scan scan, short[][] planes) {
        CoefficientReader reader = new CoefficientReader(file, scan);
        ScanOrder.follow(scan, new Grid(file.frame()), planes, reader);
        return reader.complete;
    }

    @Override
    public void interval(int number) {
        dry = !intervals.next();
        complete &= !dry;
        blocksToEnd = 0;
        Arrays.fill(predictors, 0);
    }

    @Override
    public void block(int part, short[] plane, int at) {
        if (dry) {
            return;
        }
        switch (coding) {
            case SEQUENTIAL -> {
                predictors[part] += readers[part].readDifference();
                plane[at] = (short) predictors[part];
                readers[part].readAc(plane, at);
            }
            case DC_FIRST -> {
                predictors[part] += readDifference(part);
                plane[at] = (short) (predictors[part] << scan.low());
            }
            case DC_BIT -> plane[at] |= (short) (in.take(1) << scan.low());
            case AC_FIRST -> readAc(plane, at);
            case AC_BIT -> readAcBits(plane, at);
        }
        if (in.isOverrun()) {
            dry = true;
            complete = false;
            if (coding == Coding.SEQUENTIAL) {
                Arrays.fill(plane, at, at + Zigzag.SIZE, (short) 0);
            }
        }
    }

    private int readDifference(int part) {
        int size = BlockReader.readSymbol(in, scan.parts().get(part).dcTable());
        if (size >= HuffmanTable.LONGEST) {
            throw BlockReader.damaged(in);
        }
        return Magnitude.value(in.take(size), size);
    }

    private void readAc(short[] plane, int at) {
        if (blocksToEnd > 0) {
            blocksToEnd--;
            return;
        }
        HuffmanTable table = scan.parts().get(0).acTable();
        int k = scan.first();
        while (k <= scan.last()) {
            int symbol = BlockReader.readSymbol(in, table);
            int run = symbol >>> 4;
            int size = symbol & 15;
            if (size == 0 && run < 15) {
                blocksToEnd = (1 << run) + in.take(run) - 1;
                return;
            }
            k += run;
            if (k >= Zigzag.SIZE) {
                throw BlockReader.damaged(in);
            }
            if (size > 0) {
                plane[at + k] = (short) (Magnitude.value(in.take(size), size) << scan.low());
            }
            k++;
        }
    }

    private void readAcBits(short[] plane, int at) {
        int k = scan.first();
        if (blocksToEnd == 0) {
            HuffmanTable table = scan.parts().get(0).acTable();
            while (k <= scan.last()) {
                int symbol = BlockReader.readSymbol(in, table);
                int run = symbol >>> 4;
                boolean hasNew = (symbol & 15) != 0;
                if (!hasNew && run < 15) {
                    blocksToEnd = (1 << run) + in.take(run);
                    break;
                }
                int value = hasNew ? (2 * in.take(1) - 1) << scan.low() : 0;
                k = refine(plane, at, k, run);
                if (hasNew && k <= scan.last()) {
                    plane[at + k] = (short) value;
                }
                k++;
            }
        }
        if (blocksToEnd > 0) {
            refine(plane, at, k, Zigzag.SIZE);
            blocksToEnd--;
        }
    }

    /** Reads a bit more of each coefficient that is not zero, until behind a run of zeros another one is found, whose place it gives. */
    private int refine(short[] plane, int at, int from, int run) {
        int left = run;
        int bit = 1 << scan.low();
        for (int k = from; k <= scan.last(); k++) {
            int value = plane[at + k];
            if (value == 0) {
                if (left == 0) {
                    return k;
                }
                left--;
            } else if (in.take(1) != 0 && (Math.abs(value) & bit) == 0) {
                plane[at + k] = (short) (value > 0 ? value + bit : value - bit);
            }
        }
        return scan.last() + 1;
    }
}
