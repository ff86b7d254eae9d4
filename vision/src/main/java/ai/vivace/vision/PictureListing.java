package ai.vivace.vision;

import ai.vivace.base.InputException;
import ai.vivace.data.Split;
import ai.vivace.data.Task;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Which picture files lie under a folder, with their classes and groups. */
record PictureListing(Task.Classification task, List<Entry> entries, Optional<Split> split) {
    private static final String TRAINING = "train";
    private static final List<String> HELD_OUT = List.of("valid", "val", "validation", "test");

    /**
     * A picture.
     *
     * @param file where it is
     * @param classNumber its class
     * @param group the folder "train", "valid" or such that it lies in; empty without such folders
     */
    record Entry(Path file, int classNumber, String group) {}

    PictureListing {
        entries = List.copyOf(entries);
    }

    /**
     * Lists a folder.
     *
     * @throws InputException as {@link PictureFolder.Builder#open} says
     */
    static PictureListing of(Path root) {
        InputException.require(Files.exists(root), () -> "There is no folder " + root + ".");
        InputException.require(
                Files.isDirectory(root),
                () -> root + " is a file. Give a folder with a folder of pictures for each class.");
        List<Path> groups = groups(root);
        List<String> labels = labels(groups.isEmpty() ? root : groups.get(0));
        Task.Classification task = new Task.Classification(labels);
        List<Entry> entries = new ArrayList<>();
        for (Path group : groups.isEmpty() ? List.of(root) : groups) {
            String name = groups.isEmpty() ? "" : name(group);
            checkClasses(group, labels);
            for (Path folder : folders(group)) {
                int classNumber = task.number(name(folder));
                pictures(folder).forEach(picture -> entries.add(new Entry(picture, classNumber, name)));
            }
        }
        Optional<Split> split =
                groups.isEmpty() ? Optional.empty() : Optional.of(Split.byGroup(TRAINING, name(groups.get(1))));
        return new PictureListing(task, entries, split);
    }

    /** The folders "train" and then every held-out one, when there are both. */
    private static List<Path> groups(Path root) {
        List<Path> held =
                HELD_OUT.stream().map(root::resolve).filter(Files::isDirectory).toList();
        Path training = root.resolve(TRAINING);
        return held.isEmpty() || !Files.isDirectory(training)
                ? List.of()
                : Stream.concat(Stream.of(training), held.stream()).toList();
    }

    private static List<String> labels(Path folder) {
        List<Path> classes = folders(folder);
        if (classes.isEmpty()) {
            InputException.require(
                    !pictures(folder).isEmpty(),
                    () -> "Folder " + folder + " has no pictures (PNG, JPEG, GIF, BMP or TIFF).");
            throw new InputException("The pictures in " + folder
                    + " have no classes. Put those of each class into a folder with the class's name.");
        }
        List<Path> empty =
                classes.stream().filter(path -> pictures(path).isEmpty()).toList();
        InputException.require(empty.size() < classes.size(), () -> "No folder in " + folder + " has pictures in it.");
        InputException.require(
                empty.isEmpty(),
                () -> "Class folder " + empty.get(0) + " has no pictures in it. Add some, or remove the folder.");
        InputException.require(
                classes.size() >= 2,
                () -> "Folder " + folder + " has one class only, \"" + name(classes.get(0))
                        + "\"; there must be at least two to tell apart.");
        return classes.stream().map(PictureListing::name).toList();
    }

    private static void checkClasses(Path group, List<String> labels) {
        List<Path> classes = folders(group);
        InputException.require(!classes.isEmpty(), () -> "Folder " + group + " has no class folders in it.");
        for (Path folder : classes) {
            InputException.require(
                    labels.contains(name(folder)),
                    () -> "Class \"" + name(folder) + "\" in " + group
                            + " was not in the training data. Known classes: " + String.join(", ", labels) + ".");
        }
    }

    private static List<Path> folders(Path folder) {
        try (Stream<Path> inside = Files.list(folder)) {
            return inside.filter(path -> Files.isDirectory(path) && isVisible(path))
                    .sorted(Comparator.comparing(PictureListing::name))
                    .toList();
        } catch (IOException e) {
            throw new InputException("Cannot list " + folder + ": " + e.getMessage() + ".", e);
        }
    }

    private static List<Path> pictures(Path folder) {
        try (Stream<Path> inside = Files.walk(folder, FileVisitOption.FOLLOW_LINKS)) {
            return inside.filter(path -> isPicture(folder.relativize(path)) && Files.isRegularFile(path))
                    .sorted(Comparator.comparing(path -> portable(folder.relativize(path))))
                    .toList();
        } catch (IOException | UncheckedIOException e) {
            throw new InputException("Cannot list " + folder + ": " + e.getMessage() + ".", e);
        }
    }

    private static boolean isPicture(Path relative) {
        for (Path part : relative) {
            if (!isVisible(part)) {
                return false;
            }
        }
        return PictureDecoder.knows(relative);
    }

    private static boolean isVisible(Path path) {
        return !name(path).startsWith(".") && !name(path).equals("__MACOSX");
    }

    private static String portable(Path relative) {
        return relative.toString().replace('\\', '/');
    }

    private static String name(Path path) {
        Path last = path.getFileName();
        return last == null ? "" : last.toString();
    }
}
