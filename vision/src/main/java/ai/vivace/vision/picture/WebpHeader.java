package ai.vivace.vision.picture;

import ai.vivace.base.InputException;

/** The chunks of a WebP: lossy, lossless or extended. */
final class WebpHeader {
    private static final int FIRST_CHUNK = 12;
    private static final int LENGTH_AND_TYPE = 8;

    private WebpHeader() {}

    static PictureHeader read(Bytes file) {
        file.requireLength(file.unsigned32(4) + LENGTH_AND_TYPE, "it");
        if (file.hasText(FIRST_CHUNK, "VP8X")) {
            int width = file.unsigned24(24) + 1;
            int height = file.unsigned24(27) + 1;
            return PictureHeader.of(PictureFormat.WEBP, width, height, orientation(file));
        }
        if (file.hasText(FIRST_CHUNK, "VP8L")) {
            long bits = file.unsigned32(21);
            return PictureHeader.upright(PictureFormat.WEBP, (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1);
        }
        InputException.require(file.hasText(FIRST_CHUNK, "VP8 "), () -> "is damaged: it holds no picture.");
        return PictureHeader.upright(PictureFormat.WEBP, file.unsigned16(26) & 0x3FFF, file.unsigned16(28) & 0x3FFF);
    }

    private static Orientation orientation(Bytes file) {
        long at = FIRST_CHUNK;
        while (at + LENGTH_AND_TYPE <= file.length()) {
            int here = (int) at;
            long length = file.unsigned32(here + 4);
            if (file.hasText(here, "EXIF") && at + LENGTH_AND_TYPE + length <= file.length()) {
                byte[] exif = file.copy(here + LENGTH_AND_TYPE, (int) length);
                // Some writers put JPEG's prefix in front.
                return TiffDirectory.orientationOf(exif, Bytes.big(exif).hasText(0, "Exif\0\0") ? 6 : 0);
            }
            at += LENGTH_AND_TYPE + length + (length & 1);
        }
        return Orientation.UPRIGHT;
    }
}
