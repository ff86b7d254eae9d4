package ai.vivace.watermark.jpeg;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Bytes, eight at a time; the first byte is the highest. */
final class Words {
    private static final VarHandle WORDS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private Words() {}

    static long get(byte[] bytes, int at) {
        return (long) WORDS.get(bytes, at);
    }

    static void put(byte[] bytes, int at, long word) {
        WORDS.set(bytes, at, word);
    }

    /** Whether one of the eight bytes is 0xFF: the search for a zero byte of Hacker's Delight, 6-1, in the complement. */
    static boolean hasFull(long word) {
        return ((~word - 0x0101010101010101L) & word & 0x8080808080808080L) != 0;
    }
}
