package ai.vivace.vision.model;

import ai.vivace.nn.Layer;
import ai.vivace.tensor.Shape;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A use of a layer in a run, and the uses of layers within it. */
final class LayerCall {
    private final String path;
    private final Layer layer;
    private final Object input;
    private final Object output;
    private final Shape given;
    private final @Nullable Shape result;
    private final List<LayerCall> children;
    private final long parameters;
    private long products;
    private boolean repeated;

    /**
     * A use.
     *
     * @param input what went in, to be known again; nothing is read from it
     * @param output what came out, likewise
     * @param given the shape of what went in
     * @param result the shape of what came out; null where there are several
     * @param products of the layer and of those within it
     */
    LayerCall(
            String path,
            Layer layer,
            Object input,
            Object output,
            Shape given,
            @Nullable Shape result,
            List<LayerCall> children,
            long products) {
        this.path = path;
        this.layer = layer;
        this.input = input;
        this.output = output;
        this.given = given;
        this.result = result;
        this.children = List.copyOf(children);
        this.products = products;
        parameters = layer.parameterCount();
    }

    String path() {
        return path;
    }

    Layer layer() {
        return layer;
    }

    Object input() {
        return input;
    }

    Object output() {
        return output;
    }

    Shape given() {
        return given;
    }

    @Nullable
    Shape result() {
        return result;
    }

    List<LayerCall> children() {
        return children;
    }

    /** How many numbers the layer learns, with those within it; known also when it is closed. */
    long parameters() {
        return parameters;
    }

    long products() {
        return products;
    }

    /** Whether the layer was used more than once, for one map after the other. */
    boolean isRepeated() {
        return repeated;
    }

    /** What went into this layer and into all within it. */
    Set<Object> inputs() {
        Set<Object> all = Collections.newSetFromMap(new IdentityHashMap<>());
        all.add(input);
        children.forEach(child -> all.addAll(child.inputs()));
        return all;
    }

    /** What came out of this layer and of all within it. */
    Set<Object> outputs() {
        Set<Object> all = Collections.newSetFromMap(new IdentityHashMap<>());
        all.add(output);
        children.forEach(child -> all.addAll(child.outputs()));
        return all;
    }

    /** The layer was used once more. */
    void repeat(LayerCall again) {
        repeated = true;
        products += again.products;
    }
}
