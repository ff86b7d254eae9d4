package ai.vivace.watermark.picture;

import ai.vivace.base.InputException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Windows bitmaps written anew, with the header that all programs read. */
final class BmpWriter {
    private static final int HEADERS = 54;

    private BmpWriter() {}

    /** A bitmap of 24 bits. */
    static byte[] rgb(ByteSamples samples, BmpFile from) {
        int width = from.width();
        int height = from.height();
        int stride = Math.toIntExact((3L * width + 3) / 4 * 4);
        byte[] file = new byte[length(from, 0, stride)];
        ByteBuffer out = begin(file, from, 24, 0);
        byte[] bytes = samples.bytes();
        byte[] row = new byte[stride];
        for (int y = height - 1; y >= 0; y--) {
            for (int x = 0, k = y * width * 3; x < width; x++, k += 3) {
                row[3 * x] = bytes[k + 2];
                row[3 * x + 1] = bytes[k + 1];
                row[3 * x + 2] = bytes[k];
            }
            out.put(row);
        }
        return file;
    }

    /** A bitmap of 8 bits with a list of colours. */
    static byte[] indexed(Indexed picture, BmpFile from) {
        int width = from.width();
        int stride = Math.toIntExact((width + 3L) / 4 * 4);
        int[] colours = picture.colours();
        byte[] file = new byte[length(from, colours.length, stride)];
        ByteBuffer out = begin(file, from, 8, colours.length);
        for (int colour : colours) {
            out.putInt(colour & 0xFFFFFF);
        }
        byte[] row = new byte[stride];
        for (int y = from.height() - 1; y >= 0; y--) {
            System.arraycopy(picture.indices(), y * width, row, 0, width);
            out.put(row);
        }
        return file;
    }

    private static int length(BmpFile from, int colours, int stride) {
        long length = HEADERS + 4L * colours + (long) stride * from.height();
        InputException.require(
                length < Integer.MAX_VALUE - 8,
                () -> "Expected a BMP of less than 2 gigabytes to write, but it has " + length + ". Write it as PNG.");
        return (int) length;
    }

    private static ByteBuffer begin(byte[] file, BmpFile from, int bits, int colours) {
        ByteBuffer out = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        int pixels = HEADERS + 4 * colours;
        out.put((byte) 'B').put((byte) 'M').putInt(file.length).putInt(0).putInt(pixels);
        out.putInt(40)
                .putInt(from.width())
                .putInt(from.height())
                .putShort((short) 1)
                .putShort((short) bits);
        out.putInt(0).putInt(file.length - pixels);
        out.putInt(from.resolution().map(each -> perMetre(each.horizontal())).orElse(0));
        out.putInt(from.resolution().map(each -> perMetre(each.vertical())).orElse(0));
        return out.putInt(colours).putInt(0);
    }

    private static int perMetre(double perInch) {
        return (int) Math.round(perInch / 0.0254);
    }
}
