package ai.vivace.watermark.picture;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Builds GIF files for tests, piece by piece. */
final class GifBytes {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    /** @param colours of all frames, a power of two of them */
    GifBytes(int width, int height, int... colours) {
        out.writeBytes("GIF89a".getBytes(StandardCharsets.US_ASCII));
        word(width);
        word(height);
        int bits = 31 - Integer.numberOfLeadingZeros(colours.length);
        out.write(0x80 | bits - 1);
        out.write(0);
        out.write(0);
        table(colours);
    }

    private void word(int value) {
        out.write(value);
        out.write(value >> 8);
    }

    private void table(int... colours) {
        for (int colour : colours) {
            out.write(colour >> 16);
            out.write(colour >> 8);
            out.write(colour);
        }
    }

    GifBytes loops(int count) {
        out.writeBytes(new byte[] {0x21, (byte) 0xFF, 11});
        out.writeBytes("NETSCAPE2.0".getBytes(StandardCharsets.US_ASCII));
        out.writeBytes(new byte[] {3, 1, (byte) count, 0, 0});
        return this;
    }

    GifBytes comment(String text) {
        out.writeBytes(new byte[] {0x21, (byte) 0xFE, (byte) text.length()});
        out.writeBytes(text.getBytes(StandardCharsets.US_ASCII));
        out.write(0);
        return this;
    }

    /** @param clear index, or -1 */
    GifBytes control(int disposal, int delay, int clear) {
        out.writeBytes(new byte[] {0x21, (byte) 0xF9, 4, (byte) (disposal << 2 | (clear >= 0 ? 1 : 0))});
        word(delay);
        out.write(Math.max(0, clear));
        out.write(0);
        return this;
    }

    /** @param colours of indices, a power of two of them */
    GifBytes frame(int x, int y, int width, int height, int colours, byte... indices) {
        out.write(0x2C);
        word(x);
        word(y);
        word(width);
        word(height);
        out.write(0);
        GifCodes.encode(out, indices, colours);
        return this;
    }

    byte[] end() {
        out.write(';');
        return out.toByteArray();
    }
}
