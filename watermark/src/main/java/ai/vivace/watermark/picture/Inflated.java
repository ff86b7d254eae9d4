package ai.vivace.watermark.picture;

import java.io.ByteArrayOutputStream;
import java.util.Optional;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/** Small things that are deflated within files, such as profiles. */
final class Inflated {
    /** No profile or text is larger; what is, is an attack. */
    private static final int LARGEST = 1 << 25;

    private Inflated() {}

    /** What a stream of zlib holds; nothing when it is damaged or too large. */
    static Optional<byte[]> of(byte[] source, int at, int length) {
        Inflater inflater = new Inflater();
        try {
            inflater.setInput(source, at, length);
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            byte[] piece = new byte[1 << 13];
            while (!inflater.finished()) {
                int got = inflater.inflate(piece);
                if ((got == 0 && !inflater.finished()) || out.size() > LARGEST) {
                    return Optional.empty();
                }
                out.write(piece, 0, got);
            }
            return Optional.of(out.toByteArray());
        } catch (DataFormatException e) {
            return Optional.empty();
        } finally {
            inflater.end();
        }
    }

    /** A stream of zlib of bytes. */
    static byte[] deflated(byte[] bytes) {
        Deflater deflater = new Deflater();
        try {
            deflater.setInput(bytes);
            deflater.finish();
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            byte[] piece = new byte[1 << 13];
            while (!deflater.finished()) {
                out.write(piece, 0, deflater.deflate(piece));
            }
            return out.toByteArray();
        } finally {
            deflater.end();
        }
    }
}
