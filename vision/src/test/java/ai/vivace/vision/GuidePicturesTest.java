package ai.vivace.vision;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Keeps the pictures of the guide equal to what the code draws. Where this fails, draw them anew: mvn -B -ntp -Pguide -pl vision -am verify
 * -DskipTests
 */
class GuidePicturesTest {
    private static final Path GUIDE = root().resolve("docs/guide");
    private static final Path PICTURES = GUIDE.resolve("pictures/vision");
    private static final Pattern PICTURE = Pattern.compile("!\\[[^\\]]+\\]\\(pictures/vision/([a-z-]+\\.png)\\)");

    /** Levels of 255 that machines may differ by on the whole: their last bits do. */
    private static final double TOLERANCE = 0.5;

    @Test
    void sheetsOfAugmentationAreThoseThatTheCodeDrawsNow(@TempDir Path folder) throws IOException {
        GuidePictures.augmentation(folder);

        for (String name : List.of("standard", "geometry", "light", "searched")) {
            String file = "augment-" + name + ".png";
            assertThat(difference(PICTURES.resolve(file), folder.resolve(file)))
                    .as(file)
                    .isLessThan(TOLERANCE);
        }
    }

    /** The mean difference of two pictures' values; as large as can be when their sizes differ. */
    private static double difference(Path first, Path second) throws IOException {
        BufferedImage one = ImageIO.read(first.toFile());
        BufferedImage other = ImageIO.read(second.toFile());
        if (one.getWidth() != other.getWidth() || one.getHeight() != other.getHeight()) {
            return 255;
        }
        double sum = 0;
        for (int y = 0; y < one.getHeight(); y++) {
            for (int x = 0; x < one.getWidth(); x++) {
                for (int shift = 0; shift <= 16; shift += 8) {
                    sum += Math.abs((one.getRGB(x, y) >> shift & 0xff) - (other.getRGB(x, y) >> shift & 0xff));
                }
            }
        }
        return sum / (3.0 * one.getWidth() * one.getHeight());
    }

    @Test
    void everyPictureIsOnAPageAndEveryOneOnAPageIsThere() throws IOException {
        TreeSet<String> shown = new TreeSet<>();
        try (Stream<Path> pages = Files.list(GUIDE)) {
            for (Path page :
                    pages.filter(file -> file.toString().endsWith(".md")).toList()) {
                PICTURE.matcher(Files.readString(page))
                        .results()
                        .map((MatchResult result) -> result.group(1))
                        .forEach(shown::add);
            }
        }
        try (Stream<Path> drawn = Files.list(PICTURES)) {
            assertThat(drawn.map(file -> file.getFileName().toString())).containsExactlyInAnyOrderElementsOf(shown);
        }
    }

    private static Path root() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.exists(folder.resolve("LICENSE"))) {
            folder = Objects.requireNonNull(folder.getParent(), "Tests run inside the repository.");
        }
        return folder;
    }
}
