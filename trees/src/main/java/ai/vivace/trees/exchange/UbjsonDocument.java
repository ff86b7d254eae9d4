package ai.vivace.trees.exchange;

import ai.vivace.base.InputException;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads Universal Binary JSON (draft 12) as {@link Fields}. A count is not believed: what it counts is read one by one, so that memory is in proportion to
 * what is there.
 */
final class UbjsonDocument {
    /** How deep lists and objects may lie in each other. */
    static final int DEEPEST = 32;

    private final InputStream in;

    private UbjsonDocument(InputStream in) {
        this.in = in;
    }

    static Fields read(InputStream in) throws IOException {
        UbjsonDocument document = new UbjsonDocument(in);
        return Fields.object("the document", document.value(document.next(), 0));
    }

    private Object value(int marker, int depth) throws IOException {
        InputException.require(
                depth <= DEEPEST, () -> "Lists and objects lie in each other more than " + DEEPEST + " deep.");
        return switch (marker) {
            case '{' -> object(depth);
            case '[' -> list(depth);
            case 'S' -> text();
            case 'T' -> 1.0;
            case 'F' -> 0.0;
            case 'Z' -> Double.NaN;
            default -> number(marker);
        };
    }

    private double number(int marker) throws IOException {
        return switch (marker) {
            case 'i' -> (byte) bits(1);
            case 'U', 'C' -> bits(1);
            case 'I' -> (short) bits(2);
            case 'l' -> (int) bits(4);
            case 'L' -> bits(8);
            case 'd' -> Float.intBitsToFloat((int) bits(4));
            case 'D' -> Double.longBitsToDouble(bits(8));
            default -> throw new InputException("There is no UBJSON value of the kind " + marker + ".");
        };
    }

    private Map<String, Object> object(int depth) throws IOException {
        Map<String, Object> fields = new HashMap<>();
        int marker = next();
        while (marker != '}') {
            // A name is a text without the marker of one.
            String name = text(count(marker));
            fields.put(name, value(next(), depth + 1));
            marker = next();
        }
        return fields;
    }

    private Object list(int depth) throws IOException {
        Numbers numbers = new Numbers();
        List<Object> others = new ArrayList<>();
        int marker = next();
        int type = 0;
        long count = Long.MAX_VALUE;
        if (marker == '$') {
            type = next();
            marker = next();
            InputException.require(marker == '#', () -> "A list of one type must have a count.");
        }
        if (marker == '#') {
            count = count(next());
            marker = 0;
        }
        for (long i = 0; i < count && marker != ']'; i++) {
            int kind = type != 0 ? type : marker != 0 ? marker : next();
            Object value = value(kind, depth + 1);
            if (value instanceof Double number && others.isEmpty()) {
                numbers.add(number);
            } else {
                others.add(value);
            }
            marker = count == Long.MAX_VALUE ? next() : 0;
        }
        return list(numbers, others);
    }

    /** A list as what it is: numbers alone as an array. */
    static Object list(Numbers numbers, List<Object> others) {
        double[] all = numbers.toArray();
        InputException.require(all.length == 0 || others.isEmpty(), () -> "A list has numbers and other things.");
        return others.isEmpty() ? all : others;
    }

    private String text() throws IOException {
        return text(count(next()));
    }

    private String text(int length) throws IOException {
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException();
        }
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private int count(int marker) throws IOException {
        double count = number(marker);
        InputException.require(
                count >= 0 && count <= Integer.MAX_VALUE && count == Math.rint(count),
                () -> "A count is " + count + ".");
        return (int) count;
    }

    private long bits(int bytes) throws IOException {
        long bits = 0;
        for (int i = 0; i < bytes; i++) {
            bits = bits << 8 | next();
        }
        return bits;
    }

    private int next() throws IOException {
        int next = in.read();
        if (next < 0) {
            throw new EOFException();
        }
        return next;
    }
}
