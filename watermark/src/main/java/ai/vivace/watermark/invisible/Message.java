package ai.vivace.watermark.invisible;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.zip.CRC32;

/**
 * A payload as bits: its kind, its 64 bits, and a check by which a payload that was read wrong is known: the CRC-32 of both, of which the key flips
 * bits by chance. Whatever a detector reads where nothing is, the check is right with probability 2⁻³².
 */
final class Message {
    private static final int KIND = 1;

    /** Bits of a message. */
    static final int BITS = KIND + Long.SIZE + Integer.SIZE;

    /** Bits of its code. */
    static final int CODE_BITS = ConvolutionalCode.length(BITS);

    private final int flipped;

    /**
     * Messages of a key.
     *
     * @param flipped the bits of the check that the key flips
     */
    Message(int flipped) {
        this.flipped = flipped;
    }

    /** The code of a payload, −1 or 1 for each bit. */
    byte[] encode(Payload payload) {
        boolean[] message = new boolean[BITS];
        message[0] = payload.kind() == Payload.Kind.TEXT;
        put(payload.bits(), message, KIND, Long.SIZE);
        put(check(message[0], payload.bits()), message, KIND + Long.SIZE, Integer.SIZE);
        return ConvolutionalCode.encode(message);
    }

    /** The payload that soft values of the code's bits are nearest to; nothing when it is wrong. */
    Optional<Payload> decode(double[] soft) {
        boolean[] message = ConvolutionalCode.decode(soft, BITS);
        long bits = take(message, KIND, Long.SIZE);
        if (take(message, KIND + Long.SIZE, Integer.SIZE) != check(message[0], bits)
                || (message[0] && !Payload.isText(bits))) {
            return Optional.empty();
        }
        return Optional.of(new Payload(message[0] ? Payload.Kind.TEXT : Payload.Kind.NUMBER, bits));
    }

    /** The share of the code's bits that soft values have as the payload's code has them. */
    double agreement(Payload payload, double[] soft) {
        byte[] code = encode(payload);
        int equal = 0;
        for (int i = 0; i < code.length; i++) {
            equal += soft[i] * code[i] > 0 ? 1 : 0;
        }
        return (double) equal / code.length;
    }

    private long check(boolean text, long bits) {
        CRC32 crc = new CRC32();
        crc.update(text ? 1 : 0);
        crc.update(ByteBuffer.allocate(Long.BYTES).putLong(bits).flip());
        return crc.getValue() ^ Integer.toUnsignedLong(flipped);
    }

    private static void put(long value, boolean[] message, int start, int count) {
        for (int i = 0; i < count; i++) {
            message[start + i] = (value >>> (count - 1 - i) & 1) == 1;
        }
    }

    private static long take(boolean[] message, int start, int count) {
        long value = 0;
        for (int i = start; i < start + count; i++) {
            value = value << 1 | (message[i] ? 1 : 0);
        }
        return value;
    }
}
