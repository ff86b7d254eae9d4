package ai.vivace.watermark.jpeg;

import ai.vivace.base.InputException;

/** All coefficients of a picture in memory: two bytes for each, so as many as samples. Not safe for several threads while it is changed. */
public final class JpegCoefficients {
    private final JpegFile file;
    private final Grid grid;
    private final short[][] planes;
    private boolean complete;

    private JpegCoefficients(JpegFile file, Grid grid, short[][] planes, boolean complete) {
        this.file = file;
        this.grid = grid;
        this.planes = planes;
        this.complete = complete;
    }

    private static long samples(Grid grid, int component) {
        return (long) grid.blocksAcross(component) * grid.blocksDown(component) * Zigzag.SIZE;
    }

    private static void requireMemory(Grid grid) {
        long samples = 0;
        for (int c = 0; c < grid.components(); c++) {
            InputException.require(
                    samples(grid, c) < Integer.MAX_VALUE - Long.BYTES,
                    () -> "A JPEG of " + grid.width() + " x " + grid.height()
                            + " pixels has more coefficients than fit.");
            samples += samples(grid, c);
        }
        long bytes = samples * Short.BYTES;
        long most = Runtime.getRuntime().maxMemory();
        InputException.require(
                bytes < most,
                () -> "The coefficients of this JPEG of " + grid.width() + " x " + grid.height() + " pixels take "
                        + (bytes >> 20) + " MB, but Java may use " + (most >> 20)
                        + " MB. Start it with a larger -Xmx.");
    }

    /**
     * Decodes the codes of a file. Where data is missing, coefficients are 0.
     *
     * @throws InputException when the data is damaged, or takes more memory than there is
     */
    public static JpegCoefficients read(JpegFile file) {
        JpegCoefficients coefficients = blank(file);
        for (Scan scan : file.scans()) {
            coefficients.complete &= CoefficientReader.read(file, scan, coefficients.planes);
        }
        coefficients.complete &= !file.isTruncated();
        return coefficients;
    }

    /** Decodes DC coefficients; the others may be 0. */
    static JpegCoefficients readCoarse(JpegFile file) {
        JpegCoefficients coefficients = blank(file);
        for (Scan scan : file.scans()) {
            if (scan.first() == 0) {
                coefficients.complete &= CoefficientReader.read(file, scan, coefficients.planes);
            }
        }
        return coefficients;
    }

    /** A copy whose first components may be changed without changing this one's. */
    JpegCoefficients copy(int components) {
        short[][] copies = planes.clone();
        for (int c = 0; c < components; c++) {
            copies[c] = planes[c].clone();
        }
        return new JpegCoefficients(file, grid, copies, complete);
    }

    /** Coefficients of 0 for a file of which only the headers count. */
    static JpegCoefficients blank(JpegFile file) {
        Grid grid = new Grid(file.frame());
        requireMemory(grid);
        short[][] planes = new short[grid.components()][];
        for (int c = 0; c < planes.length; c++) {
            planes[c] = new short[(int) samples(grid, c)];
        }
        return new JpegCoefficients(file, grid, planes, true);
    }

    /** The file they are of. */
    JpegFile file() {
        return file;
    }

    Grid grid() {
        return grid;
    }

    /** Whether all data was there. */
    public boolean isComplete() {
        return complete;
    }

    /** How many blocks of a component lie side by side, those that only fill up included. */
    public int blocksAcross(int component) {
        return grid.blocksAcross(component);
    }

    /** How many blocks of a component lie one below the other, those that only fill up included. */
    public int blocksDown(int component) {
        return grid.blocksDown(component);
    }

    /**
     * The coefficients of a component: block by block, row by row, each block in zigzag order. Not a copy: changes are written by {@link #write}.
     *
     * @param component its place in the frame
     */
    public short[] component(int component) {
        return planes[component];
    }

    /** Reads an MCU as {@link McuReader#read} does. */
    void readMcu(int mcu, short[] blocks) {
        for (int c = 0; c < planes.length; c++) {
            for (int row = 0; row < grid.vertical(c); row++) {
                int length = grid.horizontal(c) * Zigzag.SIZE;
                int to = grid.firstBlock(c) * Zigzag.SIZE + row * length;
                System.arraycopy(planes[c], place(c, mcu, row), blocks, to, length);
            }
        }
    }

    void writeMcu(int mcu, short[] blocks) {
        for (int c = 0; c < planes.length; c++) {
            for (int row = 0; row < grid.vertical(c); row++) {
                int length = grid.horizontal(c) * Zigzag.SIZE;
                int from = grid.firstBlock(c) * Zigzag.SIZE + row * length;
                System.arraycopy(blocks, from, planes[c], place(c, mcu, row), length);
            }
        }
    }

    /** Where the blocks of a row of an MCU begin. */
    private int place(int component, int mcu, int row) {
        int line = mcu / grid.mcusAcross() * grid.vertical(component) + row;
        int column = mcu % grid.mcusAcross() * grid.horizontal(component);
        return (line * grid.blocksAcross(component) + column) * Zigzag.SIZE;
    }

    /**
     * Writes the file with these coefficients: scans as they were, each behind its Huffman tables, which are those of the file or, where they lack a
     * code, others. All other bytes are those of the file; an end that was missing is there.
     */
    public byte[] write() {
        byte[] from = file.bytes();
        BitWriter out = new BitWriter(from.length + (from.length >>> 4) + 1024);
        int at = 0;
        for (Scan scan : file.scans()) {
            Headers.copyWithoutCodes(from, at, scan.header().position(), file.segments(), out);
            new ScanWriter(file, scan, planes).write(out);
            at = scan.end();
        }
        Headers.copyWithoutCodes(from, at, file.trailer(), file.segments(), out);
        if (file.isTruncated()) {
            out.bytes(new byte[] {(byte) Markers.FULL, (byte) Markers.EOI});
        } else {
            out.bytes(from, file.trailer(), from.length);
        }
        byte[] bytes = out.toBytes();
        MultiPicture.correct(file, bytes);
        return bytes;
    }
}
