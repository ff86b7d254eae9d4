package ai.vivace.store;

import ai.vivace.base.InputException;
import ai.vivace.data.Preprocessing;
import ai.vivace.data.Task;
import ai.vivace.nn.LayerTree.Description;
import ai.vivace.tensor.Shape;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** All of an exported model but the values of its state, and how it is written as a safetensors file's metadata. */
record ModelRecord(
        Description architecture, Preprocessing preprocessing, Task task, InputFormat input, Provenance provenance) {
    private static final String FORMAT = "vivace.format";
    private static final String FORMAT_NAME = "model";
    private static final String VERSION = "vivace.version";
    private static final int NEWEST_VERSION = 1;
    private static final String ARCHITECTURE = "vivace.architecture";
    private static final String PREPROCESSING = "vivace.preprocessing";
    private static final String TASK = "vivace.task";
    private static final String INPUT = "vivace.input";
    private static final String PROVENANCE = "vivace.provenance";

    /** Far above any real model's. */
    private static final int MOST_LAYERS = 100_000;

    // ---- writing

    Map<String, String> toMetadata() {
        Map<String, String> metadata = new LinkedHashMap<>();
        metadata.put(FORMAT, FORMAT_NAME);
        metadata.put(VERSION, Integer.toString(NEWEST_VERSION));
        metadata.put(ARCHITECTURE, toJson(architecture).toString());
        metadata.putAll(facts(preprocessing, task, input, provenance));
        return metadata;
    }

    /** What is neither format nor layers. */
    static Map<String, String> facts(Preprocessing preprocessing, Task task, InputFormat input, Provenance provenance) {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put(PREPROCESSING, toJson(preprocessing).toString());
        facts.put(TASK, toJson(task).toString());
        facts.put(INPUT, toJson(input).toString());
        facts.put(PROVENANCE, toJson(provenance).toString());
        return facts;
    }

    private static ObjectNode toJson(Description layer) {
        ObjectNode json = Json.MAPPER.createObjectNode().put("type", layer.type());
        json.set("settings", Json.MAPPER.valueToTree(layer.settings()));
        ObjectNode children = json.putObject("children");
        layer.children().forEach((name, child) -> children.set(name, toJson(child)));
        return json;
    }

    private static ObjectNode toJson(Preprocessing preprocessing) {
        ObjectNode json = Json.MAPPER.createObjectNode();
        ArrayNode shape = json.putArray("shape");
        for (long size : preprocessing.inputShape().toArray()) {
            shape.add(size);
        }
        json.put("scale", preprocessing.scale());
        preprocessing.mean().forEach(json.putArray("mean")::add);
        preprocessing.deviation().forEach(json.putArray("deviation")::add);
        return json;
    }

    private static ObjectNode toJson(Task task) {
        ObjectNode json = Json.MAPPER.createObjectNode();
        if (task instanceof Task.Classification classification) {
            classification.labels().forEach(json.put("kind", "classification").putArray("labels")::add);
        } else if (task instanceof Task.MultiLabel multiLabel) {
            multiLabel.labels().forEach(json.put("kind", "multi-label").putArray("labels")::add);
        } else if (task instanceof Task.Segmentation segmentation) {
            segmentation.labels().forEach(json.put("kind", "segmentation").putArray("labels")::add);
        } else if (task instanceof Task.Detection detection) {
            detection.labels().forEach(json.put("kind", "detection").putArray("labels")::add);
        } else if (task instanceof Task.Points points) {
            json.put("kind", "points").put("count", points.count());
        } else if (task instanceof Task.Regression regression) {
            json.put("kind", "regression").put("outputs", regression.outputs());
        } else if (task instanceof Task.Generation generation) {
            json.put("kind", "generation")
                    .put("channels", generation.channels())
                    .put("height", generation.height())
                    .put("width", generation.width());
        } else if (task instanceof Task.TokenLabels tokens) {
            tokens.labels().forEach(json.put("kind", "token-labels").putArray("labels")::add);
        } else if (task instanceof Task.NextToken tokens) {
            json.put("kind", "next-token").put("vocabulary", tokens.vocabulary());
        }
        return json;
    }

    private static ObjectNode toJson(InputFormat input) {
        ObjectNode json = Json.MAPPER.createObjectNode();
        if (input instanceof InputFormat.Pictures pictures) {
            return json.put("kind", "pictures")
                    .put("channels", pictures.channels())
                    .put("height", pictures.height())
                    .put("width", pictures.width())
                    .put("resize", pictures.resize().name().toLowerCase(Locale.ROOT));
        }
        if (input instanceof InputFormat.Texts texts) {
            return json.put("kind", "texts").put("encoder", texts.encoder()).put("longest", texts.longest());
        }
        return json.put("kind", "numbers");
    }

    private static ObjectNode toJson(Provenance provenance) {
        ObjectNode json = Json.MAPPER
                .createObjectNode()
                .put("seed", provenance.seed())
                .put("date", provenance.date().toString());
        json.set("settings", Json.MAPPER.valueToTree(provenance.settings()));
        json.set("metrics", Json.MAPPER.valueToTree(provenance.metrics()));
        json.set("versions", Json.MAPPER.valueToTree(provenance.versions()));
        return json;
    }

    // ---- reading

    static ModelRecord of(Map<String, String> metadata) {
        InputException.require(
                FORMAT_NAME.equals(metadata.get(FORMAT)),
                () -> "it is a safetensors file but not an exported model, as its metadata lacks \"" + FORMAT
                        + "\" = \"" + FORMAT_NAME + "\". Give a file that Vivace has exported.");
        checkVersion(metadata.getOrDefault(VERSION, ""));
        return new ModelRecord(
                description(fields(metadata, ARCHITECTURE), new AtomicInteger()),
                preprocessing(fields(metadata, PREPROCESSING)),
                task(fields(metadata, TASK)),
                input(fields(metadata, INPUT)),
                provenance(fields(metadata, PROVENANCE)));
    }

    private static void checkVersion(String version) {
        InputException.require(
                version.matches("[1-9][0-9]{0,8}"),
                () -> "it is damaged: its \"" + VERSION + "\" is \"" + version + "\", not a number.");
        InputException.require(
                Integer.parseInt(version) <= NEWEST_VERSION,
                () -> "it was exported by a newer Vivace: it has format " + version
                        + ", and this Vivace reads up to " + NEWEST_VERSION
                        + ". Upgrade Vivace to load it, or export the model again with this one.");
    }

    private static Fields fields(Map<String, String> metadata, String key) {
        String text = metadata.get(key);
        InputException.require(text != null, () -> "it is damaged: its metadata lacks \"" + key + "\".");
        String present = text == null ? "" : text;
        InputException.require(
                present.length() <= Json.LONGEST_TEXT,
                () -> "\"" + key + "\" has " + present.length() + " characters; at most " + Json.LONGEST_TEXT
                        + " are read.");
        return Fields.parse(key, present);
    }

    private static Description description(Fields layer, AtomicInteger count) {
        InputException.require(
                count.incrementAndGet() <= MOST_LAYERS,
                () -> "The model has more than " + MOST_LAYERS + " layers, which are not read.");
        Map<String, Description> children = new LinkedHashMap<>();
        layer.objects("children").forEach((name, child) -> children.put(name, description(child, count)));
        return new Description(layer.text("type"), layer.plainValues("settings"), children);
    }

    private static Preprocessing preprocessing(Fields fields) {
        long[] sizes = fields.wholes("shape");
        for (long size : sizes) {
            InputException.require(size >= 0, () -> "An input cannot have a size of " + size + ".");
        }
        return new Preprocessing(
                Shape.of(sizes), fields.number("scale"), fields.numbers("mean"), fields.numbers("deviation"));
    }

    private static Task task(Fields fields) {
        String kind = fields.text("kind");
        return switch (kind) {
            case "classification" -> new Task.Classification(fields.texts("labels"));
            case "multi-label" -> new Task.MultiLabel(fields.texts("labels"));
            case "segmentation" -> new Task.Segmentation(fields.texts("labels"));
            case "detection" -> new Task.Detection(fields.texts("labels"));
            case "points" -> new Task.Points(fields.small("count"));
            case "regression" -> new Task.Regression(fields.small("outputs"));
            case "generation" ->
                new Task.Generation(fields.small("channels"), fields.small("height"), fields.small("width"));
            case "token-labels" -> new Task.TokenLabels(fields.texts("labels"));
            case "next-token" -> new Task.NextToken(fields.small("vocabulary"));
            default -> throw fields.unknown("kind", kind);
        };
    }

    private static InputFormat input(Fields fields) {
        String kind = fields.text("kind");
        return switch (kind) {
            case "numbers" -> new InputFormat.Numbers();
            case "texts" -> new InputFormat.Texts(fields.text("encoder"), fields.small("longest"));
            case "pictures" ->
                new InputFormat.Pictures(
                        fields.small("channels"),
                        fields.small("height"),
                        fields.small("width"),
                        fields.choice("resize", InputFormat.Resize.class));
            default -> throw fields.unknown("kind", kind);
        };
    }

    private static Provenance provenance(Fields fields) {
        String date = fields.text("date");
        try {
            return new Provenance(
                    fields.whole("seed"),
                    Instant.parse(date),
                    fields.textsByName("settings"),
                    fields.numbersByName("metrics"),
                    fields.textsByName("versions"));
        } catch (DateTimeException e) {
            throw new InputException(PROVENANCE + ": \"" + date + "\" is not a date as in 2026-01-31T12:00:00Z.", e);
        }
    }
}
