package ai.vivace.nn;

import ai.vivace.base.InputException;
import ai.vivace.base.Spelling;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A layer's settings as read from a file, with checked access: a missing or mistyped one is an {@link InputException} that names
 * layer and setting.
 *
 * @param layer the layer's simple class name, for messages
 * @param values the settings by name
 */
public record Settings(String layer, Map<String, Object> values) {
    public Settings {
        values = Map.copyOf(values);
    }

    /** A whole number. */
    public long integer(String name) {
        Object value = get(name);
        if (isWhole(value)) {
            return ((Number) value).longValue();
        }
        throw mistyped(name, "a whole number");
    }

    /** A number. */
    public double number(String name) {
        if (get(name) instanceof Number number) {
            return number.doubleValue();
        }
        throw mistyped(name, "a number");
    }

    /** True or false. */
    public boolean flag(String name) {
        if (get(name) instanceof Boolean flag) {
            return flag;
        }
        throw mistyped(name, "true or false");
    }

    /** A text. */
    public String text(String name) {
        if (get(name) instanceof String text) {
            return text;
        }
        throw mistyped(name, "a text");
    }

    /** One of an enum's constants by its name in lower case. */
    public <E extends Enum<E>> E choice(String name, Class<E> type) {
        String text = text(name);
        List<String> names = new ArrayList<>();
        for (E constant : type.getEnumConstants()) {
            String known = constant.name().toLowerCase(Locale.ROOT);
            if (known.equals(text)) {
                return constant;
            }
            names.add(known);
        }
        throw new InputException("Layer " + layer + ": " + Spelling.unknown(name, text, names));
    }

    /** A list of whole numbers. */
    public long[] integers(String name) {
        if (get(name) instanceof List<?> list && list.stream().allMatch(Settings::isWhole)) {
            return list.stream()
                    .mapToLong(entry -> ((Number) entry).longValue())
                    .toArray();
        }
        throw mistyped(name, "a list of whole numbers");
    }

    /** Settings that keep the order in which they are given, for {@link Layer#settings}. */
    @SafeVarargs
    public static Map<String, Object> ordered(Map.Entry<String, ?>... settings) {
        Map<String, Object> ordered = new LinkedHashMap<>();
        for (Map.Entry<String, ?> setting : settings) {
            ordered.put(setting.getKey(), setting.getValue());
        }
        return Collections.unmodifiableMap(ordered);
    }

    private static boolean isWhole(Object value) {
        return value instanceof Number number && number.doubleValue() == number.longValue();
    }

    private Object get(String name) {
        Object value = values.get(name);
        if (value == null) {
            throw new InputException("Layer " + layer + " lacks its setting \"" + name + "\".");
        }
        return value;
    }

    private InputException mistyped(String name, String expected) {
        return new InputException(
                "Layer " + layer + ": setting \"" + name + "\" must be " + expected + ", but is " + get(name) + ".");
    }
}
