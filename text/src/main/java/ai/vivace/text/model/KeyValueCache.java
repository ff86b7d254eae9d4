package ai.vivace.text.model;

import ai.vivace.tensor.Tensor;
import java.util.List;
import java.util.stream.IntStream;

/** The keys and values of all layers for the tokens so far. Holds native memory outside of every scope. */
final class KeyValueCache implements AutoCloseable {
    private final List<LayerCache> layers;
    private long length;

    KeyValueCache(int layers) {
        this.layers = IntStream.range(0, layers).mapToObj(i -> new LayerCache()).toList();
    }

    LayerCache layer(int index) {
        return layers.get(index);
    }

    /** How many tokens there are. */
    long length() {
        return length;
    }

    void advanced(long tokens) {
        length += tokens;
    }

    void select(Tensor rows) {
        layers.forEach(layer -> layer.select(rows));
    }

    @Override
    public void close() {
        layers.forEach(LayerCache::close);
    }
}
