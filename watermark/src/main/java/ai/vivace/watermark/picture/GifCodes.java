package ai.vivace.watermark.picture;

import ai.vivace.watermark.layer.Box;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/** The pixels of GIF frames: LZW with codes of up to 12 bits, least significant bit first. */
final class GifCodes {
    private static final int MOST = 4096;
    private static final int HASHED = 1 << 14;

    private GifCodes() {}

    /** Reads codes out of pieces of up to 255 bytes. */
    private static final class Codes {
        private final byte[] bytes;
        private int at;
        private int left;
        private int bits;
        private int held;

        Codes(byte[] bytes, int at) {
            this.bytes = bytes;
            this.at = at;
        }

        /** The next code, or -1 when there is none. */
        int next(int size) {
            while (held < size) {
                if (left == 0) {
                    if (at >= bytes.length || bytes[at] == 0) {
                        return -1;
                    }
                    left = Math.min(bytes[at++] & 255, bytes.length - at);
                    if (left == 0) {
                        return -1;
                    }
                }
                bits |= (bytes[at++] & 255) << held;
                held += 8;
                left--;
            }
            int code = bits & (1 << size) - 1;
            bits >>>= size;
            held -= size;
            return code;
        }
    }

    /** The indices of a frame, row by row from the top; where pixels are missing or wrong, that is damage and the rest is 0. */
    static byte[] decode(byte[] file, GifFrame frame, Reading reading, Notes notes) {
        Box box = frame.box();
        byte[] indices = new byte[PixelLimit.samples(Math.max(1, box.width()), Math.max(1, box.height()), 1)];
        int size = frame.data() < file.length ? file[frame.data()] & 255 : 0;
        int count = (int) box.pixels();
        int done = size >= 1 && size <= 11 ? decode(new Codes(file, frame.data() + 1), size, indices, count) : 0;
        if (done < count) {
            reading.damage("A frame of the GIF file has only " + done + " of its " + count + " pixels.", notes);
        }
        return frame.interlaced() ? arranged(indices, box) : indices;
    }

    private static int decode(Codes codes, int smallest, byte[] indices, int count) {
        int reset = 1 << smallest;
        short[] before = new short[MOST];
        byte[] last = new byte[MOST];
        byte[] stack = new byte[MOST + 1];
        int free = reset + 2;
        int size = smallest + 1;
        int previous = -1;
        int first = 0;
        int done = 0;
        while (done < count) {
            int code = codes.next(size);
            if (code < 0 || code == reset + 1) {
                return done;
            }
            if (code == reset) {
                free = reset + 2;
                size = smallest + 1;
                previous = -1;
                continue;
            }
            if (code > free || (code == free && previous < 0) || (previous < 0 && code > reset)) {
                return done;
            }
            int height = 0;
            int walk = code;
            if (code == free) {
                stack[height++] = (byte) first;
                walk = previous;
            }
            while (walk >= reset) {
                stack[height++] = last[walk];
                walk = before[walk];
            }
            first = walk;
            stack[height++] = (byte) walk;
            while (height > 0 && done < count) {
                indices[done++] = stack[--height];
            }
            if (previous >= 0 && free < MOST) {
                before[free] = (short) previous;
                last[free] = (byte) first;
                free++;
                if (free == 1 << size && size < 12) {
                    size++;
                }
            }
            previous = code;
        }
        return done;
    }

    private static byte[] arranged(byte[] passes, Box box) {
        byte[] rows = new byte[passes.length];
        int[] order = order(box.height());
        for (int i = 0; i < order.length; i++) {
            System.arraycopy(passes, i * box.width(), rows, order[i] * box.width(), box.width());
        }
        return rows;
    }

    /** Which row comes when in an interlaced frame. */
    private static int[] order(int height) {
        int[] order = new int[height];
        int next = 0;
        int[][] passes = {{0, 8}, {4, 8}, {2, 4}, {1, 2}};
        for (int[] pass : passes) {
            for (int y = pass[0]; y < height; y += pass[1]) {
                order[next++] = y;
            }
        }
        return order;
    }

    /** Writes the code size and the pieces of pixels. */
    static void encode(ByteArrayOutputStream out, byte[] indices, int colours) {
        int smallest = Math.max(2, 32 - Integer.numberOfLeadingZeros(Math.max(1, colours - 1)));
        out.write(smallest);
        Pieces pieces = new Pieces(out);
        int reset = 1 << smallest;
        int[] keys = new int[HASHED];
        short[] places = new short[HASHED];
        int free = reset + 2;
        int size = smallest + 1;
        pieces.write(reset, size);
        int prefix = indices[0] & 255;
        for (int i = 1; i < indices.length; i++) {
            int next = indices[i] & 255;
            int key = (prefix << 8 | next) + 1;
            int slot = (key * 0x9E3779B1) >>> 18;
            while (keys[slot] != 0 && keys[slot] != key) {
                slot = slot + 1 & HASHED - 1;
            }
            if (keys[slot] == key) {
                prefix = places[slot];
                continue;
            }
            pieces.write(prefix, size);
            prefix = next;
            if (free < MOST) {
                keys[slot] = key;
                places[slot] = (short) free;
                if (free == 1 << size) {
                    size++;
                }
                free++;
            } else {
                pieces.write(reset, size);
                Arrays.fill(keys, 0);
                free = reset + 2;
                size = smallest + 1;
            }
        }
        pieces.write(prefix, size);
        if (free == 1 << size && size < 12) {
            size++;
        }
        pieces.write(reset + 1, size);
        pieces.close();
    }

    /** Writes codes into pieces of up to 255 bytes. */
    private static final class Pieces {
        private final ByteArrayOutputStream out;
        private final byte[] piece = new byte[255];
        private int filled;
        private int bits;
        private int held;

        Pieces(ByteArrayOutputStream out) {
            this.out = out;
        }

        void write(int code, int size) {
            bits |= code << held;
            held += size;
            while (held >= 8) {
                put(bits);
                bits >>>= 8;
                held -= 8;
            }
        }

        private void put(int value) {
            piece[filled++] = (byte) value;
            if (filled == piece.length) {
                flush();
            }
        }

        private void flush() {
            if (filled > 0) {
                out.write(filled);
                out.write(piece, 0, filled);
                filled = 0;
            }
        }

        void close() {
            if (held > 0) {
                put(bits);
            }
            flush();
            out.write(0);
        }
    }
}
