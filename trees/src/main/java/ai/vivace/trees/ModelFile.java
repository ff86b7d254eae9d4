package ai.vivace.trees;

import ai.vivace.base.AtomicFile;
import ai.vivace.base.InputException;
import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;

/** Models as files, in either of our forms. */
final class ModelFile {
    private static final int BUFFER = 1 << 16;

    /** The most longs that all sets of levels of a file may take; a short file could else ask for sets of many levels in many nodes. */
    private static final long MOST_WORDS = 1 << 25;

    private ModelFile() {}

    static void write(TreeEnsemble model, Path file) {
        boolean json = file.toString().toLowerCase(Locale.ROOT).endsWith(".json");
        AtomicFile.write(file, out -> {
            if (json) {
                ModelJson.write(model, out);
            } else {
                ModelBinary.write(model, out);
            }
        });
    }

    static TreeEnsemble read(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            return read(in, file);
        } catch (NoSuchFileException e) {
            throw new InputException("There is no file " + file + ".", e);
        } catch (IOException e) {
            throw new InputException(file + " cannot be read: " + e.getMessage(), e);
        }
    }

    /**
     * Reads a model.
     *
     * @param file whose content comes, for what is said of it
     */
    static TreeEnsemble read(InputStream from, Path file) throws IOException {
        try {
            InputStream in = new BufferedInputStream(from, BUFFER);
            in.mark(BUFFER);
            byte[] start = in.readNBytes(64);
            in.reset();
            if (Arrays.equals(
                    Arrays.copyOf(start, Math.min(start.length, ModelBinary.MAGIC.length)), ModelBinary.MAGIC)) {
                return ModelBinary.read(in);
            }
            String text = new String(start, StandardCharsets.ISO_8859_1).strip();
            if (text.startsWith("{\"") && !text.startsWith("{\"learner\"")) {
                return ModelJson.read(in);
            }
            throw new InputException("It is none of Vivace's" + hint(text) + ".");
        } catch (EOFException e) {
            throw new InputException(file + " is no model of trees: it ends early.", e);
        } catch (JsonProcessingException e) {
            String place = e.getLocation() == null
                    ? ""
                    : " in line " + e.getLocation().getLineNr() + ", column "
                            + e.getLocation().getColumnNr();
            throw new InputException(file + " is no JSON" + place + ": " + e.getOriginalMessage(), e);
        } catch (InputException e) {
            throw new InputException(file + " is no model of trees that can be read: " + e.getMessage(), e);
        }
    }

    /** Counts what sets of levels take. */
    static long requireRoom(long words) {
        InputException.require(
                words <= MOST_WORDS,
                () -> "The sets of levels in its nodes take more than " + MOST_WORDS * Long.BYTES + " bytes.");
        return words;
    }

    private static String hint(String start) {
        if (start.startsWith("tree")) {
            return ", but looks like LightGBM's: import it with LightGbmFormat";
        }
        return start.startsWith("{") ? ", but looks like XGBoost's: import it with XgboostFormat" : "";
    }
}
