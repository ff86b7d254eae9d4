package ai.vivace.text.model;

import ai.vivace.base.InputException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;

/** A JSON file that describes a model, bounded in size and depth; a missing or mistyped field is an error that says where. */
final class ConfigurationFile {
    static final int LONGEST = 16 << 20;

    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(50)
                            .maxStringLength(LONGEST)
                            .build())
                    .build())
            .build();

    private final String where;
    private final JsonNode object;

    private ConfigurationFile(String where, JsonNode object) {
        this.where = where;
        this.object = object;
        InputException.require(object.isObject(), () -> where + " must be a JSON object, but is not.");
    }

    static ConfigurationFile read(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(LONGEST + 1);
            InputException.require(
                    bytes.length <= LONGEST,
                    () -> file + " has more than " + LONGEST + " bytes, too many for a description of a model.");
            return new ConfigurationFile(file.toString(), MAPPER.readTree(new String(bytes, StandardCharsets.UTF_8)));
        } catch (JsonProcessingException e) {
            throw new InputException(file + " is not well-formed JSON: " + e.getOriginalMessage() + ".", e);
        } catch (NoSuchFileException e) {
            throw new InputException("Cannot read " + file + ": there is no such file.", e);
        } catch (IOException e) {
            throw new InputException(
                    "Cannot read " + file + ": " + e.getClass().getSimpleName() + ": " + e.getMessage() + ".", e);
        }
    }

    String where() {
        return where;
    }

    boolean has(String name) {
        return object.hasNonNull(name);
    }

    ConfigurationFile object(String name) {
        return new ConfigurationFile(where + ", \"" + name + "\"", get(name));
    }

    Iterable<String> names() {
        return object::fieldNames;
    }

    String text(String name) {
        JsonNode value = get(name);
        InputException.require(value.isTextual(), () -> mistyped(name, "a text", value));
        return value.textValue();
    }

    String text(String name, String standard) {
        return has(name) ? text(name) : standard;
    }

    long whole(String name) {
        JsonNode value = get(name);
        InputException.require(
                value.isIntegralNumber() && value.canConvertToLong(), () -> mistyped(name, "a whole number", value));
        return value.longValue();
    }

    long whole(String name, long standard) {
        return has(name) ? whole(name) : standard;
    }

    int small(String name) {
        return Sizes.small(whole(name));
    }

    int small(String name, int standard) {
        return has(name) ? small(name) : standard;
    }

    double number(String name, double standard) {
        if (!has(name)) {
            return standard;
        }
        JsonNode value = get(name);
        InputException.require(value.isNumber(), () -> mistyped(name, "a number", value));
        return value.doubleValue();
    }

    double number(String name) {
        get(name);
        return number(name, 0);
    }

    boolean flag(String name, boolean standard) {
        if (!has(name)) {
            return standard;
        }
        JsonNode value = get(name);
        InputException.require(value.isBoolean(), () -> mistyped(name, "true or false", value));
        return value.booleanValue();
    }

    /** The kind of model, in lower case. */
    String modelType() {
        return text("model_type").toLowerCase(Locale.ROOT);
    }

    private JsonNode get(String name) {
        JsonNode value = object.get(name);
        InputException.require(value != null && !value.isNull(), () -> where + " lacks \"" + name + "\".");
        return value;
    }

    private String mistyped(String name, String expected, JsonNode value) {
        String text = value.toString();
        return where + ": \"" + name + "\" must be " + expected + ", but is "
                + (text.length() > 80 ? text.substring(0, 80) + "…" : text) + ".";
    }
}
