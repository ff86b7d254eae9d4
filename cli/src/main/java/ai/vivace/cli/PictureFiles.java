package ai.vivace.cli;

import ai.vivace.base.InputException;
import ai.vivace.vision.picture.PictureFormat;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The pictures that a path stands for. */
final class PictureFiles {
    private PictureFiles() {}

    /**
     * The file itself; or a folder's pictures in alphabetical order, and then those of the folders in it, as the folders of
     * classes are, but no deeper. Names with a dot in front are left out.
     *
     * @throws InputException when there is nothing at the path, or no picture in the folder
     */
    static List<Path> of(Path path) {
        checkExists(path);
        if (!Files.isDirectory(path)) {
            return List.of(path);
        }
        List<Path> pictures = new ArrayList<>(pictures(path));
        list(path).stream().filter(Files::isDirectory).forEach(folder -> pictures.addAll(pictures(folder)));
        InputException.require(
                !pictures.isEmpty(),
                () -> "Folder " + path + " has no pictures (PNG, JPEG, GIF, BMP or TIFF), nor have the folders in it.");
        return pictures;
    }

    static void checkExists(Path path) {
        InputException.require(
                Files.exists(path),
                () -> "There is nothing at " + path
                        + ". Give a picture, a folder of pictures, or a CSV file of values.");
    }

    private static List<Path> pictures(Path folder) {
        return list(folder).stream()
                .filter(file -> Files.isRegularFile(file) && PictureFormat.isNamedLikeOne(file))
                .toList();
    }

    private static List<Path> list(Path folder) {
        try (Stream<Path> inside = Files.list(folder)) {
            return inside.filter(path -> !path.getFileName().toString().startsWith("."))
                    .sorted(Comparator.comparing(path -> path.getFileName().toString()))
                    .toList();
        } catch (IOException | UncheckedIOException e) {
            throw new InputException("Cannot list " + folder + ": " + e.getMessage() + ".", e);
        }
    }
}
