package ai.vivace.watermark.picture;

import ai.vivace.base.InputException;
import java.nio.charset.Charset;
import java.util.Arrays;

/** Numbers out of untrusted bytes: a place that is not there is an {@link InputException}, which says the format. */
final class Bytes {
    private final byte[] bytes;
    private final boolean little;
    private final String what;

    private Bytes(byte[] bytes, boolean little, String what) {
        this.bytes = bytes;
        this.little = little;
        this.what = what;
    }

    /** Numbers with the most significant byte first. */
    static Bytes big(byte[] bytes, String what) {
        return new Bytes(bytes, false, what);
    }

    /** Numbers with the least significant byte first. */
    static Bytes little(byte[] bytes, String what) {
        return new Bytes(bytes, true, what);
    }

    int length() {
        return bytes.length;
    }

    boolean isLittle() {
        return little;
    }

    /** Checks that bytes are there. */
    void require(long at, long length) {
        if (at < 0 || length < 0 || at > bytes.length || length > bytes.length - at) {
            throw new InputException("The " + what + " ends early: expected " + length + " bytes at " + at
                    + ", but it has " + bytes.length + ". Is the file complete?");
        }
    }

    int u8(long at) {
        require(at, 1);
        return bytes[(int) at] & 255;
    }

    int u16(long at) {
        require(at, 2);
        int first = bytes[(int) at] & 255;
        int second = bytes[(int) at + 1] & 255;
        return little ? second << 8 | first : first << 8 | second;
    }

    long u32(long at) {
        long first = u16(at);
        long second = u16(at + 2);
        return little ? second << 16 | first : first << 16 | second;
    }

    int i32(long at) {
        return (int) u32(at);
    }

    /** A number of eight bytes; what is negative as a long is beyond any file. */
    long u64(long at) {
        long first = u32(at);
        long second = u32(at + 4);
        return little ? second << 32 | first : first << 32 | second;
    }

    byte[] slice(long at, long length) {
        require(at, length);
        return Arrays.copyOfRange(bytes, (int) at, (int) (at + length));
    }

    String text(long at, long length, Charset charset) {
        require(at, length);
        return new String(bytes, (int) at, (int) length, charset);
    }
}
