package ai.vivace.watermark.mark;

import ai.vivace.base.InputException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;

/** Where a logo comes from: PNG or SVG, which know transparency, or JPEG, GIF, BMP or WebP. */
public sealed interface LogoSource {
    /** A file. */
    static LogoSource file(Path path) {
        return new LogoFile(path);
    }

    /** The bytes of a file, copied. */
    static LogoSource bytes(byte[] content) {
        return new LogoBytes(content.clone());
    }

    /**
     * A file's path, or {@code data:;base64,...} with the bytes themselves.
     *
     * @throws InputException when it is empty or no Base64
     */
    static LogoSource parse(String text) {
        InputException.require(!text.isBlank(), () -> "A logo is the path of a picture, but came nothing.");
        return text.startsWith(LogoBytes.PREFIX) ? LogoBytes.parse(text) : file(FilePath.parse(text));
    }

    /**
     * A file.
     *
     * @param path of the file; kept as an absolute path
     */
    record LogoFile(Path path) implements LogoSource {
        public LogoFile {
            path = path.toAbsolutePath().normalize();
        }

        @Override
        public String toString() {
            return path.toString();
        }
    }

    /** Bytes in memory. */
    final class LogoBytes implements LogoSource {
        private static final String PREFIX = "data:;base64,";

        private final byte[] content;

        private LogoBytes(byte[] content) {
            this.content = content;
        }

        private static LogoBytes parse(String text) {
            try {
                return new LogoBytes(Base64.getDecoder().decode(text.substring(PREFIX.length())));
            } catch (IllegalArgumentException e) {
                throw new InputException(
                        "A logo as " + PREFIX + " is followed by Base64, but it is none: " + e.getMessage() + ".", e);
            }
        }

        /** A copy of the bytes. */
        public byte[] content() {
            return content.clone();
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof LogoBytes bytes && Arrays.equals(content, bytes.content);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(content);
        }

        @Override
        public String toString() {
            return PREFIX + Base64.getEncoder().encodeToString(content);
        }
    }
}
