package ai.vivace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pictures that are not plain: they are read like any other. */
class UnusualPicturesTest {
    /** Eight by eight pixels of cyan, magenta, yellow and black, stored inverted as Adobe's programs do. */
    private static final String CMYK =
            "/9j/7gAOQWRvYmUAZAAAAAAA/9sAQwACAQEBAQECAQEBAgICAgIEAwICAgIFBAQDBAYFBgYGBQYGBgcJCAYHCQcGBggLCAkKCgoKCgYICwwLCgwJCgoK/8AAFAgACAAIBEMRAE0RAFkRAEsRAP/EAB8AAAEFAQEBAQEBAAAAAAAAAAABAgMEBQYHCAkKC//EALUQAAIBAwMCBAMFBQQEAAABfQECAwAEEQUSITFBBhNRYQcicRQygZGhCCNCscEVUtHwJDNicoIJChYXGBkaJSYnKCkqNDU2Nzg5OkNERUZHSElKU1RVVldYWVpjZGVmZ2hpanN0dXZ3eHl6g4SFhoeIiYqSk5SVlpeYmZqio6Slpqeoqaqys7S1tre4ubrCw8TFxsfIycrS09TV1tfY2drh4uPk5ebn6Onq8fLz9PX29/j5+v/aAA4EQwBNAFkASwAAPwD9XK/Nutyv2Er/2Q==";

    @TempDir
    private Path folder;

    private Path pets;

    @BeforeEach
    void pictures() throws IOException {
        pets = TestFiles.pictures(folder.resolve("pets"), 8, "cat", "dog");
        Path cats = pets.resolve("cat");
        animation(cats.resolve("moving.gif"));
        Files.write(cats.resolve("print.jpg"), Base64.getDecoder().decode(CMYK));
        BufferedImage deep = new BufferedImage(8, 8, BufferedImage.TYPE_USHORT_GRAY);
        deep.getRaster().setSample(3, 4, 0, 0xFFFF);
        ImageIO.write(deep, "png", cats.resolve("deep.png").toFile());
    }

    /** Two frames, black and white. */
    private static void animation(Path file) throws IOException {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("gif").next();
        try (ImageOutputStream stream = ImageIO.createImageOutputStream(file.toFile())) {
            writer.setOutput(stream);
            writer.prepareWriteSequence(null);
            for (int shade : new int[] {0, 0xFFFFFF}) {
                BufferedImage frame = new BufferedImage(8, 8, BufferedImage.TYPE_INT_RGB);
                for (int i = 0; i < 64; i++) {
                    frame.setRGB(i % 8, i / 8, shade);
                }
                writer.writeToSequence(new IIOImage(frame, null, null), null);
            }
            writer.endWriteSequence();
        } finally {
            writer.dispose();
        }
    }

    @Test
    void animationsPrintColoursAndDeepPixelsAreLearntFromAndRecognised() {
        CommandRun run = CommandRun.of(
                "train",
                pets.toString(),
                "--arch",
                "mlp",
                "--epochs",
                "1",
                "--rate",
                "1e-3",
                "--out",
                folder.resolve("run").toString());
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.err()).doesNotContain("could not be read");

        CommandRun told = CommandRun.of(
                "predict", folder.resolve("run").toString(), pets.resolve("cat").toString());
        assertThat(told.exitCode()).as(told.err()).isZero();
        assertThat(told.out()).contains("moving.gif", "print.jpg", "deep.png");
        assertThat(told.out().lines()).hasSize(11);
    }
}
