package ai.vivace.store;

import ai.vivace.base.InputException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** The bytes of a pickle, read forwards and counted; whatever is wrong with them is told with the file and the place. */
final class PickleInput {
    private static final int LONGEST_LINE = 1000;
    private static final int CHUNK = 1 << 16;

    private final String file;
    private final InputStream in;
    private final long limit;
    private long position;

    /**
     * Of a stream.
     *
     * @param limit how many bytes are read at most
     */
    PickleInput(String file, InputStream in, long limit) {
        this.file = file;
        this.in = in;
        this.limit = limit;
    }

    /** How many bytes were read. */
    long position() {
        return position;
    }

    int unsignedByte() throws IOException {
        if (position >= limit) {
            throw damaged("its description has more than " + limit + " bytes");
        }
        int value = in.read();
        if (value < 0) {
            throw damaged("it ends early");
        }
        position++;
        return value;
    }

    /** Little-endian, unsigned for fewer than 8 bytes. */
    long whole(int bytes) throws IOException {
        long value = 0;
        for (int i = 0; i < bytes; i++) {
            value |= (long) unsignedByte() << (8 * i);
        }
        return value;
    }

    /** Big-endian, as pickles have floating-point numbers. */
    double floating() throws IOException {
        return Double.longBitsToDouble(Long.reverseBytes(whole(Double.BYTES)));
    }

    /** A whole number of any size, as a Long where it fits. */
    Object bigWhole(long length) throws IOException {
        if (length == 0) {
            return 0L;
        }
        byte[] littleEndian = bytes(length);
        byte[] bigEndian = new byte[littleEndian.length];
        for (int i = 0; i < bigEndian.length; i++) {
            bigEndian[i] = littleEndian[littleEndian.length - 1 - i];
        }
        BigInteger value = new BigInteger(bigEndian);
        if (value.bitLength() < Long.SIZE) {
            return value.longValue();
        }
        return value;
    }

    String text(long length) throws IOException {
        return new String(bytes(length), StandardCharsets.UTF_8);
    }

    /** Grows as bytes come, so that a lying length costs nothing. */
    byte[] bytes(long length) throws IOException {
        if (length < 0 || length > limit - position) {
            throw damaged("it claims a text of " + Long.toUnsignedString(length) + " bytes");
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        long left = length;
        while (left > 0) {
            byte[] chunk = in.readNBytes((int) Math.min(left, CHUNK));
            if (chunk.length == 0) {
                throw damaged("it ends early");
            }
            position += chunk.length;
            left -= chunk.length;
            out.writeBytes(chunk);
        }
        return out.toByteArray();
    }

    /** Up to the end of a line. */
    String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = unsignedByte(); next != '\n'; next = unsignedByte()) {
            if (line.length() == LONGEST_LINE) {
                throw damaged("a name in it has more than " + LONGEST_LINE + " letters");
            }
            line.append((char) next);
        }
        return line.toString();
    }

    InputException damaged(String reason) {
        return damaged(reason, null);
    }

    InputException damaged(String reason, @Nullable Exception cause) {
        return new InputException(
                file + " is damaged or not a PyTorch file: " + reason + ". Copy, download or save it again.", cause);
    }

    InputException refused(String reason) {
        return new InputException(file + " holds " + reason
                + ", and Vivace runs nothing that a file brings. Save only the state, as in torch.save(model.state_dict(),"
                + " path), or take a safetensors file.");
    }
}
