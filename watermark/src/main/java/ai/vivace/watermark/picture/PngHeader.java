package ai.vivace.watermark.picture;

import ai.vivace.base.InputException;
import java.nio.ByteBuffer;

/**
 * IHDR of a PNG file.
 *
 * @param width in pixels
 * @param height in pixels
 * @param depth bits of a sample or of an index
 * @param type of colour: {@link #GREY} and so on
 * @param interlaced whether rows come in seven passes
 */
record PngHeader(int width, int height, int depth, int type, boolean interlaced) {
    static final int GREY = 0;
    static final int RGB = 2;
    static final int PALETTE = 3;
    static final int GREY_ALPHA = 4;
    static final int RGBA = 6;

    /** Checks it, but for the number of pixels. */
    static PngHeader of(PngChunk chunk) {
        InputException.require(
                chunk.length() == 13,
                () -> "Expected 13 bytes of IHDR in a PNG file, but found " + chunk.length() + ".");
        ByteBuffer content = ByteBuffer.wrap(chunk.bytes());
        int width = content.getInt();
        int height = content.getInt();
        int depth = content.get();
        int type = content.get();
        int compression = content.get();
        int filter = content.get();
        int interlace = content.get();
        InputException.require(
                isAllowed(type, depth) && compression == 0 && filter == 0 && (interlace == 0 || interlace == 1),
                () -> "Expected a kind of PNG that the standard has, but found colour type " + type + " with " + depth
                        + " bits, compression " + compression + ", filter " + filter + ", interlace " + interlace
                        + ". The file is damaged or of another standard.");
        InputException.require(
                width > 0 && height > 0,
                () -> "Expected a picture with pixels, but its header says " + width + " x " + height + ".");
        return new PngHeader(width, height, depth, type, interlace == 1);
    }

    private static boolean isAllowed(int type, int depth) {
        boolean usual = depth == 8 || depth == 16;
        boolean small = depth == 1 || depth == 2 || depth == 4;
        return switch (type) {
            case GREY -> usual || small;
            case PALETTE -> small || depth == 8;
            case RGB, GREY_ALPHA, RGBA -> usual;
            default -> false;
        };
    }

    /** The content of the chunk. */
    byte[] content() {
        return ByteBuffer.allocate(13)
                .putInt(width)
                .putInt(height)
                .put((byte) depth)
                .put((byte) type)
                .put((byte) 0)
                .put((byte) 0)
                .put((byte) (interlaced ? 1 : 0))
                .array();
    }

    int channels() {
        return switch (type) {
            case RGB -> 3;
            case GREY_ALPHA -> 2;
            case RGBA -> 4;
            default -> 1;
        };
    }

    /** Bytes of so many pixels of a row, without its filter. */
    int rowBytes(int pixels) {
        return Math.toIntExact(((long) pixels * channels() * depth + 7) / 8);
    }

    /** Bytes from a pixel to the same of its left neighbour, for filters. */
    int step() {
        return Math.max(1, channels() * depth / 8);
    }

    ColourModel colours() {
        return switch (type) {
            case GREY -> ColourModel.GREY;
            case RGB -> ColourModel.RGB;
            case PALETTE -> ColourModel.PALETTE;
            case GREY_ALPHA -> ColourModel.GREY_ALPHA;
            default -> ColourModel.RGB_ALPHA;
        };
    }
}
