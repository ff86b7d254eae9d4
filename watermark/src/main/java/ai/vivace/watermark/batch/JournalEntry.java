package ai.vivace.watermark.batch;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What a run did with one picture, as a line of a journal: five texts between tabs. Paths below the journal's folder are relative to it, so that
 * the folder can be moved.
 *
 * @param settings the digest of all that the result depends on besides the picture
 * @param source the picture, absolute
 * @param input its content then
 * @param target the file that came of it, absolute
 * @param output what was written into it
 */
record JournalEntry(String settings, Path source, Fingerprint input, Path target, Fingerprint output) {
    private static final int FIELDS = 5;

    /** The line, without its end. */
    String line(Path folder) {
        return String.join(
                "\t",
                settings,
                escaped(relative(folder, source)),
                input.toString(),
                escaped(relative(folder, target)),
                output.toString());
    }

    /** Reads a line; nothing if it is torn or otherwise none. */
    static Optional<JournalEntry> parse(String line, Path folder) {
        String[] fields = line.split("\t", -1);
        if (fields.length != FIELDS) {
            return Optional.empty();
        }
        Optional<Fingerprint> input = Fingerprint.parse(fields[2]);
        Optional<Fingerprint> output = Fingerprint.parse(fields[4]);
        if (input.isEmpty() || output.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new JournalEntry(
                    fields[0],
                    folder.resolve(unescaped(fields[1])).normalize(),
                    input.get(),
                    folder.resolve(unescaped(fields[3])).normalize(),
                    output.get()));
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    private static String relative(Path folder, Path path) {
        return path.startsWith(folder) ? folder.relativize(path).toString() : path.toString();
    }

    private static String escaped(String path) {
        return path.replace("%", "%25")
                .replace("\t", "%09")
                .replace("\n", "%0A")
                .replace("\r", "%0D");
    }

    private static String unescaped(String path) {
        return path.replace("%0D", "\r")
                .replace("%0A", "\n")
                .replace("%09", "\t")
                .replace("%25", "%");
    }
}
