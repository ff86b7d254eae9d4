package ai.vivace.vision;

import ai.vivace.base.InputException;
import ai.vivace.data.Split;
import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Pictures and boxes around things, in the forms that are usual:
 *
 * <pre>{@code
 * cells/JPEGImages/…, cells/Annotations/….xml, cells/ImageSets/Main/train.txt, val.txt      Pascal VOC's
 * photos/annotations.json, photos/1.jpg, …     or     photos/images/1.jpg, …                COCO's
 * photos/train/_annotations.coco.json, photos/train/1.jpg, …, photos/valid/…                COCO's, split by its folders
 * }</pre>
 *
 * <p>COCO's JSON file may have any name, and may lie in a folder {@code annotations}; it must be the only one. See {@link Boxes}. Of
 * folders {@code train} and {@code valid} each has a file of its own, as Roboflow writes them; held-out folders are called as in {@link
 * Label#parentFolder}, and the first of them is what a model is judged by. Kinds are those of the training folder and told by their names.
 */
public final class BoxFolder {
    private static final Set<String> COCO = Set.of("images", "annotations");

    private BoxFolder() {}

    /** The boxes in a folder; empty when it has neither form. */
    public static Optional<Label> find(Path root) {
        if (Files.isDirectory(root.resolve("JPEGImages")) && Files.isDirectory(root.resolve("Annotations"))) {
            return Optional.of(Boxes.voc());
        }
        return ofCoco(root).or(() -> parts(root));
    }

    /** The boxes of one file. */
    private static Optional<Label> ofCoco(Path folder) {
        return coco(folder).or(() -> coco(folder.resolve("annotations"))).map(file -> {
            Path images = folder.resolve("images");
            Label boxes = Boxes.coco(file);
            return ignored -> boxes.list(Files.isDirectory(images) ? images : folder);
        });
    }

    /** The boxes of a file for each part of the data; those of a folder "train" alone are one set. */
    private static Optional<Label> parts(Path root) {
        Optional<Label> training = ofCoco(root.resolve(PictureListing.TRAINING));
        if (training.isEmpty()) {
            return Optional.empty();
        }
        for (String name : PictureListing.HELD_OUT) {
            Optional<Label> held = ofCoco(root.resolve(name));
            if (held.isPresent()) {
                return Optional.of(ignored -> joined(training.get().list(root), held.get(), root.resolve(name)));
            }
        }
        return training;
    }

    private static PictureListing joined(PictureListing training, Label held, Path folder) {
        String name = PictureTree.name(folder);
        PictureListing judged = Boxes.numbered(held, training.task().labels()).list(folder);
        List<PictureListing.Entry> entries = new ArrayList<>();
        training.entries().forEach(entry -> entries.add(entry.in(PictureListing.TRAINING)));
        judged.entries().forEach(entry -> entries.add(entry.in(name)));
        return new PictureListing(training.task(), entries, Optional.of(Split.byGroup(PictureListing.TRAINING, name)));
    }

    /**
     * The boxes in a folder.
     *
     * @throws InputException when it has neither form
     */
    public static Label at(Path root) {
        PictureTree.requireFolder(root, "Give a folder of pictures with boxes.");
        return find(root)
                .orElseThrow(() -> new InputException("Folder " + root
                        + " has no pictures with boxes. Expected Pascal VOC's folders JPEGImages and Annotations, or one"
                        + " JSON file in COCO's form, with the pictures beside it or in a folder \"images\"; or folders"
                        + " \"train\" and \"valid\" with such a file each."));
    }

    private static Optional<Path> coco(Path folder) {
        if (!Files.isDirectory(folder)) {
            return Optional.empty();
        }
        try (Stream<Path> inside = Files.list(folder)) {
            List<Path> files = inside.filter(file -> PictureTree.name(file).endsWith(".json"))
                    .filter(Files::isRegularFile)
                    .toList();
            return files.size() == 1 && isCoco(files.get(0)) ? Optional.of(files.get(0)) : Optional.empty();
        } catch (IOException e) {
            throw new InputException("Cannot list " + folder + ": " + e.getMessage() + ".", e);
        }
    }

    /** Whether the names that COCO's form has are in a file; what is under them is skipped. */
    private static boolean isCoco(Path file) {
        Set<String> names = new HashSet<>();
        try (JsonParser json = new JsonFactory().createParser(file.toFile())) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                return false;
            }
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                names.add(json.currentName());
                json.nextToken();
                json.skipChildren();
            }
        } catch (JacksonException e) {
            // A file that was to be one is told of when it is read.
            return names.contains("images");
        } catch (IOException e) {
            throw new InputException("Cannot read " + file + ": " + e.getMessage() + ".", e);
        }
        return names.containsAll(COCO);
    }
}
