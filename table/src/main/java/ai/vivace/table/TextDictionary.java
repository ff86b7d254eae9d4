package ai.vivace.table;

import ai.vivace.base.InputException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Numbers texts in the order they first come in: a hash table with open addressing over their UTF-8. */
final class TextDictionary {
    private static final int LARGEST = Integer.MAX_VALUE - 64;

    private byte[] utf8 = new byte[256];
    private int[] ends = new int[16];
    private int[] slots = new int[64];
    private int size;
    private byte[] scratch = new byte[64];

    int size() {
        return size;
    }

    /** A text's number, a new one when it is new. */
    int number(char[] text, int from, int length) {
        scratch = length <= scratch.length ? scratch : new byte[2 * length];
        for (int i = 0; i < length; i++) {
            char letter = text[from + i];
            if (letter >= 0x80) {
                return number(new String(text, from, length));
            }
            scratch[i] = (byte) letter;
        }
        return number(scratch, length);
    }

    /** A text's number, a new one when it is new. */
    int number(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return number(bytes, bytes.length);
    }

    private int number(byte[] text, int length) {
        int mask = slots.length - 1;
        int slot = hash(text, 0, length) & mask;
        for (; slots[slot] != 0; slot = (slot + 1) & mask) {
            int known = slots[slot] - 1;
            if (Arrays.equals(utf8, begin(known), ends[known], text, 0, length)) {
                return known;
            }
        }
        slots[slot] = size + 1;
        append(text, length);
        if (2 * size > slots.length) {
            spread();
        }
        return size - 1;
    }

    private int begin(int number) {
        return number == 0 ? 0 : ends[number - 1];
    }

    private void append(byte[] text, int length) {
        int begin = begin(size);
        InputException.require(
                (long) begin + length <= LARGEST,
                () -> "A column's different texts have more than " + LARGEST
                        + " bytes together, which is more than a column can hold. Leave the column out.");
        if (begin + length > utf8.length) {
            utf8 = Arrays.copyOf(utf8, (int) Math.min(LARGEST, Math.max(begin + (long) length, utf8.length * 3L / 2)));
        }
        System.arraycopy(text, 0, utf8, begin, length);
        ends = size < ends.length ? ends : Arrays.copyOf(ends, size * 3 / 2);
        ends[size++] = begin + length;
    }

    private void spread() {
        slots = new int[slots.length * 2];
        int mask = slots.length - 1;
        for (int number = 0; number < size; number++) {
            int slot = hash(utf8, begin(number), ends[number]) & mask;
            while (slots[slot] != 0) {
                slot = (slot + 1) & mask;
            }
            slots[slot] = number + 1;
        }
    }

    private static int hash(byte[] text, int from, int to) {
        int hash = 0x811C9DC5;
        for (int i = from; i < to; i++) {
            hash = (hash ^ text[i]) * 0x01000193;
        }
        return hash ^ hash >>> 15;
    }

    Texts texts() {
        return new Texts(Arrays.copyOf(utf8, begin(size)), Arrays.copyOf(ends, size));
    }
}
