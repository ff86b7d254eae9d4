package ai.vivace.watermark.mark;

import ai.vivace.base.InputException;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** Which font a text is set in. Characters that it lacks come from the shipped font, then from an installed one. */
public sealed interface FontChoice {
    /** DejaVu Sans, which comes along: Latin, Greek, Cyrillic, Arabic, Hebrew and many signs, the same on every machine. */
    FontChoice SHIPPED = new Family("DejaVu Sans");

    /**
     * A file when the text ends in {@code .ttf}, {@code .otf} or {@code .ttc}, else a family's name.
     *
     * @throws InputException when the text is empty
     */
    static FontChoice parse(String text) {
        String name = text.strip();
        return FontFile.NAME.matcher(name).matches() ? new FontFile(FilePath.parse(name)) : new Family(name);
    }

    /**
     * A family that is shipped or installed.
     *
     * @param name such as {@code DejaVu Sans}; case does not matter
     */
    record Family(String name) implements FontChoice {
        /** @throws InputException when the name is empty */
        public Family {
            InputException.require(
                    !name.isBlank(), () -> "A font is a family's name or a TTF or OTF file, but came nothing.");
        }

        @Override
        public String toString() {
            return name;
        }
    }

    /**
     * A TrueType or OpenType file; the first font of a collection.
     *
     * @param path of the file; kept as an absolute path
     */
    record FontFile(Path path) implements FontChoice {
        private static final Pattern NAME = Pattern.compile(".*\\.(ttf|otf|ttc)", Pattern.CASE_INSENSITIVE);

        public FontFile {
            path = path.toAbsolutePath().normalize();
            String given = path.toString();
            InputException.require(
                    NAME.matcher(given).matches(),
                    () -> "A font file ends in .ttf, .otf or .ttc, but came " + given + ".");
        }

        @Override
        public String toString() {
            return path.toString();
        }
    }
}
