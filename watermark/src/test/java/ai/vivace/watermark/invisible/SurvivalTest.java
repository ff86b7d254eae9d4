package ai.vivace.watermark.invisible;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import ai.vivace.base.Rng;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The survival tables of docs/guide/watermark-invisible.md, which each test prints. Photos are those of the folders {@code flowers-224} and {@code
 * photos} inside the one that VIVACE_DATA (or -Dvivace.data) names.
 */
class SurvivalTest {
    private static final InvisibleMark MARK = InvisibleMark.withKey("survival");

    /** Of flowers one in so many. */
    private static final int STRIDE = 10;

    /** What survives on each picture. */
    private static final List<String> MUST = List.of(
            "saved as PNG",
            "JPEG, quality 90",
            "JPEG, quality 70",
            "resized to 75 %",
            "resized to 50 %",
            "mirrored",
            "turned by a quarter");

    @Test
    @Tag("slow")
    void generatedPicturesSurvive() {
        int count = 30;
        Table small = table("generated, 224 x 224", IntStream.range(0, count), seed -> Scene.of(seed, 224, 224));
        Table large = table("generated, 1200 x 900", IntStream.range(0, count), seed -> Scene.of(seed, 1200, 900));

        small.assertAllSurvive(MUST);
        large.assertAllSurvive(Attack.ALL.stream().map(Attack::name).toList());
    }

    @Test
    @Tag("data")
    void thumbnailsOfFlowersSurvive() throws IOException {
        List<Path> files = files("flowers-224");
        Table table = table(
                "photos of 224 x 224",
                IntStream.iterate(0, i -> i < files.size(), i -> i + STRIDE),
                i -> read(files.get(i)));

        table.assertAllSurvive(MUST);
    }

    @Test
    @Tag("data")
    void photosSurvive() throws IOException {
        List<Path> files = files("photos");
        Table table = table("photos", IntStream.range(0, files.size()), i -> read(files.get(i)));

        table.assertAllSurvive(MUST);
    }

    static List<Path> files(String name) throws IOException {
        String given = System.getProperty("vivace.data", System.getenv().getOrDefault("VIVACE_DATA", ""));
        Path folder = Path.of(given, name);
        assumeThat(!given.isEmpty() && Files.isDirectory(folder))
                .as("There is no folder " + folder + "; set VIVACE_DATA to the folder that holds " + name + ".")
                .isTrue();
        try (Stream<Path> all = Files.walk(folder.toRealPath())) {
            List<Path> files = all.filter(path -> path.toString().matches(".*\\.(jpg|jpeg|png)"))
                    .sorted()
                    .toList();
            assertThat(files).as("pictures in " + folder).isNotEmpty();
            return files;
        }
    }

    static LumaPlane read(Path file) {
        try {
            return Attack.read(Files.readAllBytes(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Table table(String title, IntStream pictures, IntFunction<LumaPlane> source) {
        Table table = new Table(title);
        pictures.forEach(
                i -> table.add(source.apply(i), Payload.ofNumber(Rng.of(i).nextLong())));
        System.out.println(table);
        return table;
    }

    /** For each attack, on how many pictures all 64 bits came through. */
    private static final class Table {
        private final String title;
        private final int[] survived = new int[Attack.ALL.size()];
        private int spreads;
        private int pictures;
        private double decibels;
        private double least = Double.POSITIVE_INFINITY;

        Table(String title) {
            this.title = title;
        }

        void add(LumaPlane picture, Payload payload) {
            MarkedPlane marked = MARK.embed(picture, payload);
            double psnr = picture.psnr(Attack.rounded(marked.plane()));
            assertThat(psnr).isGreaterThanOrEqualTo(40);
            pictures++;
            decibels += psnr;
            least = Math.min(least, psnr);
            boolean spread = marked.method() == MarkedPlane.Method.SPREAD;
            spreads += spread ? 1 : 0;
            for (int i = 0; i < survived.length; i++) {
                Attack attack = Attack.ALL.get(i);
                if (spread || attack.search() == Search.WHOLE) {
                    boolean read = MARK.detect(attack.apply(marked.plane()), attack.search())
                            .payload()
                            .filter(payload::equals)
                            .isPresent();
                    survived[i] += read ? 1 : 0;
                }
            }
        }

        void assertAllSurvive(List<String> names) {
            for (int i = 0; i < survived.length; i++) {
                if (names.contains(Attack.ALL.get(i).name())) {
                    assertThat(survived[i])
                            .as(title + ": " + Attack.ALL.get(i).name())
                            .isEqualTo(tried(i));
                }
            }
        }

        private int tried(int attack) {
            return Attack.ALL.get(attack).search() == Search.WHOLE ? pictures : spreads;
        }

        @Override
        public String toString() {
            StringBuilder text = new StringBuilder(String.format(
                    Locale.ROOT,
                    "%n| %s: %d, PSNR %.1f dB on average, %.1f at least | all 64 bits right |%n| --- | --- |%n",
                    title,
                    pictures,
                    decibels / pictures,
                    least));
            for (int i = 0; i < survived.length; i++) {
                text.append(String.format(
                        "| %s | %s |%n",
                        Attack.ALL.get(i).name(), tried(i) == 0 ? "–" : survived[i] + " of " + tried(i)));
            }
            return text.toString();
        }
    }
}
