package ai.vivace.vision.picture;

import ai.vivace.base.InputException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Numbers in a file's bytes. What lies beyond the end is an {@link IndexOutOfBoundsException}. */
final class Bytes {
    private final byte[] file;
    private final int start;
    private final boolean isLittle;

    private Bytes(byte[] file, int start, boolean isLittle) {
        this.file = file;
        this.start = start;
        this.isLittle = isLittle;
    }

    /** The low byte of a number first. */
    static Bytes little(byte[] file) {
        return new Bytes(file, 0, true);
    }

    /** The high byte of a number first. */
    static Bytes big(byte[] file) {
        return new Bytes(file, 0, false);
    }

    /** What follows the start of a TIFF, whose own first bytes say which byte comes first. */
    static Bytes ofTiff(byte[] file, int start) {
        return new Bytes(file, start, file[start] == 'I');
    }

    int length() {
        return file.length - start;
    }

    int unsigned8(int at) {
        return file[Math.addExact(start, at)] & 0xFF;
    }

    int unsigned16(int at) {
        int first = unsigned8(at);
        int second = unsigned8(at + 1);
        return isLittle ? second << 8 | first : first << 8 | second;
    }

    int unsigned24(int at) {
        return isLittle ? unsigned16(at) | unsigned8(at + 2) << 16 : unsigned16(at) << 8 | unsigned8(at + 2);
    }

    long unsigned32(int at) {
        long first = unsigned16(at);
        long second = unsigned16(at + 2);
        return isLittle ? second << 16 | first : first << 16 | second;
    }

    /** An offset that is written in the file: one that no array has is out of bounds. */
    int offset(int at) {
        long offset = unsigned32(at);
        if (offset >= length()) {
            throw new IndexOutOfBoundsException("offset " + offset + " of " + length());
        }
        return (int) offset;
    }

    boolean hasText(int at, String text) {
        byte[] wanted = text.getBytes(StandardCharsets.ISO_8859_1);
        if (at < 0 || at + wanted.length > length()) {
            return false;
        }
        for (int i = 0; i < wanted.length; i++) {
            if (file[start + at + i] != wanted[i]) {
                return false;
            }
        }
        return true;
    }

    /** Some of the bytes. */
    byte[] copy(int at, int count) {
        return Arrays.copyOfRange(file, start + at, start + at + count);
    }

    /** Makes sure that the file goes on to a place. */
    void requireLength(long needed, String what) {
        InputException.require(
                needed <= length(),
                () -> "is cut short: " + what + " needs " + needed + " bytes, but there are " + length() + ".");
    }
}
