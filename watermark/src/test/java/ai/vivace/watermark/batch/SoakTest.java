package ai.vivace.watermark.batch;

import static org.assertj.core.api.Assertions.assertThat;

import ai.vivace.base.Rng;
import ai.vivace.watermark.mark.TextMark;
import ai.vivace.watermark.mark.Watermark;
import ai.vivace.watermark.picture.MetadataPolicy;
import ai.vivace.watermark.picture.Reading;
import java.awt.image.BufferedImage;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ten thousand pictures: killed in the middle and gone on with, in little memory that does not grow. */
@Tag("slow")
class SoakTest {
    private static final int PICTURES = 10_000;
    private static final int KINDS = 50;
    private static final int WIDTH = 480;
    private static final int HEIGHT = 360;

    @TempDir
    Path root;

    @Test
    void tenThousandPicturesAreMarkedInFlatMemoryAndAKillLosesNone() throws Exception {
        Path photos = root.resolve("photos");
        for (int i = 0; i < PICTURES; i++) {
            Path file = photos.resolve(i % 100 + "/p" + i + ".jpg");
            Files.createDirectories(file.getParent());
            Files.write(file, jpeg(i % KINDS));
        }
        Path out = root.resolve("out");
        run(photos, out, PICTURES / 2);
        long[] memory = run(photos, out, PICTURES);

        BatchReport report = Program.batch(photos, out).run();
        assertThat(report.count(PictureOutcome.Status.DONE_BEFORE)).isEqualTo(PICTURES);
        assertThat(memory[1]).isLessThan(memory[0] + (16 << 20));
        assertEqualPicturesAreEqual(out);
    }

    /** Files of equal pictures are equal, whichever run has made them. */
    private static void assertEqualPicturesAreEqual(Path out) throws IOException {
        Map<Integer, Integer> digests = new TreeMap<>();
        int count = 0;
        try (Stream<Path> files = Files.walk(out)) {
            for (Path file :
                    files.filter(each -> each.toString().endsWith(".jpg")).toList()) {
                String name = file.getFileName().toString();
                int kind = Integer.parseInt(name.substring(1, name.length() - 4)) % KINDS;
                int digest = Arrays.hashCode(Files.readAllBytes(file));
                assertThat(digests.computeIfAbsent(kind, first -> digest)).isEqualTo(digest);
                count++;
            }
        }
        assertThat(count).isEqualTo(PICTURES);
    }

    private static byte[] jpeg(int kind) throws IOException {
        BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
        Rng rng = Rng.of(kind);
        for (int y = 0; y < HEIGHT; y++) {
            for (int x = 0; x < WIDTH; x++) {
                int wave = (int) (110 + 90 * StrictMath.sin((x + 9 * kind) / 25.0) * StrictMath.cos(y / 31.0));
                image.setRGB(x, y, (wave + rng.nextInt(20)) * 0x010101 ^ kind << 16);
            }
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageIO.write(image, "jpg", bytes);
        return bytes.toByteArray();
    }

    /** Marks pictures in a process of its own, which is killed after so many; gives its memory after a quarter of all and at the end. */
    private static long[] run(Path photos, Path out, int pictures) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-XX:+UseSerialGC",
                        "-Djava.awt.headless=true",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Program.class.getName(),
                        photos.toString(),
                        out.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        long[] memory = new long[2];
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            int done = 0;
            while (done < pictures) {
                String[] words = String.valueOf(lines.readLine()).split(" ");
                done = Integer.parseInt(words[0]);
                memory[done <= PICTURES / 4 ? 0 : 1] = Long.parseLong(words[1]);
            }
        } finally {
            process.destroyForcibly();
            process.waitFor();
        }
        return memory;
    }

    /** The process: every hundred pictures it says how many are done, and how much of the heap is in use after a collection. */
    static final class Program {
        private static final int EVERY = 100;

        private Program() {}

        @SuppressWarnings("SystemGc") // what is reachable is what is measured
        public static void main(String[] arguments) {
            batch(Path.of(arguments[0]), Path.of(arguments[1]))
                    .run(
                            (done, all, outcome) -> {
                                if (done % EVERY == 0) {
                                    System.gc();
                                    Runtime runtime = Runtime.getRuntime();
                                    System.out.println(done + " " + (runtime.totalMemory() - runtime.freeMemory()));
                                }
                            },
                            () -> false);
        }

        static Batch batch(Path photos, Path out) {
            PictureProcess marking = MarkingProcess.of(
                    Watermark.of(TextMark.of("© Jane Doe").build()),
                    Reading.USUAL,
                    MetadataPolicy.USUAL,
                    Optional.empty(),
                    LocalDateTime.of(2026, 11, 26, 0, 0));
            return Batch.of(Inputs.of(photos.toString()).recursive(), Destination.folder(out), marking);
        }
    }
}
