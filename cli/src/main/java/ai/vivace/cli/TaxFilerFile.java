package ai.vivace.cli;

import ai.vivace.base.InputException;
import ai.vivace.tax.FilerFields;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.schema.FailsafeSchema;

/**
 * A filer in a file: JSON when its name ends in {@code .json}, else YAML. One field a line, with the names of {@link FilerFields}; values
 * are kept as they are written, so that {@code 85k} or {@code $85,000} may stand there.
 */
final class TaxFilerFile {
    private static final long LARGEST = 1 << 20;

    private TaxFilerFile() {}

    /**
     * The fields of a file by their names, with each value as text; lists are joined with semicolons.
     *
     * @throws InputException when it cannot be read, is no such file, or has a field that does not exist
     */
    static Map<String, String> read(Path file) {
        Object content = file.toString().toLowerCase(Locale.ROOT).endsWith(".json")
                ? json(file, text(file))
                : yaml(file, text(file));
        if (!(content instanceof Map<?, ?> given)) {
            throw new InputException(
                    file + ": expected lines of a field and its value, such as \"filing_status: single\".");
        }
        Map<String, String> fields = new LinkedHashMap<>();
        given.forEach((key, value) -> {
            String field = name(file, String.valueOf(key));
            InputException.require(
                    fields.put(field, value(file, field, value)) == null,
                    () -> file + ": the field " + field + " is given twice. Keep one.");
        });
        return fields;
    }

    private static String text(Path file) {
        InputException.require(
                Files.isRegularFile(file),
                () -> "There is no file " + file
                        + ". Give a YAML or JSON file of a filer, or flags such as --wages 85k.");
        try {
            InputException.require(
                    Files.size(file) <= LARGEST,
                    () -> file + " has more than a megabyte: that is no file of one filer. For many filers there is"
                            + " vivace tax batch.");
            return Files.readString(file);
        } catch (MalformedInputException e) {
            throw new InputException(file + " is no text in UTF-8. Give a YAML or JSON file of a filer.", e);
        } catch (IOException e) {
            throw new InputException("Cannot read " + file + ": " + e.getMessage() + ".", e);
        }
    }

    private static @Nullable Object json(Path file, String text) {
        try {
            return JsonMapper.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .build()
                    .readValue(text, Object.class);
        } catch (JsonProcessingException e) {
            throw new InputException(
                    file + ", line " + e.getLocation().getLineNr() + ": not JSON: " + e.getOriginalMessage() + ".", e);
        }
    }

    private static @Nullable Object yaml(Path file, String text) {
        // The schema without types: "no" is a text and not false, and 017 keeps its zero.
        LoadSettings settings = LoadSettings.builder()
                .setLabel(file.toString())
                .setSchema(new FailsafeSchema())
                .setTagConstructors(Map.of(Tag.NULL, node -> ""))
                .setAllowDuplicateKeys(false)
                .build();
        try {
            return new Load(settings).loadFromString(text);
        } catch (MarkedYamlEngineException e) {
            String line = e.getProblemMark()
                    .map(mark -> ", line " + (mark.getLine() + 1))
                    .orElse("");
            throw new InputException(file + line + ": not YAML: " + e.getProblem() + ".", e);
        } catch (YamlEngineException e) {
            throw new InputException(file + ": not YAML: " + e.getMessage() + ".", e);
        }
    }

    private static String name(Path file, String key) {
        try {
            return FilerFields.require(key);
        } catch (InputException e) {
            throw new InputException(file + ": " + e.getMessage(), e);
        }
    }

    private static String value(Path file, String field, @Nullable Object value) {
        InputException.require(
                !(value instanceof Map),
                () -> file + ": expected one value for " + field + ", but found a group of fields.");
        if (value instanceof List<?> list) {
            return list.stream().map(each -> value(file, field, each)).collect(Collectors.joining(";"));
        }
        return value == null || List.of("null", "~").contains(value.toString()) ? "" : value.toString();
    }
}
