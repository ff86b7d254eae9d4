package ai.vivace.cli;

import ai.vivace.base.InputException;
import ai.vivace.store.WeightSource;
import ai.vivace.vision.Recipe;
import ai.vivace.vision.model.Architectures;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * All that a training follows from, as stored in its folder, so that it can be resumed and told about.
 *
 * @param task what is learnt of the pictures
 * @param data which data, and how they are read
 * @param classes the names of the classes of masks, in the order of their values; empty for those that the data say
 * @param recipe how the network is trained
 * @param mirror whether pictures mean the same in a mirror
 * @param augmented whether training batches are changed at random as photos usually are
 * @param architecture the network's name
 * @param weights what its body has learnt elsewhere, as it was written; empty to learn from nothing
 * @param epochs empty for a number that suits the data's size
 * @param rate the highest learning rate; empty to let the finder choose
 * @param seed of split, order and initial values
 */
record RunSettings(
        PictureTask task,
        DataSettings data,
        List<String> classes,
        Recipe recipe,
        Recipe.Mirror mirror,
        boolean augmented,
        String architecture,
        Optional<WeightSource> weights,
        OptionalInt epochs,
        OptionalDouble rate,
        long seed) {
    static final String FILE = "settings.json";

    RunSettings {
        classes = List.copyOf(classes);
        if (!architecture.equals(task.network())) {
            Architectures.of(architecture);
        }
        epochs.ifPresent(count ->
                InputException.require(count >= 1, () -> "--epochs must be at least 1, but was " + count + "."));
        rate.ifPresent(value -> InputException.require(
                value > 0 && Double.isFinite(value), () -> "--rate must be positive, but was " + value + "."));
    }

    /** As a training that is told no more than this, with epochs and rate left open: for looking at it beforehand. */
    static RunSettings plain(
            PictureTask task, DataSettings data, List<String> classes, String architecture, long seed) {
        return new RunSettings(
                task,
                data,
                classes,
                Recipe.PLAIN,
                Recipe.Mirror.OTHER,
                task.isAugmented(),
                architecture,
                Optional.empty(),
                OptionalInt.empty(),
                OptionalDouble.empty(),
                seed);
    }

    ObjectNode toJson() {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        Path path = data.path();
        node.put("task", task.label());
        node.put("data", path == null ? null : path.toString());
        data.size().ifPresent(size -> node.put("size", size));
        node.put("heldOut", data.heldOut()).put("batch", data.batchSize());
        data.workers().ifPresent(workers -> node.put("workers", workers));
        node.put("skipCorrupt", data.skipCorrupt()).put("recipe", recipe.label());
        if (!classes.isEmpty()) {
            classes.forEach(node.putArray("classes")::add);
        }
        node.put("flip", mirror == Recipe.Mirror.SAME).put("augment", augmented).put("architecture", architecture);
        weights.ifPresent(source -> node.put("weights", source.toString()));
        epochs.ifPresent(count -> node.put("epochs", count));
        rate.ifPresent(value -> node.put("rate", value));
        return node.put("seed", seed);
    }

    /**
     * Reads the settings of a run's folder.
     *
     * @throws InputException when the folder has none, or they are damaged
     */
    static RunSettings read(Path folder) {
        Path file = folder.resolve(FILE);
        InputException.require(
                Files.isRegularFile(file),
                () -> folder + " is no folder of a training run: it has no " + FILE
                        + ". Give the folder that the interrupted training named.");
        try {
            JsonNode node = new JsonMapper().readTree(file.toFile());
            return new RunSettings(
                    PictureTask.of(node.path("task").asText(PictureTask.CLASSIFY.label())),
                    new DataSettings(
                            node.path("data").isTextual()
                                    ? Path.of(node.path("data").asText())
                                    : null,
                            whole(node, "size"),
                            node.path("heldOut").asDouble(),
                            node.path("batch").asInt(),
                            whole(node, "workers"),
                            node.path("skipCorrupt").asBoolean()),
                    texts(node.path("classes")),
                    Recipe.of(node.path("recipe").asText()),
                    node.path("flip").asBoolean() ? Recipe.Mirror.SAME : Recipe.Mirror.OTHER,
                    node.path("augment").asBoolean(),
                    node.path("architecture").asText(),
                    node.has("weights")
                            ? Optional.of(WeightSource.of(node.path("weights").asText()))
                            : Optional.empty(),
                    whole(node, "epochs"),
                    node.has("rate") ? OptionalDouble.of(node.path("rate").asDouble()) : OptionalDouble.empty(),
                    node.path("seed").asLong());
        } catch (IOException e) {
            throw new InputException(file + " is damaged: " + e.getMessage(), e);
        }
    }

    private static List<String> texts(JsonNode list) {
        List<String> texts = new ArrayList<>();
        list.forEach(one -> texts.add(one.asText()));
        return texts;
    }

    private static OptionalInt whole(JsonNode node, String name) {
        return node.has(name) ? OptionalInt.of(node.path(name).asInt()) : OptionalInt.empty();
    }
}
