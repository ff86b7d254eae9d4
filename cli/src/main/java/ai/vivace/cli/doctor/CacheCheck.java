package ai.vivace.cli.doctor;

import ai.vivace.tensor.EngineFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** The folder that the natives are unpacked into. */
record CacheCheck(Supplier<Path> place) implements Check {
    private static final String ELSEWHERE =
            "Choose another folder: VIVACE_JAVA_OPTS=-D" + EngineFiles.CACHE_PROPERTY + "=FOLDER.";

    @Override
    public Finding look() {
        Path folder = place.get();
        try {
            long size = size(folder);
            long free = Files.getFileStore(folder).getUsableSpace();
            boolean unpacked = size > EngineFiles.UNPACKED_BYTES / 2;
            String text = folder + ", " + Sizes.text(size) + (unpacked ? "" : " (not unpacked yet)");
            return judge(folder, text, unpacked, free)
                    .fact("folder", folder.toString())
                    .fact("bytes", size)
                    .fact("freeBytes", free);
        } catch (IOException | UncheckedIOException e) {
            return Finding.fail("Cache", folder + " cannot be read: " + e.getMessage(), List.of(ELSEWHERE));
        }
    }

    private static Finding judge(Path folder, String text, boolean unpacked, long free) {
        if (!Files.isWritable(folder)) {
            return Finding.fail(
                    "Cache", text + ", not writable", List.of("Give yourself the right to write there.", ELSEWHERE));
        }
        if (Mounts.forbidsPrograms(folder)) {
            return Finding.fail(
                    "Cache",
                    text + ", on a file system mounted noexec",
                    List.of(ELSEWHERE, "Or mount that file system without noexec."));
        }
        if (!unpacked && free < EngineFiles.UNPACKED_BYTES) {
            return Finding.fail(
                    "Cache",
                    text + ", " + Sizes.text(free) + " free",
                    List.of("Make room for " + Sizes.text(EngineFiles.UNPACKED_BYTES) + " there.", ELSEWHERE));
        }
        return Finding.ok("Cache", text);
    }

    private static long size(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> !Files.isSymbolicLink(file))
                    .mapToLong(CacheCheck::length)
                    .sum();
        }
    }

    private static long length(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            // Another process may be unpacking there, and its temporary files come and go.
            return 0;
        }
    }
}
