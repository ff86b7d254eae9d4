package ai.vivace.watermark.mark;

import ai.vivace.base.AtomicFile;
import ai.vivace.base.InputException;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;

/**
 * Presets: watermarks in files, as JSON when the name ends in {@code .json}, as YAML when it ends in {@code .yaml} or {@code .yml}. Paths of logos and
 * fonts are relative to the file's folder, so that a folder with a preset and its logo can be moved. What is read is equal to what was written.
 *
 * <pre>{@code
 * version: 1
 * marks:
 *   - text: © {exif:DateTimeOriginal:yyyy} Jane Doe
 *     size: 4%
 *     placement: bottom-right
 *   - logo: logo.png
 *     width: 15%
 *     placement:
 *       anchor: top-left
 *       margin-across: 24px
 * }</pre>
 */
public final class WatermarkFile {
    private WatermarkFile() {}

    /**
     * Reads a preset. What it does not say has the defaults of the builders.
     *
     * @throws InputException when it cannot be read, is no preset, or has a key or a value that does not exist; it says where
     */
    public static Watermark read(Path file) {
        boolean json = isJson(file);
        String text = text(file);
        Object tree = json ? PresetTree.ofJson(file.toString(), text) : PresetTree.ofYaml(file.toString(), text);
        return new PresetReader(folder(file)).read(file.toString(), tree);
    }

    /**
     * Writes a preset with all of its settings, whole or not at all.
     *
     * @throws InputException when the name has another ending, or the file cannot be written
     */
    public static void write(Path file, Watermark watermark) {
        boolean json = isJson(file);
        var tree = new PresetWriter(folder(file)).write(watermark);
        AtomicFile.write(file, json ? PresetTree.toJson(tree) : PresetTree.toYaml(tree));
    }

    private static Path folder(Path file) {
        return Objects.requireNonNull(file.toAbsolutePath().getParent(), "The parent of a file is a folder");
    }

    private static boolean isJson(Path file) {
        String name = file.toString().toLowerCase(Locale.ROOT);
        boolean json = name.endsWith(".json");
        InputException.require(
                json || name.endsWith(".yaml") || name.endsWith(".yml"),
                () -> "A preset's name ends in .yaml, .yml or .json, but came " + file + ".");
        return json;
    }

    private static String text(Path file) {
        InputException.require(
                Files.isRegularFile(file),
                () -> "There is no preset " + file + ". Write one, or save one of a watermark that is given by flags.");
        try {
            long size = Files.size(file);
            InputException.require(
                    size <= PresetTree.MOST_CHARACTERS,
                    () -> file + " has " + size + " bytes: that is no preset. The most is " + PresetTree.MOST_CHARACTERS
                            + ".");
            return Files.readString(file);
        } catch (MalformedInputException e) {
            throw new InputException(file + " is no text in UTF-8. Give a preset in YAML or JSON.", e);
        } catch (IOException e) {
            throw new InputException("Cannot read " + file + ": " + e.getMessage() + ".", e);
        }
    }
}
