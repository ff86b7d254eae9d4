package ai.vivace.optim;

import java.util.LinkedHashMap;
import java.util.Map;

/** Numbers that an optimizer remembers from step to step for all its parameters together, such as an estimate of the right rate. */
public final class SharedNumbers {
    private final Map<String, Double> numbers = new LinkedHashMap<>();

    SharedNumbers() {}

    /**
     * A number.
     *
     * @param start what it is at first
     */
    public double get(String name, double start) {
        return numbers.getOrDefault(name, start);
    }

    /** Remembers a number. */
    public void set(String name, double value) {
        numbers.put(name, value);
    }

    /** Adds to a number, which is 0 at first. */
    public void add(String name, double value) {
        numbers.merge(name, value, Double::sum);
    }

    Map<String, Double> all() {
        return numbers;
    }

    void clear() {
        numbers.clear();
    }
}
