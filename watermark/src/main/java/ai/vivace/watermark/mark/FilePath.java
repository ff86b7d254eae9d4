package ai.vivace.watermark.mark;

import ai.vivace.base.InputException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** Paths as people write them. */
final class FilePath {
    private FilePath() {}

    /** @throws InputException when the text cannot be a path on this system */
    static Path parse(String text) {
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw new InputException("Expected the path of a file, but it is none here: " + e.getMessage() + ".", e);
        }
    }
}
