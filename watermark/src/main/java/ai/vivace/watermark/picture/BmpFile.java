package ai.vivace.watermark.picture;

import ai.vivace.base.InputException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/** The headers of a Windows bitmap, and where its pixels are. */
final class BmpFile {
    private static final int FILE_HEADER = 14;
    private static final int OLDEST = 12;
    private static final int RLE8 = 1;
    private static final int RLE4 = 2;
    private static final int FIELDS = 3;
    private static final int ALPHA_FIELDS = 6;

    private final byte[] bytes;
    private final Bytes numbers;
    private final int header;
    private final int width;
    private final int height;
    private final boolean topDown;
    private final int bits;
    private final int compression;
    private final int pixels;
    private final int[] colours;
    private final long[] masks;

    private BmpFile(byte[] bytes, Reading reading) {
        this.bytes = bytes;
        numbers = Bytes.little(bytes, "BMP file");
        header = (int) Math.min(numbers.u32(FILE_HEADER), Integer.MAX_VALUE);
        boolean oldest = header == OLDEST;
        if (!oldest && (header < 40 || header > 124)) {
            throw BmpPicture.unsupported("a header of " + header + " bytes");
        }
        width = oldest ? numbers.u16(18) : numbers.i32(18);
        int rows = oldest ? numbers.u16(20) : numbers.i32(22);
        topDown = rows < 0;
        reading.limit().check(width, Math.abs((long) rows));
        height = Math.abs(rows);
        bits = numbers.u16(oldest ? 24 : 28);
        compression = oldest ? 0 : numbers.i32(30);
        if (bits != 1 && bits != 4 && bits != 8 && bits != 16 && bits != 24 && bits != 32) {
            throw BmpPicture.unsupported(bits + " bits");
        }
        boolean fields = compression == FIELDS || compression == ALPHA_FIELDS;
        boolean allowed = compression == 0
                || (compression == RLE8 && bits == 8)
                || (compression == RLE4 && bits == 4)
                || (fields && (bits == 16 || bits == 32));
        if (!allowed || (header == 64 && compression != 0)) {
            throw BmpPicture.unsupported("compression " + compression + " with " + bits + " bits");
        }
        pixels = (int) Math.min(numbers.u32(10), Integer.MAX_VALUE);
        InputException.require(
                pixels >= FILE_HEADER + header && pixels <= bytes.length,
                () ->
                        "Expected the pixels of the BMP file behind its headers and before its end, but it says they are at "
                                + pixels + ". The file is damaged; copy it again.");
        masks = masks(fields);
        colours = bits <= 8 ? readColours(oldest) : new int[0];
    }

    static BmpFile read(byte[] bytes, Reading reading, Notes notes) {
        BmpFile file = new BmpFile(bytes, reading);
        long end = file.pixels + file.stride() * file.height;
        if (!file.isRunLength() && end > bytes.length) {
            String what = "The BMP file ends " + (end - bytes.length) + " bytes early, within its pixels.";
            reading.damage(what, notes);
            // Missing bytes are black; the claimed size is within the limit of pixels.
            InputException.require(
                    end < Integer.MAX_VALUE - 8,
                    () -> "Expected a BMP of less than 2 gigabytes, but found " + end + ".");
            return new BmpFile(Arrays.copyOf(bytes, (int) end), reading);
        }
        return file;
    }

    private long[] masks(boolean fields) {
        if (!fields) {
            return bits == 16 ? new long[] {0x7C00, 0x3E0, 0x1F, 0} : new long[] {0xFF0000, 0xFF00, 0xFF, 0};
        }
        int at = FILE_HEADER + 40;
        long alpha = header >= 56 || compression == ALPHA_FIELDS ? numbers.u32(at + 12L) : 0;
        return new long[] {numbers.u32(at), numbers.u32(at + 4), numbers.u32(at + 8), alpha};
    }

    private int paletteAt() {
        return FILE_HEADER + header + (header == 40 && compression == FIELDS ? 12 : 0);
    }

    private int entry() {
        return header == OLDEST ? 3 : 4;
    }

    private int[] readColours(boolean oldest) {
        long said = oldest ? 0 : numbers.u32(46);
        int count = said == 0 || said > 1 << bits ? 1 << bits : (int) said;
        // Some writers leave colours out that no pixel uses.
        count = Math.max(0, Math.min(count, (pixels - paletteAt()) / entry()));
        int[] read = new int[count];
        for (int i = 0; i < count; i++) {
            int at = paletteAt() + entry() * i;
            read[i] = 0xFF000000 | numbers.u8(at + 2L) << 16 | numbers.u8(at + 1L) << 8 | numbers.u8(at);
        }
        return read;
    }

    byte[] bytes() {
        return bytes;
    }

    int width() {
        return width;
    }

    int height() {
        return height;
    }

    int bits() {
        return bits;
    }

    int pixels() {
        return pixels;
    }

    int[] colours() {
        return colours;
    }

    boolean isTopDown() {
        return topDown;
    }

    boolean isPalette() {
        return bits <= 8;
    }

    boolean isRunLength() {
        return compression == RLE8 || compression == RLE4;
    }

    boolean hasAlpha() {
        return !isPalette() && masks[3] != 0;
    }

    /** Bytes of a row, which ends at a multiple of four. */
    long stride() {
        return ((long) width * bits + 31) / 32 * 4;
    }

    private int row(int y) {
        return Math.toIntExact(pixels + stride() * (topDown ? y : height - 1 - y));
    }

    Optional<Resolution> resolution() {
        if (header < 40 || numbers.i32(38) <= 0 || numbers.i32(42) <= 0) {
            return Optional.empty();
        }
        return Optional.of(Resolution.ofMetre(numbers.i32(38), numbers.i32(42)));
    }

    /** The embedded profile of the newest header. */
    Optional<byte[]> profile() {
        if (header != 124 || !numbers.text(70, 4, StandardCharsets.ISO_8859_1).equals("DEBM")) {
            return Optional.empty();
        }
        long at = FILE_HEADER + numbers.u32(126);
        long length = numbers.u32(130);
        return at + length <= bytes.length && length > 0 ? Optional.of(numbers.slice(at, length)) : Optional.empty();
    }

    /** All indices of a picture that is not run-length coded, a byte each. */
    byte[] indices() {
        byte[] indices = new byte[PixelLimit.samples(width, height, 1)];
        int mask = (1 << bits) - 1;
        for (int y = 0; y < height; y++) {
            int row = row(y);
            for (int x = 0; x < width; x++) {
                int bit = x * bits;
                indices[y * width + x] = (byte) (bytes[row + (bit >> 3)] >> (8 - bits - (bit & 7)) & mask);
            }
        }
        return indices;
    }

    /** The file with other indices and colours, of which there are as many as before. */
    byte[] withIndices(Indexed marked) {
        byte[] file = bytes.clone();
        int mask = (1 << bits) - 1;
        for (int y = 0; y < height; y++) {
            int row = row(y);
            for (int x = 0; x < width; x++) {
                int bit = x * bits;
                int shift = 8 - bits - (bit & 7);
                int at = row + (bit >> 3);
                int others = file[at] & ~(mask << shift);
                file[at] = (byte) (others | marked.indices()[y * width + x] << shift);
            }
        }
        for (int i = 0; i < colours.length; i++) {
            int colour = marked.colours()[i];
            int at = paletteAt() + entry() * i;
            file[at] = (byte) colour;
            file[at + 1] = (byte) (colour >> 8);
            file[at + 2] = (byte) (colour >> 16);
        }
        return file;
    }

    /** A pixel of 16, 24 or 32 bits. */
    int argb(byte[] from, int x, int y) {
        int at = row(y) + x * (bits / 8);
        if (bits == 24) {
            return 0xFF000000 | (from[at + 2] & 255) << 16 | (from[at + 1] & 255) << 8 | (from[at] & 255);
        }
        long pixel = 0;
        for (int i = 0; i < bits / 8; i++) {
            pixel |= (from[at + i] & 255L) << (8 * i);
        }
        int alpha = masks[3] == 0 ? 255 : part(pixel, masks[3]);
        return alpha << 24 | part(pixel, masks[0]) << 16 | part(pixel, masks[1]) << 8 | part(pixel, masks[2]);
    }

    private static int part(long pixel, long mask) {
        if (mask == 0) {
            return 0;
        }
        int shift = Long.numberOfTrailingZeros(mask);
        long most = mask >>> shift;
        return (int) (((pixel & mask) >>> shift) * 255 / most
                + (((pixel & mask) >>> shift) * 255 % most * 2 >= most ? 1 : 0));
    }

    /** Sets a pixel of 16, 24 or 32 bits; bits that mean nothing stay. */
    void put(byte[] into, int x, int y, int argb) {
        int at = row(y) + x * (bits / 8);
        if (bits == 24) {
            into[at] = (byte) argb;
            into[at + 1] = (byte) (argb >> 8);
            into[at + 2] = (byte) (argb >> 16);
            return;
        }
        long pixel = placed(argb >> 16 & 255, masks[0])
                | placed(argb >> 8 & 255, masks[1])
                | placed(argb & 255, masks[2])
                | placed(argb >>> 24, masks[3]);
        long all = masks[0] | masks[1] | masks[2] | masks[3];
        for (int i = 0; i < bits / 8; i++) {
            int others = into[at + i] & ~(int) (all >> (8 * i));
            into[at + i] = (byte) (others | (int) (pixel >> (8 * i)));
        }
    }

    private static long placed(int value, long mask) {
        if (mask == 0) {
            return 0;
        }
        int shift = Long.numberOfTrailingZeros(mask);
        long most = mask >>> shift;
        return ((value * most + 127) / 255) << shift & mask;
    }
}
