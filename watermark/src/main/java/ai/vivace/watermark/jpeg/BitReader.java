package ai.vivace.watermark.jpeg;

/**
 * Reads the bits of entropy-coded data, without the zeros that are stuffed behind 0xFF. Behind the end come zeros. Fields are open to the loops of
 * this package that hold them in variables of their own.
 */
final class BitReader {
    /** So many bits a window has at least once it is filled. */
    static final int FILLED = Long.SIZE - Byte.SIZE + 1;

    final byte[] bytes;
    /** The next bits, the first one highest. */
    long window;
    /** Bits of the window that count. What stands below them is either 0 or what comes next. */
    int count;
    /** Of the next byte that is not in the window. */
    int position;

    private int end;
    private int padding;

    BitReader(byte[] bytes) {
        this.bytes = bytes;
    }

    /** Goes to a byte. */
    void seek(int from, int to) {
        position = from;
        end = to;
        window = 0;
        count = 0;
        padding = 0;
    }

    /** Goes to a bit, as {@link #mark} has told it. */
    void seek(long mark, int to) {
        seek((int) (mark >>> 3), to);
        fill();
        window <<= mark & 7;
        count -= (int) (mark & 7);
    }

    /** Fills the window. */
    void fill() {
        if (position <= end - Long.BYTES) {
            long word = Words.get(bytes, position);
            if (!Words.hasFull(word)) {
                window |= word >>> count;
                int whole = (Long.SIZE - 1 - count) >>> 3;
                position += whole;
                count += whole << 3;
                return;
            }
        }
        fillByBytes();
    }

    /** Fills the window where a byte may be 0xFF or the last one. */
    void fillByBytes() {
        while (count < FILLED) {
            int next = 0;
            if (position < end && bytes[position] != (byte) Markers.FULL) {
                next = bytes[position++] & 0xFF;
            } else if (position + 1 < end && bytes[position + 1] == 0) {
                next = Markers.FULL;
                position += 2;
            } else {
                end = position;
                padding += Byte.SIZE;
            }
            window |= (long) next << (Long.SIZE - Byte.SIZE - count);
            count += Byte.SIZE;
        }
    }

    /** Takes bits out of the window, which has as many. */
    void drop(int bits) {
        window <<= bits;
        count -= bits;
    }

    /** The next bits, at most 32, as a number. */
    int take(int bits) {
        if (bits == 0) {
            return 0;
        }
        if (count < bits) {
            fill();
        }
        int value = (int) (window >>> (Long.SIZE - bits));
        drop(bits);
        return value;
    }

    /** Whether more bits have been taken than there were. */
    boolean isOverrun() {
        return count < padding;
    }

    /** The place of the next bit: that of its byte in the file times 8, plus its place in the byte. */
    long mark() {
        int bits = count - padding;
        int at = position;
        for (int back = (bits + 7) >>> 3; back > 0; back--) {
            at -= at >= 2 && bytes[at - 1] == 0 && bytes[at - 2] == (byte) Markers.FULL ? 2 : 1;
        }
        return ((long) at << 3) + (-bits & 7);
    }
}
