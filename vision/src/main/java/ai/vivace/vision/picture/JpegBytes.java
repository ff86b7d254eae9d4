package ai.vivace.vision.picture;

import java.util.Arrays;

/**
 * The bytes of a JPEG file without its colour profile (ICC), which cameras and telephones write. Java would convert every picture
 * by its profile, which takes several times as long as decoding it, and gives other values than Pillow, which ignores profiles:
 * networks that were trained elsewhere have seen the stored values.
 */
final class JpegBytes {
    private static final int START_OF_SCAN = 0xDA;
    private static final int SECOND_APPLICATION_SEGMENT = 0xE2;
    private static final byte[] PROFILE = {'I', 'C', 'C', '_', 'P', 'R', 'O', 'F', 'I', 'L', 'E', 0};

    private JpegBytes() {}

    /** The file without the segments that hold its profile; the same array when it has none. What is damaged stays so. */
    static byte[] withoutProfile(byte[] file) {
        byte[] kept = file;
        int length = 2;
        int at = 2;
        while (at + 4 <= file.length && byteAt(file, at) == 0xFF && byteAt(file, at + 1) != START_OF_SCAN) {
            int end = at + 2 + (byteAt(file, at + 2) << 8 | byteAt(file, at + 3));
            if (end > file.length) {
                break;
            }
            if (isProfile(file, at, end)) {
                kept = kept == file ? file.clone() : kept;
            } else {
                System.arraycopy(file, at, kept, length, end - at);
                length += end - at;
            }
            at = end;
        }
        if (kept == file) {
            return file;
        }
        System.arraycopy(file, at, kept, length, file.length - at);
        return Arrays.copyOf(kept, length + file.length - at);
    }

    private static boolean isProfile(byte[] file, int start, int end) {
        int text = start + 4;
        return byteAt(file, start + 1) == SECOND_APPLICATION_SEGMENT
                && end - text >= PROFILE.length
                && Arrays.equals(file, text, text + PROFILE.length, PROFILE, 0, PROFILE.length);
    }

    private static int byteAt(byte[] file, int index) {
        return file[index] & 0xFF;
    }
}
