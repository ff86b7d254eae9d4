package ai.vivace.nn;

import ai.vivace.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Layers one after the other. Children are named 0, 1, 2, … or as given. */
public final class Sequential extends UnaryLayer implements Container {
    private final List<UnaryLayer> layers;

    /** Layers named by their position. */
    public static Sequential of(UnaryLayer... layers) {
        Map<String, UnaryLayer> named = new LinkedHashMap<>();
        for (UnaryLayer layer : layers) {
            named.put(Integer.toString(named.size()), layer);
        }
        return new Sequential(named);
    }

    /** Layers with names, in the map's order. */
    public static Sequential of(Map<String, UnaryLayer> layers) {
        return new Sequential(layers);
    }

    private Sequential(Map<String, UnaryLayer> named) {
        named.forEach(this::child);
        layers = List.copyOf(named.values());
    }

    /** The layers in order. */
    public List<UnaryLayer> layers() {
        return layers;
    }

    @Override
    protected Tensor forward(Tensor input) {
        Tensor value = input;
        for (UnaryLayer layer : layers) {
            value = layer.apply(value);
        }
        return value;
    }
}
