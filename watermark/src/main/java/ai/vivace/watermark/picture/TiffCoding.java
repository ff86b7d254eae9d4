package ai.vivace.watermark.picture;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** Lossless compressions of TIFF strips and tiles that are both read and written. */
enum TiffCoding {
    NONE(1) {
        @Override
        int decode(byte[] file, int at, int length, byte[] to) {
            int count = Math.min(length, to.length);
            System.arraycopy(file, at, to, 0, count);
            return count;
        }

        @Override
        byte[] encode(byte[] bytes, int row) {
            return bytes;
        }
    },
    LZW(5) {
        @Override
        int decode(byte[] file, int at, int length, byte[] to) {
            return TiffLzw.decode(file, at, length, to);
        }

        @Override
        byte[] encode(byte[] bytes, int row) {
            return TiffLzw.encode(bytes);
        }
    },
    DEFLATE(8) {
        @Override
        int decode(byte[] file, int at, int length, byte[] to) {
            return inflate(file, at, length, to);
        }

        @Override
        byte[] encode(byte[] bytes, int row) {
            return deflate(bytes);
        }
    },
    /** The number that some programs used before the standard had one. */
    OLD_DEFLATE(32946) {
        @Override
        int decode(byte[] file, int at, int length, byte[] to) {
            return inflate(file, at, length, to);
        }

        @Override
        byte[] encode(byte[] bytes, int row) {
            return deflate(bytes);
        }
    },
    PACK_BITS(32773) {
        @Override
        int decode(byte[] file, int at, int length, byte[] to) {
            int end = at + length;
            int done = 0;
            int place = at;
            while (place < end && done < to.length) {
                int count = file[place++];
                if (count >= 0) {
                    int copied = Math.min(count + 1, Math.min(end - place, to.length - done));
                    System.arraycopy(file, place, to, done, copied);
                    place += copied;
                    done += copied;
                } else if (count != -128 && place < end) {
                    int filled = Math.min(1 - count, to.length - done);
                    Arrays.fill(to, done, done + filled, file[place++]);
                    done += filled;
                }
            }
            return done;
        }

        @Override
        byte[] encode(byte[] bytes, int row) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            for (int from = 0; from < bytes.length; from += row) {
                packRow(bytes, from, Math.min(from + row, bytes.length), out);
            }
            return out.toByteArray();
        }
    };

    private final int number;

    TiffCoding(int number) {
        this.number = number;
    }

    int number() {
        return number;
    }

    static Optional<TiffCoding> of(long number) {
        return Arrays.stream(values()).filter(coding -> coding.number == number).findFirst();
    }

    /**
     * Decodes.
     *
     * @param to takes the bytes
     * @return how many there were; fewer than there is room for when the data are damaged
     */
    abstract int decode(byte[] file, int at, int length, byte[] to);

    /**
     * Encodes.
     *
     * @param row bytes of a row
     */
    abstract byte[] encode(byte[] bytes, int row);

    private static int inflate(byte[] file, int at, int length, byte[] to) {
        Inflater inflater = new Inflater();
        try {
            inflater.setInput(file, at, length);
            int done = 0;
            while (done < to.length) {
                int got = inflater.inflate(to, done, to.length - done);
                if (got == 0) {
                    return done;
                }
                done += got;
            }
            return done;
        } catch (DataFormatException e) {
            return 0;
        } finally {
            inflater.end();
        }
    }

    private static byte[] deflate(byte[] bytes) {
        return Inflated.deflated(bytes);
    }

    /** Rows are packed one by one, as the standard wants. */
    private static void packRow(byte[] bytes, int from, int end, ByteArrayOutputStream out) {
        int at = from;
        while (at < end) {
            int run = run(bytes, at, end);
            if (run >= 2) {
                out.write(1 - run);
                out.write(bytes[at]);
                at += run;
                continue;
            }
            int start = at;
            while (at < end && at - start < 128 && run(bytes, at, end) < 3) {
                at++;
            }
            out.write(at - start - 1);
            out.write(bytes, start, at - start);
        }
    }

    private static int run(byte[] bytes, int at, int end) {
        int stop = Math.min(end, at + 128);
        int next = at + 1;
        while (next < stop && bytes[next] == bytes[at]) {
            next++;
        }
        return next - at;
    }
}
