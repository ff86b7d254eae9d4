package ai.vivace.watermark.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.vivace.base.InputException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalTest {
    @TempDir
    Path root;

    private static JournalEntry entry(Path folder, String name) {
        byte[] content = name.getBytes(StandardCharsets.UTF_8);
        return new JournalEntry(
                "5e771",
                folder.resolveSibling("photos").resolve(name),
                Fingerprint.of(content),
                folder.resolve(name),
                Fingerprint.of(new byte[5]));
    }

    @Test
    void whatIsWrittenIsReadAlsoWithOddNames() {
        Path out = root.resolve("out");
        Path file = out.resolve(Journal.NAME);
        JournalEntry odd = entry(out, "a\tb\n100%25 ä.jpg");
        try (Journal journal = Journal.open(file)) {
            journal.append(odd);
        }

        EarlierRuns runs = EarlierRuns.read(file);

        assertThat(runs.did(odd)).isTrue();
        assertThat(runs.did(entry(out, "other.jpg"))).isFalse();
        assertThat(runs.wrote(odd.target(), odd.output())).isTrue();
        assertThat(runs.wrote(odd.target(), odd.input())).isFalse();
    }

    @Test
    void theFolderCanBeMovedWithWhatIsInIt() throws IOException {
        Path photos = Trees.of(root.resolve("photos"), "a.jpg");
        Path before = root.resolve("out");
        Batch.of(Inputs.of(photos.toString()), Destination.folder(before), Trees.stamping("x"))
                .run();
        Path after = Files.move(before, root.resolve("elsewhere"));

        BatchReport report = Batch.of(Inputs.of(photos.toString()), Destination.folder(after), Trees.stamping("x"))
                .run();

        assertThat(report.count(PictureOutcome.Status.DONE_BEFORE)).isEqualTo(1);
    }

    /** At whatever byte a run is killed: lines precede their files, and the file of the last whole line may be there or not. */
    @Test
    void cutAtAnyByteItIsGoneOnWithToTheSameFiles() throws IOException {
        Path photos = Trees.of(root.resolve("photos"), "a.jpg", "b.jpg");
        Path whole = root.resolve("whole");
        Batch.of(Inputs.of(photos.toString()), Destination.folder(whole), Trees.stamping("x"))
                .threads(1)
                .run();
        byte[] journal = Files.readAllBytes(whole.resolve(Journal.NAME));
        Map<String, String> files = Trees.contents(whole);
        String[] names = {"a.jpg", "b.jpg"};

        for (int length = 0; length <= journal.length; length++) {
            byte[] cut = Arrays.copyOf(journal, length);
            long lines = new String(cut, StandardCharsets.UTF_8)
                            .chars()
                            .filter(c -> c == '\n')
                            .count()
                    - 1;
            for (long written = Math.max(0, lines - 1); written <= Math.max(0, lines); written++) {
                Path out = Files.createDirectories(root.resolve("cut-" + length + "-" + written));
                Files.write(out.resolve(Journal.NAME), cut);
                for (int i = 0; i < written; i++) {
                    Files.copy(whole.resolve(names[i]), out.resolve(names[i]));
                }

                BatchReport report = Batch.of(
                                Inputs.of(photos.toString()), Destination.folder(out), Trees.stamping("x"))
                        .threads(1)
                        .run();

                assertThat(report.isComplete()).isTrue();
                assertThat(report.count(PictureOutcome.Status.DONE_BEFORE)).isEqualTo(written);
                assertThat(Trees.contents(out)).isEqualTo(files);
                assertThat(EarlierRuns.read(out.resolve(Journal.NAME)).wrote(out.resolve("b.jpg")))
                        .isTrue();
            }
        }
    }

    @Test
    void aFileOfAnotherKindIsNotTouched() throws IOException {
        Path file = Files.writeString(root.resolve(Journal.NAME), "my diary\n");

        assertThatThrownBy(() -> EarlierRuns.read(file))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("no journal of this version");
        assertThat(file).hasContent("my diary\n");
    }

    @Test
    void aJournalInWhichNothingStandsIsTakenAway() {
        Path file = root.resolve(Journal.NAME);
        Journal.open(file).close();

        assertThat(file).doesNotExist();
    }
}
