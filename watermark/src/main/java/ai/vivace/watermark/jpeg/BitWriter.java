package ai.vivace.watermark.jpeg;

import ai.vivace.base.InputException;
import java.util.Arrays;

/** Writes bytes, and bits with a zero stuffed behind each 0xFF. */
final class BitWriter {
    private static final int LARGEST = Integer.MAX_VALUE - 16;

    private byte[] bytes;
    private int length;
    private long pending;
    /** Bits of the pending word that are free; 1 to 64. */
    private int free = Long.SIZE;

    /**
     * A writer.
     *
     * @param expected how many bytes will probably come
     */
    BitWriter(int expected) {
        bytes = new byte[Math.max(expected, 64)];
    }

    int length() {
        return length;
    }

    /** What was written. */
    byte[] toBytes() {
        return length == bytes.length ? bytes : Arrays.copyOf(bytes, length);
    }

    /** Writes what was written here to another writer. */
    void copyTo(BitWriter out) {
        out.bytes(bytes, 0, length);
    }

    /** Writes bytes as they are; all bits before have been padded. */
    void bytes(byte[] from, int start, int end) {
        reserve(end - start);
        System.arraycopy(from, start, bytes, length, end - start);
        length += end - start;
    }

    void bytes(byte[] from) {
        bytes(from, 0, from.length);
    }

    /**
     * Writes bits.
     *
     * @param bits a number below 2 to the power of count
     * @param count 0 to 31
     */
    void bits(int bits, int count) {
        int left = free - count;
        if (left > 0) {
            pending |= (long) bits << left;
            free = left;
        } else {
            flush(pending | (long) bits >>> -left);
            pending = left == 0 ? 0 : (long) bits << (Long.SIZE + left);
            free = Long.SIZE + left;
        }
    }

    /** Writes 64 bits. */
    private void word(long word) {
        if (free == Long.SIZE) {
            flush(word);
        } else {
            flush(pending | word >>> (Long.SIZE - free));
            pending = word << free;
        }
    }

    private void flush(long word) {
        reserve(2 * Long.BYTES);
        if (Words.hasFull(word)) {
            for (int shift = Long.SIZE - Byte.SIZE; shift >= 0; shift -= Byte.SIZE) {
                stuffed((byte) (word >>> shift));
            }
        } else {
            Words.put(bytes, length, word);
            length += Long.BYTES;
        }
    }

    private void stuffed(byte next) {
        bytes[length++] = next;
        if (next == (byte) Markers.FULL) {
            bytes[length++] = 0;
        }
    }

    /** Fills the last byte up with ones and writes what is pending. */
    void pad() {
        reserve(2 * Long.BYTES);
        int used = Long.SIZE - free;
        int whole = (used + 7) & -8;
        if (whole > used) {
            pending |= ((1L << (whole - used)) - 1) << (Long.SIZE - whole);
        }
        for (int shift = Byte.SIZE; shift <= whole; shift += Byte.SIZE) {
            stuffed((byte) (pending >>> (Long.SIZE - shift)));
        }
        pending = 0;
        free = Long.SIZE;
    }

    /** Writes bits of a file again, from one mark of {@link BitReader#mark} to another. */
    void copy(byte[] from, long start, long end) {
        int at = (int) (start >>> 3);
        int stop = (int) (end >>> 3);
        int begun = (int) (start & 7);
        int rest = (int) (end & 7);
        if (at == stop) {
            if (rest == begun) {
                return;
            }
            bits((from[at] & 0xFF) >>> (8 - rest) & ((1 << (rest - begun)) - 1), rest - begun);
            return;
        }
        if (begun > 0) {
            bits(from[at] & (0xFF >>> begun), 8 - begun);
            at += size(from, at);
        }
        while (at + Long.BYTES <= stop) {
            long word = Words.get(from, at);
            if (Words.hasFull(word)) {
                int behind = at + Long.BYTES;
                while (at < behind && at < stop) {
                    bits(from[at] & 0xFF, 8);
                    at += size(from, at);
                }
            } else {
                word(word);
                at += Long.BYTES;
            }
        }
        while (at < stop) {
            bits(from[at] & 0xFF, 8);
            at += size(from, at);
        }
        if (rest > 0) {
            bits((from[at] & 0xFF) >>> (8 - rest), rest);
        }
    }

    /** Bytes that a byte of data takes in a file. */
    private static int size(byte[] from, int at) {
        return from[at] == (byte) Markers.FULL ? 2 : 1;
    }

    private void reserve(int more) {
        if (bytes.length - length < more) {
            long least = (long) length + more;
            InputException.require(
                    least <= LARGEST,
                    () -> "A file of " + least + " bytes would be made, but at most " + LARGEST
                            + " can be. Make the picture smaller.");
            long larger = Math.max(bytes.length + (bytes.length >> 2), least);
            bytes = Arrays.copyOf(bytes, (int) Math.min(larger, LARGEST));
        }
    }
}
