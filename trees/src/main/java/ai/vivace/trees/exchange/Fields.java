package ai.vivace.trees.exchange;

import ai.vivace.base.InputException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An object of a document: texts, numbers, lists of numbers alone as arrays, other lists, and objects.
 *
 * @param where it stands in the document, for messages
 * @param values by name
 */
record Fields(String where, Map<String, Object> values) {
    boolean has(String name) {
        return values.containsKey(name);
    }

    Fields object(String name) {
        return object(where + "." + name, value(name, "an object"));
    }

    /** An object that stands somewhere. */
    static Fields object(String where, @Nullable Object value) {
        if (!(value instanceof Map<?, ?> map)) {
            throw new InputException("Expected an object at " + where + ".");
        }
        @SuppressWarnings("unchecked") // Documents have objects whose keys are texts.
        Map<String, Object> fields = (Map<String, Object>) map;
        return new Fields(where, fields);
    }

    String text(String name) {
        Object value = value(name, "a text");
        if (value instanceof String text) {
            return text;
        }
        throw new InputException("Expected a text at " + where + "." + name + ".");
    }

    /** A text; the given one where there is none. */
    String text(String name, String otherwise) {
        return has(name) ? text(name) : otherwise;
    }

    /** A whole number, which XGBoost writes as a text. */
    int integer(String name, int otherwise) {
        if (!has(name)) {
            return otherwise;
        }
        Object value = values.get(name);
        try {
            return value instanceof Double number ? Math.toIntExact(number.longValue()) : Integer.parseInt(text(name));
        } catch (NumberFormatException | ArithmeticException e) {
            throw new InputException(
                    "Expected a whole number at " + where + "." + name + ", but came " + value + ".", e);
        }
    }

    double[] numbers(String name) {
        if (value(name, "numbers") instanceof double[] numbers) {
            return numbers;
        }
        throw new InputException("Expected a list of numbers at " + where + "." + name + ".");
    }

    /** Numbers; none where there is no such list. */
    double[] numbersIfAny(String name) {
        return has(name) ? numbers(name) : new double[0];
    }

    /** Numbers of which there must be so many. */
    double[] numbers(String name, int count) {
        double[] numbers = numbers(name);
        InputException.require(
                numbers.length == count,
                () -> "Expected " + count + " numbers at " + where + "." + name + ", but came " + numbers.length + ".");
        return numbers;
    }

    /** Whole numbers. */
    int[] integers(String name) {
        double[] numbers = numbers(name);
        int[] integers = new int[numbers.length];
        for (int i = 0; i < integers.length; i++) {
            integers[i] = (int) numbers[i];
            if (integers[i] != numbers[i]) {
                throw new InputException(
                        "Expected whole numbers at " + where + "." + name + ", but came " + numbers[i] + ".");
            }
        }
        return integers;
    }

    /** Whole numbers of which there must be so many. */
    int[] integers(String name, int count) {
        numbers(name, count);
        return integers(name);
    }

    List<Fields> objects(String name) {
        List<Fields> objects = new ArrayList<>();
        for (Object one : list(name)) {
            objects.add(object(where + "." + name + "[" + objects.size() + "]", one));
        }
        return objects;
    }

    List<String> texts(String name) {
        List<String> texts = new ArrayList<>();
        for (Object one : list(name)) {
            if (!(one instanceof String text)) {
                throw new InputException("Expected texts at " + where + "." + name + ".");
            }
            texts.add(text);
        }
        return texts;
    }

    private List<?> list(String name) {
        Object value = value(name, "a list");
        if (value instanceof double[] none && none.length == 0) {
            return List.of();
        }
        if (value instanceof List<?> list) {
            return list;
        }
        throw new InputException("Expected a list at " + where + "." + name + ".");
    }

    private Object value(String name, String what) {
        Object value = values.get(name);
        if (value == null) {
            throw new InputException("Expected " + what + " at " + where + "." + name + ", but there is nothing.");
        }
        return value;
    }
}
