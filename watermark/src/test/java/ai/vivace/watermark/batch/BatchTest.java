package ai.vivace.watermark.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.vivace.base.InputException;
import ai.vivace.watermark.batch.PictureOutcome.Status;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BatchTest {
    @TempDir
    Path root;

    private Path photos;
    private Path out;

    @BeforeEach
    void makeFiles() throws IOException {
        photos = Trees.of(root.resolve("photos"), "a.jpg", "b.png", "trip/c.jpg", "trip/d e.gif");
        out = root.resolve("out");
    }

    private Batch mirrored(PictureProcess process) {
        return Batch.of(Inputs.of(photos.toString()).recursive(), Destination.folder(out), process);
    }

    /** The process that fails for pictures with a letter in their name. */
    private static PictureProcess failingFor(String letter, RuntimeException failure) {
        PictureProcess process = Trees.stamping("x");
        return new PictureProcess() {
            @Override
            public Processed apply(byte[] picture, PictureTask task) {
                if (task.source().getFileName().toString().contains(letter)) {
                    throw failure;
                }
                return process.apply(picture, task);
            }

            @Override
            public String settings() {
                return process.settings();
            }
        };
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7})
    void everyPictureHasItsFileWhateverTheNumberOfThreads(int threads) throws IOException {
        BatchReport report = mirrored(Trees.stamping("x")).threads(threads).run();

        assertThat(Trees.contents(out))
                .isEqualTo(Map.of(
                        "a.jpg", "x: content of a.jpg",
                        "b.png", "x: content of b.png",
                        "trip/c.jpg", "x: content of trip/c.jpg",
                        "trip/d e.gif", "x: content of trip/d e.gif"));
        assertThat(report.outcomes().stream().map(outcome -> outcome.task().number()))
                .containsExactly(1, 2, 3, 4);
        assertThat(report.outcomes().get(2).notes()).containsExactly("note, of 3");
        assertThat(report.isComplete()).isTrue();
        assertThat(Trees.contents(photos)).hasSize(4);
    }

    @Test
    void oneBadPictureIsListedAndTheOthersAreDone() throws IOException {
        BatchReport report = mirrored(failingFor("b", new InputException("It is no picture.")))
                .run();

        assertThat(Trees.contents(out)).containsOnlyKeys("a.jpg", "trip/c.jpg", "trip/d e.gif");
        assertThat(report.isComplete()).isFalse();
        assertThat(report.failed()).singleElement().satisfies(outcome -> {
            assertThat(outcome.task().source()).isEqualTo(photos.resolve("b.png"));
            assertThat(outcome.reason()).isEqualTo("It is no picture.");
        });
    }

    @Test
    void evenAMistakeOfOursStopsOnePictureOnly() {
        BatchReport report =
                mirrored(failingFor("b", new IllegalStateException("oops"))).run();

        assertThat(report.count(Status.WRITTEN)).isEqualTo(3);
        assertThat(report.failed().get(0).reason()).contains("should not have happened", "oops");
    }

    @Test
    void aPictureThatIsGoneMeanwhileIsListed() throws IOException {
        BatchReport report = mirrored(Trees.stamping("x"))
                .threads(1)
                .run((done, all, outcome) -> delete(photos.resolve("b.png")), () -> false);

        assertThat(report.count(Status.WRITTEN)).isEqualTo(3);
        assertThat(report.failed()).singleElement().satisfies(outcome -> assertThat(outcome.reason())
                .isEqualTo("Cannot read it: it is gone."));
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aSecondRunDoesNothingAndAThirdWhatIsNew() throws IOException {
        mirrored(Trees.stamping("x")).run();
        Map<String, FileTime> times = times(out);

        BatchReport second = mirrored(Trees.stamping("x")).run();
        Trees.of(photos, "new.jpg");
        Files.writeString(photos.resolve("a.jpg"), "edited");
        Files.delete(out.resolve("b.png"));
        BatchReport third = mirrored(Trees.stamping("x")).run();

        assertThat(second.count(Status.DONE_BEFORE)).isEqualTo(4);
        assertThat(third.count(Status.DONE_BEFORE)).isEqualTo(2);
        assertThat(third.count(Status.WRITTEN)).isEqualTo(3);
        assertThat(Trees.contents(out))
                .hasSize(5)
                .containsEntry("a.jpg", "x: edited")
                .containsKey("b.png");
        assertThat(times(out)).containsEntry("trip/c.jpg", times.get("trip/c.jpg"));
    }

    private static Map<String, FileTime> times(Path folder) throws IOException {
        Map<String, FileTime> times = new TreeMap<>();
        for (String name : Trees.contents(folder).keySet()) {
            times.put(name, Files.getLastModifiedTime(folder.resolve(name)));
        }
        return times;
    }

    @Test
    void otherSettingsDoEverythingAgain() throws IOException {
        mirrored(Trees.stamping("x")).run();

        assertThat(mirrored(Trees.stamping("y")).run().count(Status.WRITTEN)).isEqualTo(4);
        assertThat(mirrored(Trees.stamping("y")).run().count(Status.DONE_BEFORE))
                .isEqualTo(4);
        assertThat(Trees.contents(out)).containsEntry("a.jpg", "y: content of a.jpg");
    }

    @Test
    void whereResultsCountPicturesAnotherNumberIsAnotherResult() throws IOException {
        PictureProcess counting = new PictureProcess() {
            @Override
            public Processed apply(byte[] picture, PictureTask task) {
                return Processed.of(new byte[] {(byte) task.number()});
            }

            @Override
            public String settings() {
                return "";
            }

            @Override
            public boolean countsPictures() {
                return true;
            }
        };
        mirrored(counting).run();
        Trees.of(photos, "aa.jpg");

        BatchReport report = mirrored(counting).run();

        assertThat(report.outcomes().stream().map(PictureOutcome::status))
                .containsExactly(Status.DONE_BEFORE, Status.WRITTEN, Status.WRITTEN, Status.WRITTEN, Status.WRITTEN);
        assertThat(Files.readAllBytes(out.resolve("b.png"))).containsExactly(3);
    }

    @Test
    void aFileThatSomebodyChangedIsNotReplacedUnlessAskedFor() throws IOException {
        mirrored(Trees.stamping("x")).run();
        String changed = "x: content of A.jpg";
        Files.writeString(out.resolve("a.jpg"), changed);

        BatchReport kept = mirrored(Trees.stamping("y")).run();
        assertThat(kept.failed()).singleElement().satisfies(outcome -> assertThat(outcome.reason())
                .contains(out.resolve("a.jpg").toString(), "not what an earlier run wrote", "--overwrite"));
        assertThat(Files.readString(out.resolve("a.jpg"))).isEqualTo(changed);

        assertThat(mirrored(Trees.stamping("y"))
                        .existing(ExistingFiles.REPLACED)
                        .run()
                        .isComplete())
                .isTrue();
        assertThat(Files.readString(out.resolve("a.jpg"))).isEqualTo("y: content of a.jpg");
    }

    @Test
    void aFileThatWasLostWithThePowerIsMadeAgain() throws IOException {
        mirrored(Trees.stamping("x")).run();
        Files.writeString(out.resolve("a.jpg"), "");

        BatchReport report = mirrored(Trees.stamping("x")).run();

        assertThat(report.count(Status.WRITTEN)).isEqualTo(1);
        assertThat(out.resolve("a.jpg")).hasContent("x: content of a.jpg");
    }

    @Test
    void filesBesideThePicturesAreNotMarkedAgain() throws IOException {
        Batch batch = Batch.of(Inputs.of(photos.toString()), Destination.beside(), Trees.stamping("x"));
        batch.run();
        Map<String, String> once = Trees.contents(photos);

        BatchReport second = batch.run();

        assertThat(second.count(Status.DONE_BEFORE)).isEqualTo(2);
        assertThat(batch.plan().ofEarlierRuns()).isEqualTo(2);
        assertThat(Trees.contents(photos)).isEqualTo(once).hasSize(6);
    }

    @Test
    void inPlaceAPictureIsMarkedOnceBySameSettings() throws IOException {
        Inputs inputs = Inputs.of(photos.toString());
        Batch.of(inputs, Destination.inPlace(), Trees.stamping("x")).run();
        BatchReport second =
                Batch.of(inputs, Destination.inPlace(), Trees.stamping("x")).run();
        Batch.of(inputs, Destination.inPlace(), Trees.stamping("y")).run();

        assertThat(second.count(Status.DONE_BEFORE)).isEqualTo(2);
        assertThat(Trees.contents(photos)).hasSize(4).containsEntry("a.jpg", "y: x: content of a.jpg");
    }

    @Test
    void inPlaceKeepsRightsAndLinksAndTimesIfAsked() throws IOException {
        Path picture = photos.resolve("a.jpg");
        Path link = Files.createSymbolicLink(root.resolve("link.jpg"), picture);
        FileTime time = FileTime.fromMillis(1_600_000_000_000L);
        Files.setLastModifiedTime(picture, time);
        Files.setPosixFilePermissions(picture, PosixFilePermissions.fromString("rw-------"));

        Batch.of(Inputs.of(link.toString()), Destination.inPlace(), Trees.stamping("x"))
                .timestamps(Timestamps.OF_ORIGINAL)
                .run();

        assertThat(link).isSymbolicLink().hasContent("x: content of a.jpg");
        assertThat(Files.getLastModifiedTime(picture)).isEqualTo(time);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(picture)))
                .isEqualTo("rw-------");
    }

    @Test
    void withoutAskingFilesHaveNewTimes() throws IOException {
        FileTime time = FileTime.fromMillis(1_600_000_000_000L);
        Files.setLastModifiedTime(photos.resolve("a.jpg"), time);

        mirrored(Trees.stamping("x")).run();

        assertThat(Files.getLastModifiedTime(out.resolve("a.jpg"))).isGreaterThan(time);
    }

    @Test
    void stoppedItFinishesWhatIsBegunAndTellsWhatIsNot() throws IOException {
        AtomicInteger ended = new AtomicInteger();
        BatchReport report = mirrored(Trees.stamping("x"))
                .threads(1)
                .run((done, all, outcome) -> ended.set(done), () -> ended.get() >= 2);

        assertThat(report.outcomes().stream().map(PictureOutcome::status))
                .containsExactly(Status.WRITTEN, Status.WRITTEN, Status.NOT_STARTED, Status.NOT_STARTED);
        assertThat(report.isComplete()).isFalse();
        assertThat(Trees.contents(out)).hasSize(2);
        assertThat(mirrored(Trees.stamping("x")).run().count(Status.DONE_BEFORE))
                .isEqualTo(2);
    }

    @Test
    void theListenerIsToldOfEveryPictureOnce() {
        List<Integer> counts = new ArrayList<>();

        mirrored(Trees.stamping("x")).threads(4).run((done, all, outcome) -> counts.add(10 * all + done), () -> false);

        assertThat(counts).containsExactly(41, 42, 43, 44);
    }

    @Test
    void aListenersErrorEndsTheRun() {
        assertThatThrownBy(() -> mirrored(Trees.stamping("x"))
                        .threads(2)
                        .run(
                                (done, all, outcome) -> {
                                    throw new IllegalStateException("no terminal");
                                },
                                () -> false))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("no terminal");
    }

    @Test
    void aSecondRunAtTheSameTimeIsRefused() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        CompletableFuture<BatchReport> first = CompletableFuture.supplyAsync(() -> mirrored(Trees.stamping("x"))
                .run(
                        (done, all, outcome) -> {
                            begun.countDown();
                            await(goOn);
                        },
                        () -> false));
        assertThat(begun.await(10, TimeUnit.SECONDS)).isTrue();

        assertThatThrownBy(() -> mirrored(Trees.stamping("x")).run())
                .isInstanceOf(InputException.class)
                .hasMessageContaining("Another run is writing into " + out);
        goOn.countDown();
        assertThat(first.get(10, TimeUnit.SECONDS).isComplete()).isTrue();
        assertThat(Trees.contents(out)).hasSize(4);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void temporaryFilesOfAKilledRunAreTakenAwayAndOthersStay() throws IOException {
        String id = ".0f8fad5b-d9cb-469f-a165-70867728950e.part";
        Trees.of(out, ".a.jpg" + id, "trip/.c.jpg" + id, ".other.jpg" + id, ".a.jpg.part");

        mirrored(Trees.stamping("x")).run();

        assertThat(Trees.contents(out).keySet())
                .isEqualTo(Set.of("a.jpg", "b.png", "trip/c.jpg", "trip/d e.gif", ".other.jpg" + id, ".a.jpg.part"));
    }

    @Test
    void aPictureForWhichMemoryIsShortWaitsForTheOthers() throws IOException {
        IntStream.range(0, 30).forEach(i -> write(photos.resolve("p" + i + ".jpg")));
        AtomicInteger running = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        PictureProcess greedy = new PictureProcess() {
            @Override
            public Processed apply(byte[] picture, PictureTask task) {
                most.accumulateAndGet(running.incrementAndGet(), Math::max);
                Fingerprint.of(new byte[100_000]);
                running.decrementAndGet();
                return Processed.of(picture);
            }

            @Override
            public String settings() {
                return "";
            }

            @Override
            public long memory(byte[] picture) {
                return Runtime.getRuntime().maxMemory();
            }
        };

        BatchReport report = mirrored(greedy).threads(8).run();

        assertThat(report.count(Status.WRITTEN)).isEqualTo(34);
        assertThat(most).hasValue(1);
    }

    private static void write(Path file) {
        try {
            Files.writeString(file, "p");
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void threadsAreOneAtLeast() {
        assertThatThrownBy(() -> mirrored(Trees.stamping("x")).threads(0))
                .isInstanceOf(InputException.class)
                .hasMessage("threads must be from 1 to 512, but was 0.");
    }
}
