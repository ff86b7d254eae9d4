package ai.vivace.vision.generate;

import static java.util.Map.entry;

import ai.vivace.nn.Settings;
import ai.vivace.nn.UnaryLayer;
import ai.vivace.tensor.Shape;
import ai.vivace.tensor.Tensor;
import java.util.Arrays;
import java.util.Map;

/** Brings each item into a shape: [N, …] to [N, sizes…]. The opposite of a flattening. */
public final class Unflatten extends UnaryLayer {
    private final Shape item;

    /** Items of a shape with as many elements as theirs. */
    public static Unflatten of(long... sizes) {
        return new Unflatten(Shape.of(sizes));
    }

    static Unflatten build(Settings settings) {
        return of(settings.integers("sizes"));
    }

    private Unflatten(Shape item) {
        this.item = item;
    }

    @Override
    protected Tensor forward(Tensor input) {
        return input.reshape(item.prepend(input.size(0)).toArray());
    }

    @Override
    public Map<String, Object> settings() {
        return Settings.ordered(
                entry("sizes", Arrays.stream(item.toArray()).boxed().toList()));
    }
}
