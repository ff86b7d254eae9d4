package ai.vivace.text.learn;

import ai.vivace.base.InputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * The files that a published model has in its folder.
 *
 * @param folder where they are
 * @param files sorted by name
 */
record PublishedFolder(Path folder, List<Path> files) {
    static PublishedFolder of(Path folder) {
        InputException.require(
                Files.isDirectory(folder),
                () -> (Files.exists(folder) ? folder + " is a file" : "There is no folder " + folder)
                        + ". Give the folder of a published model, with config.json, tokenizer.json and model.safetensors.");
        try (Stream<Path> all = Files.list(folder)) {
            return new PublishedFolder(
                    folder, all.filter(Files::isRegularFile).sorted().toList());
        } catch (IOException e) {
            throw new InputException("Cannot read the folder " + folder + " (" + e + ").", e);
        }
    }

    boolean has(String name) {
        return Files.isRegularFile(folder.resolve(name));
    }

    /** The one file whose name ends so. */
    Path only(String end) {
        List<Path> found = files.stream()
                .filter(file ->
                        file.getFileName().toString().toLowerCase(Locale.ROOT).endsWith(end))
                .toList();
        InputException.require(
                found.size() == 1,
                () -> folder + " should have a config.json, or one file whose name ends in " + end + ", but has "
                        + (found.isEmpty() ? "none" : "" + found.size())
                        + ". Give the folder of a published model.");
        return found.get(0);
    }
}
