package ai.vivace.text.token;

import ai.vivace.base.InputException;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/** A tokenizer.json as a tokenizer keeps it: written small, as the tree takes many times as much. */
final class TokenizerDefinition {
    /** Larger files are refused before they are read. */
    static final long LARGEST_FILE = 1L << 28;

    static final ObjectMapper JSON = new ObjectMapper();

    private final byte[] json;

    TokenizerDefinition(JsonNode tree) {
        try {
            json = JSON.writeValueAsBytes(tree);
        } catch (JsonProcessingException e) {
            throw new InputException("The tokenizer cannot be written as JSON: " + e.getOriginalMessage() + ".", e);
        }
    }

    /** The file's content, with its own limits. */
    byte[] with(Optional<Truncation> truncation, Optional<Padding> padding, Vocabulary vocabulary) {
        try {
            ObjectNode tree = (ObjectNode) JSON.readTree(json);
            tree.putNull("truncation");
            tree.putNull("padding");
            truncation.ifPresent(cut -> tree.putObject("truncation")
                    .put("direction", name(cut.away()))
                    .put("max_length", cut.length())
                    .put("strategy", name(cut.strategy()))
                    .put("stride", 0));
            padding.ifPresent(fill -> {
                ObjectNode node = tree.putObject("padding");
                if (fill.length() == 0) {
                    node.put("strategy", "BatchLongest");
                } else {
                    node.putObject("strategy").put("Fixed", fill.length());
                }
                node.put("direction", name(fill.side()));
                if (fill.multipleOf() == 1) {
                    node.putNull("pad_to_multiple_of");
                } else {
                    node.put("pad_to_multiple_of", fill.multipleOf());
                }
                node.put("pad_id", fill.id())
                        .put("pad_type_id", fill.type())
                        .put("pad_token", vocabulary.token(fill.id()));
            });
            return JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(tree);
        } catch (IOException e) {
            throw new InputException("The tokenizer cannot be written as JSON: " + e.getMessage() + ".", e);
        }
    }

    /** LONGEST_FIRST as LongestFirst. */
    private static String name(Enum<?> constant) {
        StringBuilder name = new StringBuilder();
        for (String word : constant.name().split("_", -1)) {
            name.append(word.charAt(0)).append(word.substring(1).toLowerCase(Locale.ROOT));
        }
        return name.toString();
    }

    /** Reads an object from a file. */
    static JsonPart read(Path file) {
        return new JsonPart(parse(bytes(file), file.toString()), file + ": ");
    }

    static byte[] bytes(Path file) {
        try {
            long size = Files.size(file);
            InputException.require(
                    size <= LARGEST_FILE,
                    () -> file + " has " + size + " bytes; a tokenizer's file has at most " + LARGEST_FILE + ".");
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new InputException(
                    "Cannot read " + file + ": " + (Files.exists(file) ? e.getMessage() : "there is no such file")
                            + ".",
                    e);
        }
    }

    static JsonNode parse(byte[] json, String name) {
        try {
            JsonNode tree = JSON.readTree(json);
            InputException.require(
                    tree != null && tree.isObject(), () -> name + " should hold a JSON object, but does not.");
            return tree;
        } catch (JsonProcessingException e) {
            JsonLocation at = e.getLocation();
            throw new InputException(
                    name + " is no JSON" + (at == null ? "" : " at line " + at.getLineNr()) + ": "
                            + e.getOriginalMessage() + ".",
                    e);
        } catch (IOException e) {
            throw new InputException(name + " is no JSON: " + e.getMessage() + ".", e);
        }
    }
}
