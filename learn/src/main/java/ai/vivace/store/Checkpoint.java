package ai.vivace.store;

import ai.vivace.base.InputException;
import ai.vivace.tensor.Tensor;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The state of a training run at one moment, from which it goes on as if it had never stopped: one safetensors file with the
 * tensors, and the facts (epoch, batch, progress, counters, history, settings, seed, versions) as JSON in its metadata.
 *
 * <p>What the tensors and facts are is the writer's matter; by custom a tensor's name starts with its group and a dot, as in
 * {@code model.0.weight} and {@code optimizer.0.weight.momentum}. Numbers come back exactly as they were; NaN and the
 * infinities, which JSON lacks, come back as the texts {@code NaN}, {@code Infinity} and {@code -Infinity}, which {@link
 * JsonNode#asDouble} reads.
 *
 * @param tensors the tensors by name; they belong to the scope that the checkpoint was read in, or else closing this frees them
 * @param facts everything that is not a tensor; treat it as read-only
 */
public record Checkpoint(Map<String, Tensor> tensors, ObjectNode facts) implements AutoCloseable {
    /** The metadata's key under which the facts are. */
    public static final String KEY = "vivace.checkpoint";

    /** The newest format that is read, and the one that is written. */
    public static final int VERSION = 1;

    private static final String VERSION_FIELD = "version";
    private static final String FACTS_FIELD = "facts";

    public Checkpoint {
        tensors = Collections.unmodifiableMap(new LinkedHashMap<>(tensors));
    }

    /**
     * Writes a checkpoint, whole or not at all: a run that dies while it writes leaves the one before.
     *
     * @throws InputException when the file cannot be written
     */
    public static void write(Path file, Map<String, Tensor> tensors, ObjectNode facts) {
        ObjectNode record = Json.MAPPER.createObjectNode().put(VERSION_FIELD, VERSION);
        record.set(FACTS_FIELD, facts);
        String text = record.toString();
        InputException.require(
                text.length() <= Json.LONGEST_TEXT,
                () -> "The facts of a checkpoint have " + text.length() + " characters; at most " + Json.LONGEST_TEXT
                        + " are read. Keep what is long in tensors.");
        Safetensors.write(file, tensors, Map.of(KEY, text));
    }

    /**
     * Reads a checkpoint.
     *
     * @throws InputException when the file is missing, damaged, not a checkpoint or of a newer version
     */
    public static Checkpoint read(Path file) {
        ObjectNode facts = readFacts(file);
        return new Checkpoint(Safetensors.read(file).tensors(), facts);
    }

    /**
     * Reads the facts alone; quick, however large the tensors are.
     *
     * @throws InputException as {@link #read}
     */
    public static ObjectNode readFacts(Path file) {
        String text = Safetensors.readHeader(file).metadata().get(KEY);
        if (text == null) {
            throw new InputException(file + " is a safetensors file but not a checkpoint: it has no \"" + KEY
                    + "\" in its metadata. Give a file that a training run has saved.");
        }
        InputException.require(
                text.length() <= Json.LONGEST_TEXT,
                () -> file + " is damaged: its facts have " + text.length() + " characters; at most "
                        + Json.LONGEST_TEXT + " are read.");
        try {
            JsonNode record = Json.MAPPER.readTree(text);
            int version = record.path(VERSION_FIELD).asInt();
            InputException.require(
                    version <= VERSION,
                    () -> file + " is a checkpoint of format " + version + ", but this Vivace reads up to " + VERSION
                            + ". Resume it with the Vivace that wrote it, or a newer one.");
            if (version == VERSION && record.get(FACTS_FIELD) instanceof ObjectNode facts) {
                return facts;
            }
        } catch (JsonProcessingException e) {
            throw new InputException(file + " is damaged: its facts are not JSON: " + e.getOriginalMessage() + ".", e);
        }
        throw new InputException(file + " is damaged: its \"" + KEY + "\" lacks a version or facts.");
    }

    /**
     * The tensors of one group, by their names without the group's.
     *
     * @param group the part of the name before the first dot, such as {@code model}; empty when there are none
     */
    public Map<String, Tensor> group(String group) {
        Map<String, Tensor> members = new LinkedHashMap<>();
        tensors.forEach((name, tensor) -> {
            if (name.startsWith(group + ".")) {
                members.put(name.substring(group.length() + 1), tensor);
            }
        });
        return members;
    }

    @Override
    public void close() {
        tensors.values().forEach(Tensor::close);
    }
}
