package ai.vivace.vision.picture;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JpegBytesTest {
    private static final int AFTER_START = 2;

    @TempDir
    Path folder;

    private static byte[] plain() throws IOException {
        BufferedImage picture = new BufferedImage(16, 16, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < 256; i++) {
            picture.setRGB(i % 16, i / 16, 0x400000 * (i % 4) + 0x4000 * (i / 64) + i);
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        assertThat(ImageIO.write(picture, "jpg", bytes)).isTrue();
        return bytes.toByteArray();
    }

    /** The file with a profile under which the stored values mean other colours, in as many segments as asked for. */
    private static byte[] profiled(byte[] file, int segments) throws IOException {
        byte[] profile = ICC_Profile.getInstance(ColorSpace.CS_LINEAR_RGB).getData();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.write(file, 0, AFTER_START);
            for (int i = 0; i < segments; i++) {
                int start = profile.length * i / segments;
                int end = profile.length * (i + 1) / segments;
                out.writeShort(0xFFE2);
                out.writeShort(2 + 12 + 2 + end - start);
                out.write("ICC_PROFILE\0".getBytes(StandardCharsets.US_ASCII));
                out.writeByte(i + 1);
                out.writeByte(segments);
                out.write(profile, start, end - start);
            }
            out.write(file, AFTER_START, file.length - AFTER_START);
        }
        return bytes.toByteArray();
    }

    @Test
    void onlyTheProfileIsLeftOut() throws IOException {
        byte[] plain = plain();

        assertThat(JpegBytes.withoutProfile(profiled(plain, 1))).isEqualTo(plain);
        assertThat(JpegBytes.withoutProfile(profiled(plain, 3))).isEqualTo(plain);
        assertThat(JpegBytes.withoutProfile(plain)).isSameAs(plain);
    }

    @Test
    void pixelsAreTheStoredOnesWhateverTheProfile() throws IOException {
        Path plain = Files.write(folder.resolve("plain.jpg"), plain());
        Path profiled = Files.write(folder.resolve("profiled.jpg"), profiled(plain(), 2));
        PictureDecoder decoder = new PictureDecoder(Colour.RGB, 16, 16, Fit.SQUISH);

        assertThat(decoder.decode(profiled).values())
                .isEqualTo(decoder.decode(plain).values());
    }

    @Test
    void aFileThatEndsTooEarlyIsLeftForTheDecoderToRefuse() throws IOException {
        byte[] whole = profiled(plain(), 1);

        for (int length = 0; length < 500; length += 7) {
            byte[] cut = Arrays.copyOf(whole, length);
            assertThat(JpegBytes.withoutProfile(cut)).isEqualTo(cut);
        }
    }
}
