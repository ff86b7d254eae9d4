package ai.vivace.watermark.mark;

import ai.vivace.base.InputException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.schema.FailsafeSchema;

/**
 * Maps, lists and texts as YAML and JSON. Every value is a text, as it is written, so that both forms are read by the same readers of lengths, colours
 * and numbers, and none becomes something else on the way.
 */
final class PresetTree {
    /** A logo of some megabytes fits in. */
    static final int MOST_CHARACTERS = 32 << 20;

    private static final int DEEPEST = 20;

    private PresetTree() {}

    /** Reads YAML. */
    static Object ofYaml(String name, String text) {
        // The schema without types: "on" is a text, and 017 keeps its zero.
        LoadSettings settings = LoadSettings.builder()
                .setLabel(name)
                .setSchema(new FailsafeSchema())
                .setTagConstructors(Map.of(Tag.NULL, node -> ""))
                .setAllowDuplicateKeys(false)
                .setMaxAliasesForCollections(0)
                .setCodePointLimit(MOST_CHARACTERS)
                .build();
        try {
            Object tree = new Load(settings).loadFromString(text);
            return tree == null ? "" : tree;
        } catch (MarkedYamlEngineException e) {
            String line = e.getProblemMark()
                    .map(mark -> ", line " + (mark.getLine() + 1))
                    .orElse("");
            throw new InputException(name + line + ": not YAML: " + e.getProblem() + ".", e);
        } catch (YamlEngineException e) {
            throw new InputException(name + ": not YAML: " + e.getMessage() + ".", e);
        }
    }

    /** Reads JSON. */
    static Object ofJson(String name, String text) {
        JsonFactory factory = JsonFactory.builder()
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(DEEPEST)
                        .maxStringLength(MOST_CHARACTERS)
                        .build())
                .build();
        try (JsonParser json = factory.createParser(text)) {
            if (json.nextToken() == null) {
                return "";
            }
            Object tree = value(json);
            InputException.require(
                    json.nextToken() == null, () -> name + ": something follows the JSON of the watermark. Remove it.");
            return tree;
        } catch (JsonProcessingException e) {
            throw new InputException(
                    name + ", line " + e.getLocation().getLineNr() + ": not JSON: " + e.getOriginalMessage() + ".", e);
        } catch (IOException e) {
            throw new UncheckedIOException("Reading from memory failed.", e);
        }
    }

    private static Object value(JsonParser json) throws IOException {
        return switch (json.currentToken()) {
            case START_OBJECT -> {
                Map<String, Object> fields = new LinkedHashMap<>();
                while (json.nextToken() != JsonToken.END_OBJECT) {
                    String name = json.currentName();
                    json.nextToken();
                    fields.put(name, value(json));
                }
                yield fields;
            }
            case START_ARRAY -> {
                List<Object> values = new ArrayList<>();
                while (json.nextToken() != JsonToken.END_ARRAY) {
                    values.add(value(json));
                }
                yield values;
            }
            case VALUE_NULL -> "";
            default -> json.getText();
        };
    }

    /** Writes YAML. */
    static String toYaml(Map<String, Object> tree) {
        return new Dump(DumpSettings.builder()
                        .setSchema(new FailsafeSchema())
                        .setDefaultFlowStyle(FlowStyle.BLOCK)
                        .setIndent(4)
                        .setIndicatorIndent(2)
                        .setWidth(1000)
                        .build())
                .dumpToString(tree);
    }

    /** Writes JSON. */
    static String toJson(Map<String, Object> tree) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
            json.setPrettyPrinter(new DefaultPrettyPrinter());
            write(json, tree);
        } catch (IOException e) {
            throw new UncheckedIOException("Writing to memory failed.", e);
        }
        return text.append('\n').toString();
    }

    private static void write(JsonGenerator json, Object value) throws IOException {
        if (value instanceof Map<?, ?> fields) {
            json.writeStartObject();
            for (Map.Entry<?, ?> field : fields.entrySet()) {
                json.writeFieldName(String.valueOf(field.getKey()));
                write(json, field.getValue());
            }
            json.writeEndObject();
        } else if (value instanceof List<?> values) {
            json.writeStartArray();
            for (Object each : values) {
                write(json, each);
            }
            json.writeEndArray();
        } else {
            json.writeString(value.toString());
        }
    }
}
