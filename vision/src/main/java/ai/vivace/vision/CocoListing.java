package ai.vivace.vision;

import ai.vivace.base.InputException;
import ai.vivace.data.Task;
import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Pictures with boxes in COCO's form; see {@link Boxes#coco}. */
final class CocoListing {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final Path file;
    private final TreeMap<Long, String> categories = new TreeMap<>();
    private final Map<Long, Path> pictures = new LinkedHashMap<>();
    private final Map<Long, List<Target.Box>> boxes = new LinkedHashMap<>();

    private CocoListing(Path file) {
        this.file = file;
    }

    static PictureListing of(Path root, Path file) {
        PictureTree.requireFolder(root, "Give the folder that the names of pictures start from.");
        InputException.require(Files.isRegularFile(file), () -> "There is no file " + file + ".");
        try (InputStream in = Unpacked.open(file)) {
            return new CocoListing(file).read(root, MAPPER.readTree(in));
        } catch (JacksonException e) {
            throw new InputException(file + " is no JSON: " + e.getOriginalMessage() + ".", e);
        } catch (IOException e) {
            throw new InputException("Cannot read " + file + ": " + e.getMessage() + ".", e);
        }
    }

    private PictureListing read(Path root, JsonNode json) {
        for (JsonNode category : list(json, "categories")) {
            categories.put(number(category, "id", "a category"), text(category, "name", "a category"));
        }
        for (JsonNode image : list(json, "images")) {
            Path picture = root.resolve(text(image, "file_name", "an image"));
            InputException.require(
                    Files.isRegularFile(picture), () -> file + " names a picture that is not there: " + picture + ".");
            long id = number(image, "id", "an image");
            pictures.put(id, picture);
            boxes.put(id, new ArrayList<>());
        }
        for (JsonNode annotation : list(json, "annotations")) {
            if (annotation.path("iscrowd").asInt() == 0) {
                add(annotation);
            }
        }
        List<PictureListing.Entry> entries = new ArrayList<>();
        pictures.forEach((id, picture) -> entries.add(
                new PictureListing.Entry(picture, new Target.Boxes(boxes.getOrDefault(id, List.of())), "")));
        return PictureListing.of(new Task.Detection(List.copyOf(categories.values())), entries);
    }

    private void add(JsonNode annotation) {
        String place = "annotation " + annotation.path("id").asText("without id");
        long category = number(annotation, "category_id", place);
        InputException.require(
                categories.containsKey(category),
                () -> file + ", " + place + " is of category " + category + ", but the categories are "
                        + categories.keySet() + ".");
        List<Target.Box> ofPicture = boxes.get(number(annotation, "image_id", place));
        if (ofPicture == null) {
            throw new InputException(file + ", " + place + " is of an image that is not among the images.");
        }
        JsonNode box = annotation.path("bbox");
        InputException.require(
                box.isArray() && box.size() == 4 && box.get(0).isNumber(),
                () -> file + ", " + place + " should have a bbox of left, top, width and height, but has " + box + ".");
        double left = box.get(0).asDouble();
        double top = box.get(1).asDouble();
        try {
            ofPicture.add(new Target.Box(
                    categories.headMap(category).size(),
                    left,
                    top,
                    left + box.get(2).asDouble(),
                    top + box.get(3).asDouble()));
        } catch (InputException e) {
            throw new InputException(file + ", " + place + ": " + e.getMessage() + " Repair it, or take it away.", e);
        }
    }

    private JsonNode list(JsonNode json, String name) {
        JsonNode list = json.path(name);
        InputException.require(
                list.isArray(),
                () -> file + " should have a list \"" + name + "\", as COCO's files have, but has none.");
        return list;
    }

    private long number(JsonNode json, String name, String place) {
        JsonNode value = json.path(name);
        InputException.require(
                value.isIntegralNumber(), () -> file + ", " + place + " should have a whole number as " + name + ".");
        return value.asLong();
    }

    private String text(JsonNode json, String name, String place) {
        JsonNode value = json.path(name);
        InputException.require(
                value.isTextual() && !value.asText().isEmpty(),
                () -> file + ", " + place + " should have a text as " + name + ".");
        return value.asText();
    }
}
