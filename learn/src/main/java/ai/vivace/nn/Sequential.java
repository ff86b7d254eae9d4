package ai.vivace.nn;

import ai.vivace.tensor.Nonlinearity;
import ai.vivace.tensor.Tensor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Layers one after the other. Children are named 0, 1, 2, … or as given. */
public final class Sequential extends UnaryLayer implements Container {
    private static final Logger log = LoggerFactory.getLogger(Sequential.class);

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
        for (int i = 0; i < layers.size(); i++) {
            if (layers.get(i) instanceof AlphaDropout dropout && !followsSelu(i)) {
                log.warn(
                        "{} is layer {} of a Sequential, but no SELU stands before it. Alpha dropout keeps mean and variance"
                                + " only after SELU: take Activation.of(Nonlinearity.SELU), or Dropout.",
                        dropout,
                        i);
            }
        }
    }

    /** Whether SELU is the last activation before a layer. */
    private boolean followsSelu(int position) {
        for (int i = position - 1; i >= 0; i--) {
            List<Layer> activations = new ArrayList<>();
            layers.get(i).walk((path, layer) -> {
                if (Anatomy.isActivation(layer)) {
                    activations.add(layer);
                }
            });
            if (!activations.isEmpty()) {
                return activations.get(activations.size() - 1) instanceof Activation last
                        && last.function() == Nonlinearity.SELU;
            }
        }
        return false;
    }

    /** The layers in order. */
    public List<UnaryLayer> layers() {
        return layers;
    }

    @Override
    protected Tensor forward(Tensor input) {
        boolean closing = !areObserved();
        Tensor value = input;
        for (UnaryLayer layer : layers) {
            Tensor next = layer.apply(value);
            // The engine holds what gradients need; the rest need not wait for the end of the batch.
            if (closing && next != value && value != input) {
                value.close();
            }
            value = next;
        }
        return value;
    }
}
