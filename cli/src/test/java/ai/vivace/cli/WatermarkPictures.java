package ai.vivace.cli;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;

/** Pictures for tests of marks, in order and not. */
final class WatermarkPictures {
    private static final int WIDTH = 320;
    private static final int HEIGHT = 240;

    private WatermarkPictures() {}

    /** Bytes of a picture of slow waves; format is a name of Java's, such as jpg. */
    static byte[] bytes(String format, int number) throws IOException {
        return bytes(format, WIDTH, HEIGHT, number);
    }

    /** A JPEG that is large enough for an invisible mark. */
    static byte[] large() throws IOException {
        return bytes("jpg", 1024, 768, 1);
    }

    private static byte[] bytes(String format, int width, int height, int number) throws IOException {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int red = (int) (127 + 100 * StrictMath.sin((x + 31 * number) / 40.0));
                int green = (int) (127 + 100 * StrictMath.sin((y + 17 * number) / 30.0));
                image.setRGB(x, y, red << 16 | green << 8 | 90);
            }
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(image, format, out);
        return out.toByteArray();
    }

    /** Writes a picture, making its folder. */
    static Path write(Path file) throws IOException {
        String name = file.toString();
        Files.createDirectories(file.toAbsolutePath().getParent());
        return Files.write(file, bytes(name.substring(name.lastIndexOf('.') + 1), name.length()));
    }

    /** A JPEG that ends in the middle of its pixels. */
    static byte[] truncated() throws IOException {
        byte[] whole = bytes("jpg", 1);
        return Arrays.copyOf(whole, whole.length * 2 / 3);
    }

    /** A small PNG that claims to be huge. */
    static byte[] bomb(int width, int height) {
        ByteBuffer header = ByteBuffer.allocate(17);
        header.put("IHDR".getBytes(StandardCharsets.US_ASCII)).putInt(width).putInt(height);
        header.put(new byte[] {8, 2, 0, 0, 0});
        CRC32 check = new CRC32();
        check.update(header.array());
        return ByteBuffer.allocate(33)
                .put(new byte[] {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10})
                .putInt(13)
                .put(header.array())
                .putInt((int) check.getValue())
                .array();
    }

    /** A JPEG with an Exif segment that is none. */
    static byte[] malformedExif() throws IOException {
        byte[] whole = bytes("jpg", 1);
        byte[] exif = "Exif\0\0II*\0\377\377\377\177nonsense".getBytes(StandardCharsets.ISO_8859_1);
        ByteBuffer file = ByteBuffer.allocate(whole.length + exif.length + 4);
        file.put(whole, 0, 2).put((byte) 0xFF).put((byte) 0xE1).putShort((short) (exif.length + 2));
        return file.put(exif).put(whole, 2, whole.length - 2).array();
    }
}
