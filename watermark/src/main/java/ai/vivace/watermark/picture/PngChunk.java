package ai.vivace.watermark.picture;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32;

/**
 * A piece of a PNG file: length, type, content, checksum.
 *
 * @param type four letters
 * @param source the bytes it lies in
 * @param at where its length stands there
 * @param length of its content
 */
record PngChunk(String type, byte[] source, int at, int length) {
    /** What a chunk has besides its content. */
    static final int FRAME = 12;

    /** A new chunk. */
    static PngChunk of(String type, byte[] content) {
        byte[] bytes = new byte[content.length + FRAME];
        number(bytes, 0, content.length);
        System.arraycopy(type.getBytes(StandardCharsets.ISO_8859_1), 0, bytes, 4, 4);
        System.arraycopy(content, 0, bytes, 8, content.length);
        PngChunk chunk = new PngChunk(type, bytes, 0, content.length);
        number(bytes, content.length + 8, (int) chunk.checksum());
        return chunk;
    }

    private static void number(byte[] bytes, int at, int number) {
        for (int i = 0; i < 4; i++) {
            bytes[at + i] = (byte) (number >>> (24 - 8 * i));
        }
    }

    int content() {
        return at + 8;
    }

    byte[] bytes() {
        return Arrays.copyOfRange(source, content(), content() + length);
    }

    /** What its checksum should be. */
    long checksum() {
        CRC32 sum = new CRC32();
        sum.update(source, at + 4, length + 4);
        return sum.getValue();
    }

    /** Whether a decoder must understand it. */
    boolean isCritical() {
        return Character.isUpperCase(type.charAt(0));
    }

    /** Whether it may stay when pixels have changed, although nobody knows what it is. */
    boolean isSafeToCopy() {
        return Character.isLowerCase(type.charAt(3));
    }

    /** Writes it as it is, with its checksum. */
    void writeTo(ByteArrayOutputStream out) {
        out.write(source, at, length + FRAME);
    }
}
