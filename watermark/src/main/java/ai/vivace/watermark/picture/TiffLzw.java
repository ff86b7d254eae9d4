package ai.vivace.watermark.picture;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/** LZW as in TIFF 6.0: codes of 9 to 12 bits, most significant bit first, one bit longer a code earlier than in GIF. */
final class TiffLzw {
    private static final int CLEAR = 256;
    private static final int END = 257;
    private static final int FIRST = 258;
    private static final int MOST = 4096;
    private static final int HASHED = 1 << 14;

    private TiffLzw() {}

    static int decode(byte[] file, int at, int length, byte[] to) {
        short[] before = new short[MOST];
        byte[] last = new byte[MOST];
        short[] lengths = new short[MOST];
        for (int i = 0; i < CLEAR; i++) {
            last[i] = (byte) i;
            lengths[i] = 1;
        }
        int end = at + length;
        int place = at;
        int bits = 0;
        int held = 0;
        int size = 9;
        int free = FIRST;
        int previous = -1;
        int done = 0;
        while (done < to.length) {
            while (held < size) {
                if (place >= end) {
                    return done;
                }
                bits = bits << 8 | (file[place++] & 255);
                held += 8;
            }
            int code = bits >>> (held - size) & (1 << size) - 1;
            held -= size;
            bits &= (1 << held) - 1;
            if (code == END) {
                return done;
            }
            if (code == CLEAR) {
                size = 9;
                free = FIRST;
                previous = -1;
                continue;
            }
            if (previous < 0 ? code > CLEAR : code > free) {
                return done;
            }
            int string = code == free ? previous : code;
            int count = lengths[string] + (code == free ? 1 : 0);
            byte first = write(before, last, lengths, string, to, done);
            if (code == free && done + count - 1 < to.length) {
                to[done + count - 1] = first;
            }
            done = Math.min(to.length, done + count);
            if (previous >= 0 && free < MOST) {
                before[free] = (short) previous;
                last[free] = first;
                lengths[free] = (short) (lengths[previous] + 1);
                free++;
                if (free + 1 >= 1 << size && size < 12) {
                    size++;
                }
            }
            previous = code;
        }
        return done;
    }

    /** Writes a string from its end and says how it begins. */
    private static byte write(short[] before, byte[] last, short[] lengths, int string, byte[] to, int at) {
        int code = string;
        for (int place = at + lengths[string] - 1; place > at; place--) {
            if (place < to.length) {
                to[place] = last[code];
            }
            code = before[code];
        }
        if (at < to.length) {
            to[at] = last[code];
        }
        return last[code];
    }

    static byte[] encode(byte[] bytes) {
        Codes codes = new Codes();
        int[] keys = new int[HASHED];
        short[] places = new short[HASHED];
        int free = FIRST;
        int size = 9;
        codes.write(CLEAR, size);
        int prefix = bytes[0] & 255;
        for (int i = 1; i < bytes.length; i++) {
            int next = bytes[i] & 255;
            int key = (prefix << 8 | next) + 1;
            int slot = (key * 0x9E3779B1) >>> 18;
            while (keys[slot] != 0 && keys[slot] != key) {
                slot = slot + 1 & HASHED - 1;
            }
            if (keys[slot] == key) {
                prefix = places[slot];
                continue;
            }
            codes.write(prefix, size);
            prefix = next;
            keys[slot] = key;
            places[slot] = (short) free++;
            if (free == MOST - 1) {
                codes.write(CLEAR, size);
                Arrays.fill(keys, 0);
                free = FIRST;
                size = 9;
            } else if (free == 1 << size) {
                size++;
            }
        }
        codes.write(prefix, size);
        // The reader has an entry more after this code.
        if (free + 1 == 1 << size && size < 12) {
            size++;
        }
        codes.write(END, size);
        return codes.bytes();
    }

    private static final class Codes {
        private final ByteArrayOutputStream out = new ByteArrayOutputStream();
        private int bits;
        private int held;

        void write(int code, int size) {
            bits = bits << size | code;
            held += size;
            while (held >= 8) {
                out.write(bits >>> (held - 8));
                held -= 8;
            }
            bits &= (1 << held) - 1;
        }

        byte[] bytes() {
            if (held > 0) {
                out.write(bits << (8 - held));
                held = 0;
            }
            return out.toByteArray();
        }
    }
}
