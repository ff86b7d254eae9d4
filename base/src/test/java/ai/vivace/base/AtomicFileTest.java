package ai.vivace.base;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermission;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFileTest {
    @TempDir
    Path folder;

    @Test
    void contentArrivesWholeAndAloneInFoldersThatAreMade() throws IOException {
        Path below = folder.resolve("a").resolve("b");
        Path target = below.resolve("text.txt");
        AtomicFile.write(target, "größer");
        assertThat(target).hasContent("größer");
        AtomicFile.write(target, out -> out.write(new byte[100_000]));
        assertThat(target).hasSize(100_000);
        assertThat(names(below)).containsExactly("text.txt");
    }

    @Test
    void failureHalfWayLeavesTheOldFileAndNothingElse() throws IOException {
        Path target = folder.resolve("model.bin");
        AtomicFile.write(target, "old");
        assertThatThrownBy(() -> AtomicFile.write(target, out -> {
                    out.write(new byte[1 << 20]);
                    throw new IOException("No space left on device");
                }))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("model.bin")
                .hasMessageContaining("No space left on device");
        assertThatThrownBy(() -> AtomicFile.write(target, out -> {
                    out.write(1);
                    throw new IllegalStateException("a fault of the writer");
                }))
                .isInstanceOf(IllegalStateException.class);
        assertThat(target).hasContent("old");
        assertThat(names(folder)).containsExactly("model.bin");
    }

    @Test
    void failureOfTheFirstWriteLeavesNoFile() throws IOException {
        assertThatThrownBy(() -> AtomicFile.write(folder.resolve("new.bin"), out -> {
                    throw new IOException("disk");
                }))
                .isInstanceOf(InputException.class);
        assertThat(names(folder)).isEmpty();
    }

    @Test
    void aFileIsPreparedBeforeItComesUnderItsName() throws IOException {
        Path target = Files.writeString(folder.resolve("a.txt"), "old");
        FileTime time = FileTime.fromMillis(1_600_000_000_000L);

        AtomicFile.write(
                target,
                out -> out.write('n'),
                temporary -> {
                    assertThat(target).hasContent("old");
                    assertThat(temporary).hasContent("n");
                    Files.setLastModifiedTime(temporary, time);
                },
                AtomicFile.Durability.AT_ONCE);

        assertThat(target).hasContent("n");
        assertThat(Files.getLastModifiedTime(target)).isEqualTo(time);
    }

    @Test
    void aFileThatCannotBePreparedIsNotWritten() throws IOException {
        Path target = Files.writeString(folder.resolve("a.txt"), "old");

        assertThatThrownBy(() -> AtomicFile.write(
                        target,
                        out -> out.write('n'),
                        temporary -> {
                            throw new IOException("no such right");
                        },
                        AtomicFile.Durability.LATER))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("no such right");
        assertThat(folder).isDirectoryContaining("glob:**/a.txt").isDirectoryNotContaining("glob:**.part");
        assertThat(target).hasContent("old");
    }

    @Test
    void severalTextsAreWrittenAllOrNone() throws IOException {
        Path first = folder.resolve("a").resolve("first.txt");
        Path second = folder.resolve("second.txt");
        AtomicFile.writeTexts(Map.of(first, "1", second, "2"));
        assertThat(first).hasContent("1");
        assertThat(second).hasContent("2");
        Map<Path, String> texts = new LinkedHashMap<>();
        texts.put(first, "new");
        texts.put(second.resolve("below"), "new");
        assertThatThrownBy(() -> AtomicFile.writeTexts(texts))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("below");
        assertThat(first).hasContent("1");
        assertThat(names(folder.resolve("a"))).containsExactly("first.txt");
    }

    @Test
    void fileAsParentAndFolderAsTargetAreRefused() throws IOException {
        Path file = folder.resolve("file");
        AtomicFile.write(file, "content");
        assertThatThrownBy(() -> AtomicFile.write(file.resolve("below"), "text"))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("Cannot write");
        assertThat(file).hasContent("content");
        assertThatThrownBy(() -> AtomicFile.write(folder, "text"))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("is a folder");
        assertThat(names(folder)).containsExactly("file");
    }

    @Test
    void fileHasTheRightsOfAnyNewFile() throws IOException {
        Assumptions.assumeTrue(
                FileSystems.getDefault().supportedFileAttributeViews().contains("posix"));
        Path plain = Files.writeString(folder.resolve("plain"), "text");
        Path atomic = folder.resolve("atomic");
        AtomicFile.write(atomic, "text");
        assertThat(Files.getPosixFilePermissions(atomic))
                .isEqualTo(Files.getPosixFilePermissions(plain))
                .contains(PosixFilePermission.OWNER_READ);
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(path -> path.getFileName().toString()).toList();
        }
    }
}
