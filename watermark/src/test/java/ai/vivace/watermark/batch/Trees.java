package ai.vivace.watermark.batch;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Folders of files for tests, and a process that any bytes go through. */
final class Trees {
    private Trees() {}

    /** Makes files whose content is their path. */
    static Path of(Path folder, String... names) throws IOException {
        for (String name : names) {
            Path file = folder.resolve(name);
            Files.createDirectories(file.getParent());
            Files.writeString(file, "content of " + name);
        }
        return folder;
    }

    /** The files of a folder but a journal, with their contents. */
    static Map<String, String> contents(Path folder) throws IOException {
        Map<String, String> contents = new TreeMap<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                if (!file.getFileName().toString().equals(Journal.NAME)) {
                    contents.put(folder.relativize(file).toString().replace('\\', '/'), Files.readString(file));
                }
            }
        }
        return contents;
    }

    /** Writes a text in front of the content. */
    static PictureProcess stamping(String text) {
        return new PictureProcess() {
            @Override
            public Processed apply(byte[] picture, PictureTask task) {
                String content = text + ": " + new String(picture, StandardCharsets.UTF_8);
                return new Processed(
                        content.getBytes(StandardCharsets.UTF_8),
                        "blocks",
                        3,
                        40,
                        List.of("note, of " + task.number()));
            }

            @Override
            public String settings() {
                return text;
            }
        };
    }
}
