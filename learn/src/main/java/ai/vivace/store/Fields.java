package ai.vivace.store;

import ai.vivace.base.InputException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;

/** A JSON object that somebody else wrote, with checked access: a missing or mistyped field is an error that says where. */
final class Fields {
    private static final Set<String> NOT_FINITE = Set.of("NaN", "Infinity", "-Infinity");

    private final String where;
    private final JsonNode object;

    private Fields(String where, JsonNode object) {
        this.where = where;
        this.object = object;
        InputException.require(
                object.isObject(), () -> where + " must be a JSON object, but is " + shown(object) + ".");
    }

    /** An object from its text. */
    static Fields parse(String where, String text) {
        try {
            return new Fields(where, Json.MAPPER.readTree(text));
        } catch (JsonProcessingException e) {
            throw new InputException(where + " is not well-formed JSON: " + e.getOriginalMessage() + ".", e);
        }
    }

    String text(String name) {
        return text(get(name), name);
    }

    long whole(String name) {
        return whole(get(name), name);
    }

    int small(String name) {
        long value = whole(name);
        if (value != (int) value) {
            throw mistyped(name, "a whole number below 2^31", get(name));
        }
        return (int) value;
    }

    double number(String name) {
        return number(get(name), name);
    }

    List<String> texts(String name) {
        return list(name, this::text);
    }

    List<Double> numbers(String name) {
        return list(name, this::number);
    }

    long[] wholes(String name) {
        return list(name, this::whole).stream().mapToLong(Long::longValue).toArray();
    }

    Map<String, String> textsByName(String name) {
        return map(name, this::text);
    }

    /** Numbers by name, of which some may be what JSON lacks: NaN or an infinity, as a text. */
    Map<String, Double> numbersByName(String name) {
        return map(
                name,
                (value, field) -> value.isTextual() && NOT_FINITE.contains(value.textValue())
                        ? (Double) Double.parseDouble(value.textValue())
                        : (Double) number(value, field));
    }

    /** The objects in an object, in order. */
    Map<String, Fields> objects(String name) {
        return map(name, (value, field) -> new Fields(where + "." + field, value));
    }

    /** Settings as {@link ai.vivace.nn.Layer#settings} gives them. */
    Map<String, Object> plainValues(String name) {
        return map(name, this::plain);
    }

    /** One of an enum's constants by its name in lower case. */
    <E extends Enum<E>> E choice(String name, Class<E> type) {
        String text = text(name);
        for (E constant : type.getEnumConstants()) {
            if (constant.name().toLowerCase(Locale.ROOT).equals(text)) {
                return constant;
            }
        }
        throw unknown(name, text);
    }

    /** The error for a kind that this version does not know. */
    InputException unknown(String name, String value) {
        return new InputException(where + ": this Vivace does not know \"" + name + "\" \"" + value
                + "\". Load the file with the Vivace that wrote it, or a newer one.");
    }

    private <T> List<T> list(String name, BiFunction<JsonNode, String, T> element) {
        JsonNode array = get(name);
        if (!array.isArray()) {
            throw mistyped(name, "a list", array);
        }
        List<T> list = new ArrayList<>(array.size());
        array.forEach(entry -> list.add(element.apply(entry, name)));
        return list;
    }

    private <T> Map<String, T> map(String name, BiFunction<JsonNode, String, T> value) {
        JsonNode node = get(name);
        if (!node.isObject()) {
            throw mistyped(name, "an object", node);
        }
        Map<String, T> map = new LinkedHashMap<>();
        node.properties().forEach(entry -> map.put(entry.getKey(), value.apply(entry.getValue(), entry.getKey())));
        return map;
    }

    private Object plain(JsonNode value, String name) {
        if (value.isBoolean()) {
            return value.booleanValue();
        }
        if (value.isTextual()) {
            return value.textValue();
        }
        if (value.isArray()) {
            List<Object> list = new ArrayList<>(value.size());
            value.forEach(entry -> list.add(plain(entry, name)));
            return list;
        }
        return value.isIntegralNumber() ? (Object) whole(value, name) : (Object) number(value, name);
    }

    private String text(JsonNode value, String name) {
        if (value.isTextual()) {
            return value.textValue();
        }
        throw mistyped(name, "a text", value);
    }

    private long whole(JsonNode value, String name) {
        if (value.isIntegralNumber() && value.canConvertToLong()) {
            return value.longValue();
        }
        throw mistyped(name, "a whole number", value);
    }

    private double number(JsonNode value, String name) {
        if (value.isNumber() && Double.isFinite(value.doubleValue())) {
            return value.doubleValue();
        }
        throw mistyped(name, "a number", value);
    }

    private JsonNode get(String name) {
        JsonNode value = object.get(name);
        if (value == null) {
            throw new InputException(where + " lacks \"" + name + "\".");
        }
        return value;
    }

    private InputException mistyped(String name, String expected, JsonNode value) {
        return new InputException(where + ": \"" + name + "\" must be " + expected + ", but is " + shown(value) + ".");
    }

    private static String shown(JsonNode value) {
        String text = value.toString();
        return text.length() > 80 ? text.substring(0, 80) + "…" : text;
    }
}
