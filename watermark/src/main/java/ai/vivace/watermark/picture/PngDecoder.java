package ai.vivace.watermark.picture;

import ai.vivace.watermark.layer.Box;
import java.util.List;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** Pixels out of a PNG file: inflated row by row, without filters, passes of interlaced files put together. */
final class PngDecoder {
    /** Left, top, step right, step down of the seven passes. */
    private static final int[][] PASSES = {
        {0, 0, 8, 8}, {4, 0, 8, 8}, {0, 4, 4, 8}, {2, 0, 4, 4}, {0, 2, 2, 4}, {1, 0, 2, 2}, {0, 1, 1, 2}
    };

    private static final int[][] WHOLE = {{0, 0, 1, 1}};

    /** No deflated stream is more than so many times shorter than what it holds. */
    private static final long STRONGEST = 1032;

    private final PngHeader header;
    private final List<PngChunk> data;
    private final Inflater inflater = new Inflater();
    private int next;

    private PngDecoder(PngHeader header, List<PngChunk> data) {
        this.header = header;
        this.data = data;
    }

    /** Takes a row of a pass. */
    private interface Rows {
        /** @param row begins with a byte that is no pixel */
        void take(byte[] row, int y, int[] pass, int pixels);
    }

    /** Samples as they are, of 8 or 16 bits; smaller greys are made 8 bits. Not for palettes. */
    static Samples samples(PngFile file, Reading reading, Notes notes) {
        PngHeader header = file.header();
        Box area = Box.of(header.width(), header.height());
        Layout layout =
                switch (header.type()) {
                    case PngHeader.GREY -> Layout.GREY;
                    case PngHeader.GREY_ALPHA -> Layout.GREY_ALPHA;
                    case PngHeader.RGB -> Layout.RGB;
                    default -> Layout.RGBA;
                };
        PngDecoder decoder = new PngDecoder(header, file.all("IDAT"));
        decoder.checkLength(reading, notes);
        int channels = header.channels();
        if (header.depth() == 16) {
            ShortSamples samples = ShortSamples.of(area, layout);
            decoder.run(reading, notes, (row, y, pass, pixels) -> wide(row, samples, y, pass, pixels));
            return samples;
        }
        ByteSamples samples = ByteSamples.of(area, layout);
        int factor = header.depth() == 8 ? 1 : 255 / ((1 << header.depth()) - 1);
        byte[] bytes = samples.bytes();
        decoder.run(reading, notes, (row, y, pass, pixels) -> {
            int start = Math.multiplyExact(y, header.width()) * channels;
            decoder.narrow(row, bytes, start, pass, pixels, factor);
        });
        return samples;
    }

    /** The indices of a palette picture, a byte each. */
    static byte[] indices(PngFile file, Reading reading, Notes notes) {
        PngHeader header = file.header();
        PngDecoder decoder = new PngDecoder(header, file.all("IDAT"));
        decoder.checkLength(reading, notes);
        byte[] indices = new byte[PixelLimit.samples(header.width(), header.height(), 1)];
        decoder.run(
                reading,
                notes,
                (row, y, pass, pixels) -> decoder.narrow(row, indices, y * header.width(), pass, pixels, 1));
        return indices;
    }

    /** A small file that claims many pixels is found out before there is memory for them. */
    private void checkLength(Reading reading, Notes notes) {
        long deflated = data.stream().mapToLong(PngChunk::length).sum();
        long needed = (long) header.height() * (header.rowBytes(header.width()) + 1L);
        if (deflated * STRONGEST < needed / 2) {
            reading.damage(
                    "The header of the PNG file says " + header.width() + " x " + header.height() + " pixels, but its "
                            + deflated + " bytes of pixels cannot hold so many.",
                    notes);
        }
    }

    private void run(Reading reading, Notes notes, Rows rows) {
        try {
            for (int[] pass : header.interlaced() ? PASSES : WHOLE) {
                int pixels = (header.width() - pass[0] + pass[2] - 1) / pass[2];
                if (pixels > 0 && !run(pass, pixels, rows)) {
                    reading.damage("The pixels of the PNG file end early.", notes);
                    return;
                }
            }
        } catch (DataFormatException e) {
            reading.damage("The pixels of the PNG file are damaged: " + e.getMessage() + ".", notes);
        } finally {
            inflater.end();
        }
    }

    private boolean run(int[] pass, int pixels, Rows rows) throws DataFormatException {
        int length = header.rowBytes(pixels) + 1;
        byte[] row = new byte[length];
        byte[] above = new byte[length];
        for (int y = pass[1]; y < header.height(); y += pass[3]) {
            if (!inflate(row)) {
                return false;
            }
            PngFilter.decode(row, above, length, header.step());
            rows.take(row, y, pass, pixels);
            byte[] spare = above;
            above = row;
            row = spare;
        }
        return true;
    }

    private boolean inflate(byte[] row) throws DataFormatException {
        int filled = 0;
        while (filled < row.length) {
            int got = inflater.inflate(row, filled, row.length - filled);
            filled += got;
            if (got == 0) {
                if (inflater.finished() || inflater.needsDictionary()) {
                    return false;
                }
                if (next == data.size()) {
                    return false;
                }
                PngChunk chunk = data.get(next++);
                inflater.setInput(chunk.source(), chunk.content(), chunk.length());
            }
        }
        return true;
    }

    private static void wide(byte[] row, ShortSamples samples, int y, int[] pass, int pixels) {
        short[] shorts = samples.shorts();
        int channels = samples.layout().channels();
        int from = 1;
        for (int i = 0; i < pixels; i++) {
            int to = samples.pixel(pass[0] + i * pass[2], y) * channels;
            for (int c = 0; c < channels; c++, from += 2) {
                shorts[to + c] = (short) (row[from] << 8 | (row[from + 1] & 255));
            }
        }
    }

    private void narrow(byte[] row, byte[] bytes, int start, int[] pass, int pixels, int factor) {
        int channels = header.channels();
        if (header.depth() == 8) {
            if (pass[2] == 1 && pass[0] == 0) {
                System.arraycopy(row, 1, bytes, start, pixels * channels);
                return;
            }
            for (int i = 0; i < pixels; i++) {
                System.arraycopy(row, 1 + i * channels, bytes, start + (pass[0] + i * pass[2]) * channels, channels);
            }
            return;
        }
        int depth = header.depth();
        int mask = (1 << depth) - 1;
        for (int i = 0; i < pixels; i++) {
            int bit = i * depth;
            int value = row[1 + (bit >> 3)] >> (8 - depth - (bit & 7)) & mask;
            bytes[start + pass[0] + i * pass[2]] = (byte) (value * factor);
        }
    }
}
