package ai.vivace.nn;

import static java.util.Map.entry;

import ai.vivace.tensor.Tensor;
import java.util.Map;

/** Joins dimensions into one. */
public final class Flatten extends UnaryLayer {
    private final int first;
    private final int last;

    /** All dimensions but the batch's: [N, …] to [N, size]. */
    public static Flatten of() {
        return of(1, -1);
    }

    /** The dimensions from first to last, counted from 0, or from -1 backwards. */
    public static Flatten of(int first, int last) {
        return new Flatten(first, last);
    }

    static Flatten build(Settings settings) {
        return of(Math.toIntExact(settings.integer("first")), Math.toIntExact(settings.integer("last")));
    }

    private Flatten(int first, int last) {
        this.first = first;
        this.last = last;
    }

    @Override
    protected Tensor forward(Tensor input) {
        return input.flatten(first, last);
    }

    @Override
    public Map<String, Object> settings() {
        return Settings.ordered(entry("first", (long) first), entry("last", (long) last));
    }
}
