package ai.vivace.store;

import ai.vivace.base.InputException;
import ai.vivace.tensor.DType;
import ai.vivace.tensor.Shape;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads and checks a safetensors header. It goes token by token, as a tree of a header of 100 MB would take gigabytes. The
 * rules are the reference implementation's: values lie one after the other, without holes or overlaps, up to the file's end.
 */
final class SafetensorsHeaderParser {
    /** The engine's own limit. */
    private static final int HIGHEST_RANK = 64;

    private final String file;
    private final byte[] header;
    private final long dataStart;
    private final long dataBytes;

    SafetensorsHeaderParser(String file, byte[] header, long dataStart, long dataBytes) {
        this.file = file;
        this.header = header;
        this.dataStart = dataStart;
        this.dataBytes = dataBytes;
    }

    SafetensorsHeader parse() {
        if (header.length == 0 || header[0] != '{') {
            throw damaged("its header does not start with {");
        }
        Map<String, String> metadata = new LinkedHashMap<>();
        Map<String, SafetensorsHeader.Entry> tensors = new LinkedHashMap<>();
        // A reader, as a parser of bytes would guess the encoding and let malformed UTF-8 pass.
        try (JsonParser json = Json.MAPPER.createParser(
                new InputStreamReader(new ByteArrayInputStream(header), StandardCharsets.UTF_8.newDecoder()))) {
            json.nextToken();
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String name = json.currentName();
                if (name.equals(Safetensors.METADATA)) {
                    metadata.putAll(metadata(json));
                } else {
                    tensors.put(name, tensor(json, name));
                }
            }
            if (json.nextToken() != null) {
                throw damaged("something follows the header's end");
            }
        } catch (JsonProcessingException e) {
            throw damaged("its header is not well-formed JSON: " + e.getOriginalMessage(), e);
        } catch (IOException e) {
            throw damaged("its header is not UTF-8", e);
        }
        return new SafetensorsHeader(metadata, inOrderOfValues(tensors), dataStart, dataBytes);
    }

    private Map<String, String> metadata(JsonParser json) throws IOException {
        expect(json, JsonToken.START_OBJECT, "__metadata__ is not an object");
        Map<String, String> metadata = new LinkedHashMap<>();
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String key = json.currentName();
            expect(json, JsonToken.VALUE_STRING, "__metadata__ \"" + key + "\" is not a text");
            metadata.put(key, json.getText());
        }
        return metadata;
    }

    private SafetensorsHeader.Entry tensor(JsonParser json, String name) throws IOException {
        expect(json, JsonToken.START_OBJECT, "tensor \"" + name + "\" is not described by an object");
        DType dtype = null;
        long[] shape = null;
        long[] offsets = null;
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String field = json.currentName();
            switch (field) {
                case "dtype" -> dtype = dtype(json, name);
                case "shape" -> shape = numbers(json, name, field, HIGHEST_RANK);
                case "data_offsets" -> offsets = numbers(json, name, field, 2);
                default -> throw damaged("tensor \"" + name + "\" has an unknown field \"" + field + "\"");
            }
        }
        if (dtype == null || shape == null || offsets == null || offsets.length != 2) {
            throw damaged("tensor \"" + name + "\" lacks its dtype, shape or two data_offsets");
        }
        checkExtent(name, dtype, shape, offsets);
        return new SafetensorsHeader.Entry(dtype, Shape.of(shape), offsets[0], offsets[1]);
    }

    private DType dtype(JsonParser json, String name) throws IOException {
        expect(json, JsonToken.VALUE_STRING, "tensor \"" + name + "\" has a dtype that is not a text");
        String code = json.getText();
        return ElementCode.of(code)
                .orElseThrow(() -> new InputException(file + ": tensor \"" + name + "\" has dtype \"" + code
                        + "\", which Vivace does not know. Known: " + String.join(", ", ElementCode.names()) + "."))
                .dtype();
    }

    private long[] numbers(JsonParser json, String name, String field, int most) throws IOException {
        String what = "tensor \"" + name + "\" has a " + field + " that is not a list of at most " + most
                + " numbers of 0 or more";
        expect(json, JsonToken.START_ARRAY, what);
        long[] numbers = new long[most];
        int count = 0;
        while (json.nextToken() != JsonToken.END_ARRAY) {
            if (count == most || json.currentToken() != JsonToken.VALUE_NUMBER_INT || json.getLongValue() < 0) {
                throw damaged(what);
            }
            numbers[count++] = json.getLongValue();
        }
        return Arrays.copyOf(numbers, count);
    }

    private void checkExtent(String name, DType dtype, long[] shape, long[] offsets) {
        String described = "tensor \"" + name + "\" of type " + dtype + " and shape " + Arrays.toString(shape);
        long needed;
        try {
            // Zeros are left out at first, so that a product beyond any number is found whatever the order of sizes.
            long positive = Arrays.stream(shape).filter(size -> size > 0).reduce(dtype.bytes(), Math::multiplyExact);
            needed = Arrays.stream(shape).anyMatch(size -> size == 0) ? 0 : positive;
        } catch (ArithmeticException e) {
            throw damaged(described + " is larger than any file", e);
        }
        if (offsets[1] < offsets[0] || offsets[1] > dataBytes || offsets[1] - offsets[0] != needed) {
            throw damaged(described + " takes " + needed + " bytes, but its data_offsets are "
                    + Arrays.toString(offsets) + " in " + dataBytes + " bytes of values");
        }
    }

    private Map<String, SafetensorsHeader.Entry> inOrderOfValues(Map<String, SafetensorsHeader.Entry> tensors) {
        List<Map.Entry<String, SafetensorsHeader.Entry>> sorted = new ArrayList<>(tensors.entrySet());
        sorted.sort(Map.Entry.comparingByValue(Comparator.comparingLong(SafetensorsHeader.Entry::begin)
                .thenComparingLong(SafetensorsHeader.Entry::end)));
        Map<String, SafetensorsHeader.Entry> ordered = new LinkedHashMap<>();
        long position = 0;
        for (Map.Entry<String, SafetensorsHeader.Entry> entry : sorted) {
            SafetensorsHeader.Entry tensor = entry.getValue();
            if (tensor.begin() != position) {
                throw damaged("tensor \"" + entry.getKey() + "\" starts at byte " + tensor.begin()
                        + " of the values, but the one before ends at " + position);
            }
            position = tensor.end();
            ordered.put(entry.getKey(), tensor);
        }
        if (position != dataBytes) {
            throw damaged("its tensors end after " + position + " bytes of values, but it has " + dataBytes);
        }
        return ordered;
    }

    private void expect(JsonParser json, JsonToken token, String otherwise) throws IOException {
        if (json.nextToken() != token) {
            throw damaged(otherwise);
        }
    }

    private InputException damaged(String reason) {
        return damaged(reason, null);
    }

    private InputException damaged(String reason, @Nullable Exception cause) {
        return new InputException(
                file + " is damaged or not a safetensors file: " + reason + ". Copy, download or export it again.",
                cause);
    }
}
