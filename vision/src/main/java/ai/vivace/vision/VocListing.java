package ai.vivace.vision;

import ai.vivace.base.InputException;
import ai.vivace.data.Task;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Pictures with boxes in Pascal VOC's folders; see {@link Boxes#voc}. */
final class VocListing {
    private static final Map<String, String> SETS =
            Map.of("train.txt", PictureListing.TRAINING, "val.txt", PictureListing.VALIDATION);

    private VocListing() {}

    static PictureListing of(Path root) {
        PictureTree.requireFolder(root, "Give the folder with VOC's folders JPEGImages and Annotations.");
        Path pictures = root.resolve("JPEGImages");
        Map<String, String> groups = groups(root.resolve("ImageSets").resolve("Main"));
        List<VocAnnotation> annotations = files(root.resolve("Annotations")).stream()
                .map(VocAnnotation::read)
                .toList();
        TreeSet<String> labels = new TreeSet<>();
        annotations.forEach(annotation -> annotation.things().forEach(thing -> labels.add(thing.label())));
        InputException.require(!labels.isEmpty(), () -> "There is no box in the annotations of " + root + ".");
        Task.Detection task = new Task.Detection(List.copyOf(labels));
        List<PictureListing.Entry> entries = new ArrayList<>();
        for (VocAnnotation annotation : annotations) {
            Path picture = pictures.resolve(annotation.picture());
            InputException.require(
                    Files.isRegularFile(picture),
                    () -> annotation.file() + " names a picture that is not there: " + picture + ".");
            String stem = PictureTree.stem(PictureTree.name(annotation.file()));
            entries.add(new PictureListing.Entry(picture, annotation.target(task), groups.getOrDefault(stem, "")));
        }
        return PictureListing.of(task, entries);
    }

    private static List<Path> files(Path folder) {
        PictureTree.requireFolder(folder, "It should be a folder of XML files.");
        try (Stream<Path> inside = Files.list(folder)) {
            List<Path> files = inside.filter(path -> PictureTree.name(path).endsWith(".xml"))
                    .sorted()
                    .toList();
            InputException.require(!files.isEmpty(), () -> "There are no XML files in " + folder + ".");
            return files;
        } catch (IOException e) {
            throw new InputException("Cannot list " + folder + ": " + e.getMessage() + ".", e);
        }
    }

    private static Map<String, String> groups(Path folder) {
        Map<String, String> groups = new HashMap<>();
        SETS.forEach((file, group) -> {
            Path set = folder.resolve(file);
            if (Files.isRegularFile(set)) {
                try {
                    Files.readAllLines(set).forEach(line -> groups.put(line.strip(), group));
                } catch (IOException e) {
                    throw new InputException("Cannot read " + set + ": " + e.getMessage() + ".", e);
                }
            }
        });
        return groups;
    }
}
