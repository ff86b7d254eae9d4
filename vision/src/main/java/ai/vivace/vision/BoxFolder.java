package ai.vivace.vision;

import ai.vivace.base.InputException;
import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
 * }</pre>
 *
 * <p>COCO's JSON file may have any name, and may lie in a folder {@code annotations}; it must be the only one. See {@link Boxes}.
 */
public final class BoxFolder {
    private static final Set<String> COCO = Set.of("images", "annotations");

    private BoxFolder() {}

    /** The boxes in a folder; empty when it has neither form. */
    public static Optional<Label> find(Path root) {
        if (Files.isDirectory(root.resolve("JPEGImages")) && Files.isDirectory(root.resolve("Annotations"))) {
            return Optional.of(Boxes.voc());
        }
        return coco(root).or(() -> coco(root.resolve("annotations"))).map(file -> {
            Path images = root.resolve("images");
            Label boxes = Boxes.coco(file);
            return Files.isDirectory(images) ? ignored -> boxes.list(images) : boxes;
        });
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
                        + " JSON file in COCO's form, with the pictures beside it or in a folder \"images\"."));
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
