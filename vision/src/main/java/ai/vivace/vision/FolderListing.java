package ai.vivace.vision;

import ai.vivace.base.InputException;
import ai.vivace.data.Split;
import ai.vivace.data.Task;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Pictures in a folder for each class; see {@link Label#parentFolder}. */
final class FolderListing {
    private FolderListing() {}

    static PictureListing of(Path root) {
        PictureTree.requireFolder(root, "Give a folder with a folder of pictures for each class.");
        List<Path> groups = groups(root);
        List<String> labels = labels(groups.isEmpty() ? root : groups.get(0));
        Task.Classification task = new Task.Classification(labels);
        List<PictureListing.Entry> entries = new ArrayList<>();
        for (Path group : groups.isEmpty() ? List.of(root) : groups) {
            String name = groups.isEmpty() ? "" : PictureTree.name(group);
            checkClasses(group, labels);
            for (Path folder : PictureTree.folders(group)) {
                Target target = new Target.OneClass(task.number(PictureTree.name(folder)));
                PictureTree.pictures(folder)
                        .forEach(picture -> entries.add(new PictureListing.Entry(picture, target, name)));
            }
        }
        Optional<Split> split = groups.isEmpty()
                ? Optional.empty()
                : Optional.of(Split.byGroup(PictureListing.TRAINING, PictureTree.name(groups.get(1))));
        return new PictureListing(task, entries, split);
    }

    /** The folders "train" and then every held-out one, when there are both. */
    private static List<Path> groups(Path root) {
        List<Path> held = PictureListing.HELD_OUT.stream()
                .map(root::resolve)
                .filter(Files::isDirectory)
                .toList();
        Path training = root.resolve(PictureListing.TRAINING);
        return held.isEmpty() || !Files.isDirectory(training)
                ? List.of()
                : Stream.concat(Stream.of(training), held.stream()).toList();
    }

    private static List<String> labels(Path folder) {
        List<Path> classes = PictureTree.folders(folder);
        if (classes.isEmpty()) {
            PictureTree.somePictures(folder);
            throw new InputException("The pictures in " + folder
                    + " have no classes. Put those of each class into a folder with the class's name.");
        }
        List<Path> empty = classes.stream()
                .filter(path -> PictureTree.pictures(path).isEmpty())
                .toList();
        InputException.require(empty.size() < classes.size(), () -> "No folder in " + folder + " has pictures in it.");
        InputException.require(
                empty.isEmpty(),
                () -> "Class folder " + empty.get(0) + " has no pictures in it. Add some, or remove the folder.");
        InputException.require(
                classes.size() >= 2,
                () -> "Folder " + folder + " has one class only, \"" + PictureTree.name(classes.get(0))
                        + "\"; there must be at least two to tell apart.");
        return classes.stream().map(PictureTree::name).toList();
    }

    private static void checkClasses(Path group, List<String> labels) {
        List<Path> classes = PictureTree.folders(group);
        InputException.require(!classes.isEmpty(), () -> "Folder " + group + " has no class folders in it.");
        for (Path folder : classes) {
            InputException.require(
                    labels.contains(PictureTree.name(folder)),
                    () -> "Class \"" + PictureTree.name(folder) + "\" in " + group
                            + " was not in the training data. Known classes: " + String.join(", ", labels) + ".");
        }
    }
}
