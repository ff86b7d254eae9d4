package ai.vivace.watermark.render;

import static org.assertj.core.api.Assertions.assertThat;

import ai.vivace.watermark.mark.TextMark;
import ai.vivace.watermark.mark.Watermark;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FontStartTest {
    @TempDir
    private Path folder;

    @Test
    void foldersWithoutAFontFileAreKnown() throws IOException {
        Path inner = Files.createDirectories(folder.resolve("truetype/some"));
        Files.writeString(inner.resolve("README.txt"), "no font");
        assertThat(FontStart.isAnyInstalled(List.of(folder, folder.resolve("none"))))
                .isFalse();
        Files.writeString(inner.resolve("A.TTF"), "");
        assertThat(FontStart.isAnyInstalled(List.of(folder))).isTrue();
    }

    @Test
    void javaDrawsTheSamePixelsWithAnEmptyListOfFonts() throws Exception {
        Path list = Files.writeString(folder.resolve("fonts.properties"), FontStart.EMPTY_LIST);
        Process other = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-D" + FontStart.PROPERTY + "=" + list,
                        "-Djava.awt.headless=true",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        OtherJava.class.getName())
                .redirectErrorStream(true)
                .start();
        String said = new String(other.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(other.waitFor()).as(said).isZero();
        assertThat(said.strip()).isEqualTo(OtherJava.digest());
    }

    /** What the other Java runs. */
    static final class OtherJava {
        private OtherJava() {}

        public static void main(String[] arguments) {
            System.out.println(digest());
        }

        private static String digest() {
            SamplePicture picture = SamplePicture.of(300, 200, 0x808080);
            Watermark watermark = Watermark.of(TextMark.of("© Jane Ωя שא").build());
            Rendering rendering = new MarkRenderer().render(watermark, picture);
            return Integer.toHexString(Arrays.hashCode(picture.with(rendering.overlays())));
        }
    }
}
