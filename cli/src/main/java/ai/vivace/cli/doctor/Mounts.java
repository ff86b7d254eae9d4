package ai.vivace.cli.doctor;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What Linux says of its file systems. */
final class Mounts {
    private Mounts() {}

    /** Whether the file system of a path forbids running what lies on it; false where that cannot be told. */
    static boolean forbidsPrograms(Path path) {
        try {
            return forbidsPrograms(path, Files.readAllLines(Path.of("/proc/self/mounts"), StandardCharsets.UTF_8));
        } catch (IOException e) {
            return false;
        }
    }

    /** The last of the longest mount points above a path is the one in force. */
    static boolean forbidsPrograms(Path path, List<String> mounts) {
        int longest = -1;
        boolean forbids = false;
        for (String line : mounts) {
            String[] fields = line.split(" ");
            if (fields.length < 4) {
                continue;
            }
            Path point = Path.of(fields[1].replace("\\040", " "));
            if (path.startsWith(point) && point.getNameCount() >= longest) {
                longest = point.getNameCount();
                forbids = List.of(fields[3].split(",")).contains("noexec");
            }
        }
        return forbids;
    }
}
