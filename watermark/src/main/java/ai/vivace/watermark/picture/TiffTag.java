package ai.vivace.watermark.picture;

import java.util.List;
import java.util.Set;

/** Numbers of tags and types, from TIFF 6.0, its technical notes, and Exif 2.32. */
final class TiffTag {
    static final int WIDTH = 256;
    static final int HEIGHT = 257;
    static final int BITS_PER_SAMPLE = 258;
    static final int COMPRESSION = 259;
    static final int PHOTOMETRIC = 262;
    static final int FILL_ORDER = 266;
    static final int STRIP_OFFSETS = 273;
    static final int ORIENTATION = 274;
    static final int SAMPLES_PER_PIXEL = 277;
    static final int ROWS_PER_STRIP = 278;
    static final int STRIP_BYTE_COUNTS = 279;
    static final int X_RESOLUTION = 282;
    static final int Y_RESOLUTION = 283;
    static final int PLANAR_CONFIGURATION = 284;
    static final int RESOLUTION_UNIT = 296;
    static final int SOFTWARE = 305;
    static final int ARTIST = 315;
    static final int PREDICTOR = 317;
    static final int COLOUR_MAP = 320;
    static final int TILE_WIDTH = 322;
    static final int TILE_HEIGHT = 323;
    static final int TILE_OFFSETS = 324;
    static final int TILE_BYTE_COUNTS = 325;
    static final int SUB_IFDS = 330;
    static final int INK_SET = 332;
    static final int EXTRA_SAMPLES = 338;
    static final int SAMPLE_FORMAT = 339;
    static final int JPEG_TABLES = 347;
    static final int THUMBNAIL_OFFSET = 513;
    static final int THUMBNAIL_LENGTH = 514;
    static final int YCBCR_SUBSAMPLING = 530;
    static final int XMP = 700;
    static final int COPYRIGHT = 33432;
    static final int IPTC = 33723;
    static final int PHOTOSHOP = 34377;
    static final int EXIF = 34665;
    static final int ICC_PROFILE = 34675;
    static final int GPS = 34853;

    /** Tags that say how pixels lie in forms that are not written. */
    static final List<Integer> OF_OTHER_FORMS = List.of(
            FILL_ORDER,
            292,
            293,
            PREDICTOR,
            COLOUR_MAP,
            TILE_WIDTH,
            TILE_HEIGHT,
            TILE_OFFSETS,
            TILE_BYTE_COUNTS,
            JPEG_TABLES,
            SAMPLE_FORMAT,
            529,
            YCBCR_SUBSAMPLING,
            531,
            532);

    static final int BYTE = 1;
    static final int ASCII = 2;
    static final int SHORT = 3;
    static final int LONG = 4;
    static final int RATIONAL = 5;
    static final int UNDEFINED = 7;
    static final int LONG8 = 16;

    /** Tags that say how pixels lie and look. */
    private static final Set<Integer> LOOK = Set.of(
            254,
            255,
            WIDTH,
            HEIGHT,
            BITS_PER_SAMPLE,
            COMPRESSION,
            PHOTOMETRIC,
            263,
            264,
            265,
            FILL_ORDER,
            STRIP_OFFSETS,
            ORIENTATION,
            SAMPLES_PER_PIXEL,
            ROWS_PER_STRIP,
            STRIP_BYTE_COUNTS,
            280,
            281,
            X_RESOLUTION,
            Y_RESOLUTION,
            PLANAR_CONFIGURATION,
            286,
            287,
            288,
            289,
            290,
            291,
            292,
            293,
            RESOLUTION_UNIT,
            297,
            301,
            PREDICTOR,
            318,
            319,
            COLOUR_MAP,
            321,
            TILE_WIDTH,
            TILE_HEIGHT,
            TILE_OFFSETS,
            TILE_BYTE_COUNTS,
            INK_SET,
            333,
            334,
            336,
            337,
            EXTRA_SAMPLES,
            SAMPLE_FORMAT,
            340,
            341,
            342,
            JPEG_TABLES,
            512,
            THUMBNAIL_OFFSET,
            THUMBNAIL_LENGTH,
            515,
            517,
            518,
            519,
            520,
            521,
            529,
            YCBCR_SUBSAMPLING,
            531,
            532,
            ICC_PROFILE);

    private static final int[] SIZES = {0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8, 4, 0, 0, 8, 8, 8};

    private TiffTag() {}

    /** Bytes of a value of a type, 0 for an unknown one. */
    static int size(int type) {
        return type < SIZES.length ? SIZES[type] : 0;
    }

    /** Whether pixels could not be read, or would look otherwise, without a tag. */
    static boolean isLook(int tag) {
        return LOOK.contains(tag);
    }
}
