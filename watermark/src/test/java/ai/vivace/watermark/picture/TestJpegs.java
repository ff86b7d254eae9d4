package ai.vivace.watermark.picture;

import ai.vivace.watermark.jpeg.JpegEncoder;
import ai.vivace.watermark.layer.Orientation;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** JPEG files with metadata that tests make. */
final class TestJpegs {
    static final int WIDTH = 150;
    static final int HEIGHT = 110;

    private TestJpegs() {}

    static byte[] colours() {
        return JpegEncoder.of(80).encode(WIDTH, HEIGHT, (y, argb) -> {
            for (int x = 0; x < WIDTH; x++) {
                argb[x] = (40 + x) << 16 | (220 - y) << 8 | (x * y & 127);
            }
        });
    }

    static byte[] grey() {
        return JpegEncoder.of(80)
                .encodeGrey(WIDTH, HEIGHT, (y, argb) -> Arrays.setAll(argb, x -> (60 + x % 100) * 0x010101));
    }

    /** A segment: its marker, then its payload. */
    record Segment(int marker, byte[] payload) {
        static Segment of(int marker, String name, byte[] content) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            out.writeBytes(name.getBytes(StandardCharsets.ISO_8859_1));
            out.writeBytes(content);
            return new Segment(marker, out.toByteArray());
        }
    }

    /** The file with segments behind its JFIF header. */
    static byte[] with(byte[] file, Segment... segments) {
        int head = 20;
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(file, 0, head);
        for (Segment segment : segments) {
            int length = segment.payload().length + 2;
            out.writeBytes(new byte[] {(byte) 0xFF, (byte) segment.marker(), (byte) (length >> 8), (byte) length});
            out.writeBytes(segment.payload());
        }
        out.write(file, head, file.length - head);
        return out.toByteArray();
    }

    static Segment exif(byte[] block) {
        return Segment.of(0xE1, "Exif\0\0", block);
    }

    static Segment xmp(String packet) {
        return Segment.of(0xE1, "http://ns.adobe.com/xap/1.0/\0", packet.getBytes(StandardCharsets.UTF_8));
    }

    /** Exif with an orientation, a maker, and a thumbnail that begins with SOI. */
    static byte[] exifWithThumbnail(Orientation orientation) {
        ByteBuffer out =
                ByteBuffer.allocate(8 + 2 + 24 + 4 + 2 + 24 + 4 + 8 + 12).putShort((short) 0x4D4D);
        out.putShort((short) 42).putInt(8).putShort((short) 2);
        out.putShort((short) 0x010F).putShort((short) 2).putInt(8).putInt(68);
        out.putShort((short) 0x0112).putShort((short) 3).putInt(1).putShort((short) orientation.tag());
        out.putShort((short) 0).putInt(38);
        out.putShort((short) 2);
        out.putShort((short) 0x0201).putShort((short) 4).putInt(1).putInt(76);
        out.putShort((short) 0x0202).putShort((short) 4).putInt(1).putInt(12);
        out.putInt(0).put("Camera1\0".getBytes(StandardCharsets.US_ASCII));
        out.put(new byte[] {(byte) 0xFF, (byte) 0xD8, 1, 2, 3, 4, 5, 6, 7, 8, (byte) 0xFF, (byte) 0xD9});
        return out.array();
    }
}
