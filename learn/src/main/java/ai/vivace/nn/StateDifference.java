package ai.vivace.nn;

import ai.vivace.tensor.Shape;
import ai.vivace.tensor.Tensor;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.StringJoiner;

/**
 * How a given state differs from a model's.
 *
 * @param matching the names that both have, in the same shape
 * @param missing what the model has and the given state has not
 * @param unexpected what the given state has and the model has not
 * @param mismatched what both have in different shapes
 * @param renames for missing names, the unexpected ones that were probably meant: in the same shape and place
 */
public record StateDifference(
        List<String> matching,
        Map<String, Shape> missing,
        Map<String, Shape> unexpected,
        Map<String, Mismatch> mismatched,
        Map<String, String> renames) {
    private static final int SHOWN = 20;

    /** Two shapes for one name. */
    public record Mismatch(Shape model, Shape given) {}

    /** Compares a model's state with a given one. */
    public static StateDifference between(Map<String, Tensor> model, Map<String, Tensor> given) {
        List<String> matching = new ArrayList<>();
        Map<String, Shape> missing = new LinkedHashMap<>();
        Map<String, Shape> unexpected = new LinkedHashMap<>();
        Map<String, Mismatch> mismatched = new LinkedHashMap<>();
        model.forEach((name, own) -> {
            Tensor other = given.get(name);
            if (other == null) {
                missing.put(name, own.shape());
            } else if (other.shape().equals(own.shape())) {
                matching.add(name);
            } else {
                mismatched.put(name, new Mismatch(own.shape(), other.shape()));
            }
        });
        given.forEach((name, other) -> {
            if (!model.containsKey(name)) {
                unexpected.put(name, other.shape());
            }
        });
        return new StateDifference(matching, missing, unexpected, mismatched, renames(missing, unexpected));
    }

    /** In order when all shapes agree in order, as after a change of prefix; else by the likest ending. */
    private static Map<String, String> renames(Map<String, Shape> missing, Map<String, Shape> unexpected) {
        Map<String, String> renames = new LinkedHashMap<>();
        List<String> free = new ArrayList<>(unexpected.keySet());
        if (List.copyOf(missing.values()).equals(List.copyOf(unexpected.values()))) {
            missing.keySet().forEach(name -> renames.put(name, free.get(renames.size())));
            return renames;
        }
        missing.forEach((name, shape) -> free.stream()
                .filter(candidate ->
                        Objects.equals(unexpected.get(candidate), shape) && commonEnding(name, candidate) > 0)
                .max(Comparator.comparingInt(candidate -> commonEnding(name, candidate)))
                .ifPresent(candidate -> {
                    free.remove(candidate);
                    renames.put(name, candidate);
                }));
        return renames;
    }

    /** How many of the names' parts are equal, counted from the end. */
    private static int commonEnding(String a, String b) {
        String[] left = a.split("\\.", -1);
        String[] right = b.split("\\.", -1);
        int common = 0;
        while (common < Math.min(left.length, right.length)
                && left[left.length - 1 - common].equals(right[right.length - 1 - common])) {
            common++;
        }
        return common;
    }

    /** Whether the given state fits exactly. */
    public boolean isEmpty() {
        return missing.isEmpty() && unexpected.isEmpty() && mismatched.isEmpty();
    }

    /** A line for each difference, at most twenty of a kind. */
    @Override
    public String toString() {
        StringJoiner lines = new StringJoiner("\n");
        lines.add(matching.size() + " of " + (matching.size() + missing.size() + mismatched.size())
                + " tensors of the model match.");
        lines(lines, missing, (name, shape) -> "missing: " + name + " " + shape + renamed(name));
        lines(lines, unexpected, (name, shape) -> "unexpected: " + name + " " + shape);
        lines(
                lines,
                mismatched,
                (name, shapes) ->
                        "shape: " + name + " is " + shapes.model() + " in the model but came as " + shapes.given());
        return lines.toString();
    }

    private String renamed(String name) {
        String other = renames.get(name);
        return other == null ? "" : " (perhaps given as " + other + ")";
    }

    private interface Line<V> {
        String of(String name, V value);
    }

    private static <V> void lines(StringJoiner lines, Map<String, V> entries, Line<V> line) {
        entries.keySet().stream()
                .limit(SHOWN)
                .forEach(name -> lines.add("  " + line.of(name, Objects.requireNonNull(entries.get(name)))));
        if (entries.size() > SHOWN) {
            lines.add("  … and " + (entries.size() - SHOWN) + " more");
        }
    }
}
