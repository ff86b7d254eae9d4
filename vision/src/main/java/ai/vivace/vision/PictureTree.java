package ai.vivace.vision;

import ai.vivace.base.InputException;
import ai.vivace.vision.picture.PictureFormat;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The folders and pictures under a folder, in alphabetical order whatever the system lists first, without hidden ones. */
final class PictureTree {
    private PictureTree() {}

    static void requireFolder(Path root, String advice) {
        InputException.require(Files.exists(root), () -> "There is no folder " + root + ".");
        InputException.require(Files.isDirectory(root), () -> root + " is a file. " + advice);
    }

    /** The folders right in a folder. */
    static List<Path> folders(Path folder) {
        try (Stream<Path> inside = Files.list(folder)) {
            return inside.filter(path -> Files.isDirectory(path) && isVisible(path))
                    .sorted(Comparator.comparing(PictureTree::name))
                    .toList();
        } catch (IOException e) {
            throw new InputException("Cannot list " + folder + ": " + e.getMessage() + ".", e);
        }
    }

    /** The pictures in a folder, however deep; told by their names. */
    static List<Path> pictures(Path folder) {
        try (Stream<Path> inside = Files.walk(folder, FileVisitOption.FOLLOW_LINKS)) {
            return inside.filter(path -> isPicture(folder.relativize(path)) && Files.isRegularFile(path))
                    .sorted(Comparator.comparing(path -> portable(folder.relativize(path))))
                    .toList();
        } catch (IOException | UncheckedIOException e) {
            throw new InputException("Cannot list " + folder + ": " + e.getMessage() + ".", e);
        }
    }

    /**
     * The pictures in a folder, however deep, of which there must be some.
     *
     * @throws InputException when there is no such folder, or it has none
     */
    static List<Path> somePictures(Path folder) {
        requireFolder(folder, "Give the folder that the pictures are in.");
        List<Path> pictures = pictures(folder);
        InputException.require(
                !pictures.isEmpty(),
                () -> "Folder " + folder + " has no pictures (JPEG, PNG, GIF, BMP, TIFF or WebP).");
        return pictures;
    }

    private static boolean isPicture(Path relative) {
        for (Path part : relative) {
            if (!isVisible(part)) {
                return false;
            }
        }
        return PictureFormat.isNamedLikeOne(relative);
    }

    private static boolean isVisible(Path path) {
        return !name(path).startsWith(".") && !name(path).equals("__MACOSX");
    }

    /** A path with slashes on every system. */
    static String portable(Path relative) {
        return relative.toString().replace('\\', '/');
    }

    /** The last part of a path. */
    static String name(Path path) {
        Path last = path.getFileName();
        return last == null ? "" : last.toString();
    }

    /** A name without what follows its last dot. */
    static String stem(String name) {
        int dot = name.lastIndexOf('.');
        return dot <= name.lastIndexOf('/') + 1 ? name : name.substring(0, dot);
    }
}
