package ai.vivace.vision;

import ai.vivace.base.InputException;
import ai.vivace.data.Task;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Pictures whose names tell their classes; see {@link Label#matching}. */
final class NameListing {
    private NameListing() {}

    static PictureListing of(Path root, Pattern pattern) {
        List<Path> pictures = PictureTree.somePictures(root);
        List<String> found =
                pictures.stream().map(picture -> label(root, picture, pattern)).toList();
        List<String> labels = List.copyOf(new TreeSet<>(found));
        InputException.require(
                labels.size() >= 2,
                () -> "\"" + pattern + "\" finds one class only, \"" + labels.get(0)
                        + "\", in the names of the pictures in " + root
                        + "; there must be at least two to tell apart.");
        Task.Classification task = new Task.Classification(labels);
        List<PictureListing.Entry> entries = new ArrayList<>();
        for (int i = 0; i < pictures.size(); i++) {
            entries.add(new PictureListing.Entry(pictures.get(i), new Target.OneClass(task.number(found.get(i))), ""));
        }
        return PictureListing.of(task, entries);
    }

    private static String label(Path root, Path picture, Pattern pattern) {
        String name = PictureTree.portable(root.relativize(picture));
        Matcher matcher = pattern.matcher(name);
        boolean found = matcher.find();
        String label = !found ? null : matcher.groupCount() == 0 ? matcher.group() : matcher.group(1);
        InputException.require(
                label != null && !label.isEmpty(),
                () -> "\"" + pattern + "\" finds no label in " + name + " under " + root
                        + ". Change the expression, or take the picture away.");
        return String.valueOf(label);
    }
}
