package ai.vivace.vision;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * The bytes of a JPEG file without its colour profile (ICC), which cameras and telephones write. Java would convert every picture
 * by its profile, which takes several times as long as decoding it, and gives other values than Pillow, which ignores profiles:
 * networks that were trained elsewhere have seen the stored values.
 */
final class JpegBytes {
    private static final byte[] START = {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF};

    /** No file of a sensible picture is longer. */
    private static final int LONGEST = 1 << 28;

    private static final int START_OF_SCAN = 0xDA;
    private static final int SECOND_APPLICATION_SEGMENT = 0xE2;
    private static final byte[] PROFILE = {'I', 'C', 'C', '_', 'P', 'R', 'O', 'F', 'I', 'L', 'E', 0};

    private JpegBytes() {}

    /**
     * A picture's file without its profile if it is a JPEG file, else as it is.
     *
     * @param file can be marked
     */
    static InputStream withoutProfile(InputStream file) throws IOException {
        file.mark(START.length);
        byte[] start = file.readNBytes(START.length);
        file.reset();
        return Arrays.equals(start, START) ? new ByteArrayInputStream(withoutProfile(file.readNBytes(LONGEST))) : file;
    }

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
