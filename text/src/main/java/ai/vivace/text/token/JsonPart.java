package ai.vivace.text.token;

import ai.vivace.base.InputException;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * A part of a tokenizer.json, or of an encoder of ours, and what messages call it.
 *
 * @param node the part; JSON's null, or missing, when there is none
 * @param place the file, and the way to the part, such as {@code tokenizer.json: model.vocab}
 */
record JsonPart(JsonNode node, String place) {
    boolean isNothing() {
        return node.isNull() || node.isMissingNode();
    }

    JsonPart at(String name) {
        return new JsonPart(node.path(name), place + (place.endsWith(": ") ? "" : ".") + name);
    }

    /** What kind of thing this part is. */
    String kind() {
        return at("type").text();
    }

    String text() {
        InputException.require(node.isTextual(), () -> expected("a text"));
        return node.asText();
    }

    String text(String otherwise) {
        return isNothing() ? otherwise : text();
    }

    int integer() {
        InputException.require(node.canConvertToInt() && node.isIntegralNumber(), () -> expected("a whole number"));
        return node.asInt();
    }

    int integer(int otherwise) {
        return isNothing() ? otherwise : integer();
    }

    double number() {
        InputException.require(node.isNumber(), () -> expected("a number"));
        return node.asDouble();
    }

    boolean flag(boolean otherwise) {
        if (isNothing()) {
            return otherwise;
        }
        InputException.require(node.isBoolean(), () -> expected("true or false"));
        return node.asBoolean();
    }

    /** One of two values: that for true or that for false. */
    <T> T choice(boolean otherwise, T yes, T no) {
        return flag(otherwise) ? yes : no;
    }

    /** A constant by its name in the file, such as MergedWithNext. */
    <E extends Enum<E>> E constant(Class<E> kind, E otherwise) {
        if (isNothing()) {
            return otherwise;
        }
        String written = text();
        String name = written.replaceAll("(?<=[a-z])(?=[A-Z])", "_").toUpperCase(Locale.ROOT);
        for (E constant : kind.getEnumConstants()) {
            if (constant.name().equals(name)) {
                return constant;
            }
        }
        throw unsupported(written);
    }

    List<JsonPart> list() {
        InputException.require(node.isArray(), () -> expected("a list"));
        List<JsonPart> parts = new ArrayList<>(node.size());
        for (int i = 0; i < node.size(); i++) {
            parts.add(new JsonPart(node.get(i), place + "[" + i + "]"));
        }
        return parts;
    }

    <T> List<T> list(Function<JsonPart, T> reading) {
        return list().stream().map(reading).toList();
    }

    void entries(BiConsumer<String, JsonPart> taking) {
        InputException.require(node.isObject(), () -> expected("an object"));
        node.properties()
                .forEach(entry ->
                        taking.accept(entry.getKey(), new JsonPart(entry.getValue(), place + "." + entry.getKey())));
    }

    InputException unsupported(String kind) {
        return new InputException(place + ": the kind \"" + kind
                + "\" is not supported. Use a tokenizer without it, or ask for it with the file at hand.");
    }

    private String expected(String what) {
        String came = isNothing() ? "nothing" : node.toString();
        return place + " should be " + what + ", but is " + (came.length() > 80 ? came.substring(0, 80) + "…" : came)
                + ". It is no tokenizer's file, or damaged.";
    }
}
