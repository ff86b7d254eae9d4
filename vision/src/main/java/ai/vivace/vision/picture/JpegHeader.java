package ai.vivace.vision.picture;

import ai.vivace.base.InputException;

/**
 * What the segments of a JPEG before its first scan say.
 *
 * @param width as stored
 * @param height as stored
 * @param components values a pixel: 1, 3 or 4
 * @param isYcck whether four components are coded as brightness and colour differences
 * @param orientation Exif's
 */
record JpegHeader(int width, int height, int components, boolean isYcck, Orientation orientation) {
    private static final int MARKER = 0xFF;
    private static final int START_OF_SCAN = 0xDA;
    private static final int END = 0xD9;
    private static final int EXIF = 0xE1;
    private static final int ADOBE = 0xEE;

    static JpegHeader read(byte[] file) {
        Bytes bytes = Bytes.big(file);
        JpegHeader header = new JpegHeader(0, 0, 0, false, Orientation.UPRIGHT);
        int at = 2;
        while (bytes.unsigned8(at) == MARKER && bytes.unsigned8(at + 1) != START_OF_SCAN) {
            if (bytes.unsigned8(at + 1) == MARKER) {
                // Markers may be preceded by any number of such bytes.
                at++;
            } else {
                header = header.with(bytes, at, file);
                at += 2 + Math.max(2, bytes.unsigned16(at + 2));
            }
        }
        requireEnd(file, at);
        return header;
    }

    private JpegHeader with(Bytes bytes, int at, byte[] file) {
        int kind = bytes.unsigned8(at + 1);
        if (isFrame(kind)) {
            return new JpegHeader(
                    bytes.unsigned16(at + 7), bytes.unsigned16(at + 5), bytes.unsigned8(at + 9), isYcck, orientation);
        }
        if (kind == EXIF && bytes.hasText(at + 4, "Exif\0\0")) {
            return new JpegHeader(width, height, components, isYcck, TiffDirectory.orientationOf(file, at + 10));
        }
        if (kind == ADOBE && bytes.hasText(at + 4, "Adobe")) {
            return new JpegHeader(width, height, components, bytes.unsigned8(at + 15) == 2, orientation);
        }
        return this;
    }

    PictureHeader header() {
        return PictureHeader.of(PictureFormat.JPEG, width, height, orientation);
    }

    /** Whether a segment tells the size: SOF0 to SOF15, but for the tables among those numbers. */
    private static boolean isFrame(int kind) {
        return kind >= 0xC0 && kind <= 0xCF && kind != 0xC4 && kind != 0xC8 && kind != 0xCC;
    }

    /** Decoders fill what is missing with grey and say nothing. */
    private static void requireEnd(byte[] file, int scan) {
        for (int i = file.length - 2; i >= scan; i--) {
            if ((file[i] & 0xFF) == MARKER && (file[i + 1] & 0xFF) == END) {
                return;
            }
        }
        throw new InputException("is cut short: the mark at its end is missing. Get it anew.");
    }
}
