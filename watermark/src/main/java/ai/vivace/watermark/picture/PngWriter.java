package ai.vivace.watermark.picture;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.zip.Deflater;

/** Rows into the pieces of a PNG file, not interlaced. */
final class PngWriter {
    /** Content of an IDAT chunk. */
    private static final int PIECE = 1 << 16;

    private final ByteArrayOutputStream out;
    private final PngHeader header;
    private final Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION);
    private final byte[] piece = new byte[PIECE];
    private int filled;

    private PngWriter(ByteArrayOutputStream out, PngHeader header) {
        this.out = out;
        this.header = header;
    }

    /** What a row's bytes are. */
    private interface Rows {
        /** @param row takes them from 1 on */
        void fill(int y, byte[] row);
    }

    /** Writes samples; greys of fewer than 8 bits, by the header, must be multiples of their step. */
    static void write(ByteArrayOutputStream out, PngHeader header, Samples samples) {
        PngWriter writer = new PngWriter(out, header);
        int count = header.width() * header.channels();
        if (samples instanceof ShortSamples wide) {
            short[] shorts = wide.shorts();
            writer.run((y, row) -> wide(shorts, y * count, row));
        } else if (header.depth() == 8) {
            byte[] bytes = samples.narrowed().bytes();
            writer.run((y, row) -> System.arraycopy(bytes, y * count, row, 1, count));
        } else {
            int step = 255 / ((1 << header.depth()) - 1);
            byte[] bytes = samples.narrowed().bytes();
            writer.run((y, row) -> pack(bytes, y * count, count, header.depth(), step, row));
        }
    }

    /** Writes the indices of a palette picture. */
    static void writeIndices(ByteArrayOutputStream out, PngHeader header, byte[] indices) {
        int width = header.width();
        new PngWriter(out, header).run((y, row) -> pack(indices, y * width, width, header.depth(), 1, row));
    }

    private static void wide(short[] shorts, int from, byte[] row) {
        for (int i = 1; i < row.length; i += 2) {
            int value = shorts[from + (i >> 1)];
            row[i] = (byte) (value >> 8);
            row[i + 1] = (byte) value;
        }
    }

    private static void pack(byte[] values, int from, int count, int depth, int step, byte[] row) {
        if (depth == 8) {
            System.arraycopy(values, from, row, 1, count);
            return;
        }
        Arrays.fill(row, (byte) 0);
        for (int i = 0; i < count; i++) {
            int bit = i * depth;
            row[1 + (bit >> 3)] |= (byte) (((values[from + i] & 255) / step) << (8 - depth - (bit & 7)));
        }
    }

    private void run(Rows rows) {
        // Palettes and small greys do not gain by filters, as the standard says.
        boolean filters = header.type() != PngHeader.PALETTE && header.depth() >= 8;
        int length = header.rowBytes(header.width()) + 1;
        byte[] row = new byte[length];
        byte[] above = new byte[length];
        byte[][] filtered = filters ? new byte[5][length] : new byte[0][];
        try {
            for (int y = 0; y < header.height(); y++) {
                rows.fill(y, row);
                row[0] = 0;
                deflate(filters ? PngFilter.encode(row, above, header.step(), filtered) : row);
                byte[] spare = above;
                above = row;
                row = spare;
            }
            deflater.finish();
            while (!deflater.finished()) {
                drain();
            }
            flush();
        } finally {
            deflater.end();
        }
    }

    private void deflate(byte[] row) {
        deflater.setInput(row);
        while (!deflater.needsInput()) {
            drain();
        }
    }

    private void drain() {
        filled += deflater.deflate(piece, filled, PIECE - filled);
        if (filled == PIECE) {
            flush();
        }
    }

    private void flush() {
        if (filled > 0) {
            PngChunk.of("IDAT", Arrays.copyOf(piece, filled)).writeTo(out);
            filled = 0;
        }
    }
}
