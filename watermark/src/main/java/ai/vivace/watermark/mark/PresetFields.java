package ai.vivace.watermark.mark;

import ai.vivace.base.InputException;
import ai.vivace.base.Spelling;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The keys of one group in a preset. Errors say where they are. */
final class PresetFields {
    private final String place;
    private final Map<String, Object> values;

    private PresetFields(String place, Map<String, Object> values) {
        this.place = place;
        this.values = values;
    }

    /**
     * The keys of a group.
     *
     * @param place where it is, for messages
     * @throws InputException when it is no group
     */
    static PresetFields of(String place, @Nullable Object tree) {
        if (!(tree instanceof Map<?, ?> given)) {
            throw new InputException(
                    place + ": expected keys with values, such as \"opacity: 0.5\", but came " + kind(tree) + ".");
        }
        Map<String, Object> values = new LinkedHashMap<>();
        given.forEach((key, value) -> values.put(String.valueOf(key), value == null ? "" : value));
        return new PresetFields(place, values);
    }

    private static String kind(@Nullable Object tree) {
        return tree instanceof List ? "a list" : tree == null || tree.equals("") ? "nothing" : "\"" + tree + "\"";
    }

    boolean has(String key) {
        return values.containsKey(key);
    }

    /** Throws when there is another key than these. */
    void allowOnly(String... keys) {
        List<String> known = Arrays.asList(keys);
        values.keySet()
                .forEach(key -> InputException.require(
                        known.contains(key), () -> place + ": " + Spelling.unknown("key", key, known)));
    }

    /** Reads a value if there is one. */
    <T> void take(String key, Function<String, T> reader, Consumer<? super T> taker) {
        Object value = values.get(key);
        if (value != null) {
            taker.accept(convert(key, value, reader));
        }
    }

    /** Reads a value, or gives another when there is none. */
    <T> T read(String key, Function<String, T> reader, T otherwise) {
        Object value = values.get(key);
        return value == null ? otherwise : convert(key, value, reader);
    }

    /** Reads a value that must be there. */
    <T> T require(String key, Function<String, T> reader) {
        Object value = values.get(key);
        if (value == null) {
            throw new InputException(place + ": the key \"" + key + "\" is missing.");
        }
        return convert(key, value, reader);
    }

    private <T> T convert(String key, Object value, Function<String, T> reader) {
        if (!(value instanceof String text)) {
            throw new InputException(place + "." + key + ": expected one value, but came "
                    + (value instanceof List ? "a list" : "a group of keys") + ".");
        }
        return at(key, () -> reader.apply(text));
    }

    /** A number. */
    double number(String key, double otherwise) {
        return read(key, text -> Numbers.parse("The number", text), otherwise);
    }

    /** A group or a text, as it is. */
    Optional<Object> tree(String key) {
        return Optional.ofNullable(values.get(key));
    }

    /** The keys of a group that stands under a key. */
    PresetFields group(String key) {
        return of(place + "." + key, values.get(key));
    }

    /** The groups of a list that stands under a key, which must be there. */
    List<PresetFields> groups(String key) {
        if (!(values.get(key) instanceof List<?> list)) {
            throw new InputException(place + ": expected a list under the key \"" + key + "\".");
        }
        PresetFields[] groups = new PresetFields[list.size()];
        Arrays.setAll(groups, i -> of(place + ", " + key + " " + (i + 1), list.get(i)));
        return List.of(groups);
    }

    /** What something gives; its errors say that they are under a key. */
    <T> T at(String key, Supplier<T> source) {
        try {
            return source.get();
        } catch (InputException e) {
            throw new InputException(place + "." + key + ": " + e.getMessage(), e);
        }
    }

    /** The same for errors of the group as a whole. */
    <T> T here(Supplier<T> source) {
        try {
            return source.get();
        } catch (InputException e) {
            throw new InputException(place + ": " + e.getMessage(), e);
        }
    }
}
