package ai.vivace.watermark.picture;

import ai.vivace.base.InputException;
import ai.vivace.watermark.layer.Box;
import java.util.Arrays;
import java.util.Optional;

/** What a directory of a TIFF file says of its pixels, which lie in strips or tiles. */
final class TiffPage {
    static final int WHITE_IS_ZERO = 0;
    static final int BLACK_IS_ZERO = 1;
    static final int RGB = 2;
    static final int PALETTE = 3;
    static final int SEPARATED = 5;

    private static final int CFA = 32803;
    private static final int LINEAR_RAW = 34892;
    private static final int DNG_VERSION = 50706;
    private static final int ASSOCIATED = 1;
    private static final int UNASSOCIATED = 2;

    private final TiffDirectory directory;
    private final int width;
    private final int height;
    private final int channels;
    private final int bits;
    private final boolean equalBits;
    private final int photometric;
    private final long compression;
    private final boolean separate;
    private final int predictor;
    private final boolean tiled;
    private final int partWidth;
    private final int partHeight;
    private final long[] offsets;
    private final long[] counts;

    private TiffPage(TiffDirectory directory, PixelLimit limit) {
        this.directory = directory;
        limit.check(directory.number(TiffTag.WIDTH, "width"), directory.number(TiffTag.HEIGHT, "height"));
        width = (int) directory.number(TiffTag.WIDTH, "width");
        height = (int) directory.number(TiffTag.HEIGHT, "height");
        channels = small(directory.number(TiffTag.SAMPLES_PER_PIXEL, 1), 1, 64, "samples of a pixel");
        long[] each = directory.entry(TiffTag.BITS_PER_SAMPLE).isPresent()
                ? directory.numbers(TiffTag.BITS_PER_SAMPLE, "bits per sample")
                : new long[] {1};
        InputException.require(each.length > 0, () -> "Expected the bits of TIFF samples, but found none.");
        bits = small(each[0], 1, 64, "bits of a sample");
        equalBits = Arrays.stream(each).allMatch(bit -> bit == each[0]);
        photometric = small(directory.number(TiffTag.PHOTOMETRIC, BLACK_IS_ZERO), 0, 0xFFFF, "photometric");
        compression = directory.number(TiffTag.COMPRESSION, 1);
        separate = channels > 1 && directory.number(TiffTag.PLANAR_CONFIGURATION, 1) == 2;
        predictor = small(directory.number(TiffTag.PREDICTOR, 1), 1, 0xFFFF, "predictor");
        tiled = directory.entry(TiffTag.TILE_OFFSETS).isPresent();
        if (tiled) {
            partWidth = small(directory.number(TiffTag.TILE_WIDTH, "tile width"), 1, 1 << 20, "tile width");
            partHeight = small(directory.number(TiffTag.TILE_HEIGHT, "tile height"), 1, 1 << 20, "tile height");
            // A tile larger than the whole picture may be asked for, but not much larger.
            limit.check(partWidth, partHeight);
        } else {
            partWidth = width;
            partHeight = (int) Math.max(1, Math.min(height, directory.number(TiffTag.ROWS_PER_STRIP, height)));
        }
        offsets = directory.numbers(tiled ? TiffTag.TILE_OFFSETS : TiffTag.STRIP_OFFSETS, "strip offsets");
        counts = readCounts();
        int needed = across() * down() * (separate ? channels : 1);
        InputException.require(
                offsets.length >= needed && counts.length >= needed,
                () -> "Expected " + needed + " strips or tiles of a TIFF page, but found " + offsets.length
                        + ". The file is damaged.");
    }

    /** Of a directory that holds a picture. */
    static TiffPage of(TiffDirectory directory, PixelLimit limit) {
        refuseRaw(directory);
        return new TiffPage(directory, limit);
    }

    private static void refuseRaw(TiffDirectory directory) {
        long photometric = directory.number(TiffTag.PHOTOMETRIC, BLACK_IS_ZERO);
        boolean raw = photometric == CFA
                || photometric == LINEAR_RAW
                || directory.entry(DNG_VERSION).isPresent();
        InputException.require(
                !raw,
                () -> "Expected a picture, but this TIFF is a raw photo. Develop it first, then mark the result.");
    }

    private static int small(long number, int least, int most, String what) {
        InputException.require(
                number >= least && number <= most,
                () -> "Expected " + what + " of a TIFF page from " + least + " to " + most + ", but found " + number
                        + ". The file is damaged.");
        return (int) number;
    }

    private long[] readCounts() {
        int tag = tiled ? TiffTag.TILE_BYTE_COUNTS : TiffTag.STRIP_BYTE_COUNTS;
        if (directory.entry(tag).isPresent()) {
            return directory.numbers(tag, "strip byte counts");
        }
        // Old files of one strip leave it out; what is there is then up to the file's end.
        long[] rest = new long[offsets.length];
        for (int i = 0; i < rest.length; i++) {
            rest[i] = Math.max(0, directory.structure().bytes().length() - offsets[i]);
        }
        return rest;
    }

    TiffDirectory directory() {
        return directory;
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

    int photometric() {
        return photometric;
    }

    boolean isSeparate() {
        return separate;
    }

    boolean isTiled() {
        return tiled;
    }

    int predictor() {
        return predictor;
    }

    long[] offsets() {
        return offsets;
    }

    long[] counts() {
        return counts;
    }

    Optional<TiffCoding> coding() {
        return TiffCoding.of(compression);
    }

    long compression() {
        return compression;
    }

    int across() {
        return (width + partWidth - 1) / partWidth;
    }

    int down() {
        return (height + partHeight - 1) / partHeight;
    }

    /** Channels that lie together in a strip or tile. */
    int together() {
        return separate ? 1 : channels;
    }

    int channels() {
        return channels;
    }

    /** Where a strip or tile lies; tiles reach over the edges, the last strip ends with the picture. */
    Box part(int column, int row) {
        int high = tiled ? partHeight : Math.min(partHeight, height - row * partHeight);
        return new Box(column * partWidth, row * partHeight, partWidth, high);
    }

    /** The index of a strip or tile; separate channels come one after the other. */
    int index(int column, int row, int channel) {
        return (channel * down() + row) * across() + column;
    }

    private int base() {
        return switch (photometric) {
            case WHITE_IS_ZERO, BLACK_IS_ZERO, PALETTE -> 1;
            case RGB -> 3;
            default -> 4;
        };
    }

    private int extra() {
        return channels > base() ? (int) directory.number(TiffTag.EXTRA_SAMPLES, 0) : 0;
    }

    /** How pixels are in memory; further channels are left alone. */
    Layout layout() {
        int extra = extra();
        return switch (photometric) {
            case RGB -> extra == UNASSOCIATED ? Layout.RGBA : extra == ASSOCIATED ? Layout.RGB_TIMES_ALPHA : Layout.RGB;
            case SEPARATED -> Layout.CMYK;
            default ->
                extra == UNASSOCIATED ? Layout.GREY_ALPHA : extra == ASSOCIATED ? Layout.GREY_TIMES_ALPHA : Layout.GREY;
        };
    }

    ColourModel colours() {
        return switch (photometric) {
            case PALETTE -> ColourModel.PALETTE;
            case SEPARATED -> ColourModel.CMYK;
            case 6 -> ColourModel.YCBCR;
            case WHITE_IS_ZERO, BLACK_IS_ZERO -> layout().hasAlpha() ? ColourModel.GREY_ALPHA : ColourModel.GREY;
            default -> layout().hasAlpha() ? ColourModel.RGB_ALPHA : ColourModel.RGB;
        };
    }

    /** Whether strips and tiles can be read here, in the form they have. */
    boolean isReadable() {
        boolean known = photometric <= PALETTE || photometric == SEPARATED;
        boolean inks = photometric != SEPARATED || directory.number(TiffTag.INK_SET, 1) == 1;
        return known
                && inks
                && coding().isPresent()
                && equalBits
                && (bits == 8 || (bits == 16 && photometric != PALETTE))
                && channels >= base()
                && (photometric != PALETTE || channels == 1)
                && (predictor == 1 || predictor == 2)
                && directory.number(TiffTag.FILL_ORDER, 1) == 1
                && directory.number(TiffTag.SAMPLE_FORMAT, 1) == 1;
    }

    /** The colours of a palette. */
    int[] palette() {
        long[] map = directory.numbers(TiffTag.COLOUR_MAP, "colour map");
        int count = 1 << bits;
        InputException.require(
                map.length == 3 * count,
                () -> "Expected " + 3 * count + " numbers in the colours of a TIFF page, but found " + map.length
                        + ".");
        int[] palette = new int[count];
        for (int i = 0; i < count; i++) {
            palette[i] = 0xFF000000
                    | (int) (map[i] >> 8) << 16
                    | (int) (map[count + i] >> 8) << 8
                    | (int) (map[2 * count + i] >> 8);
        }
        return palette;
    }
}
