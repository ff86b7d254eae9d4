package ai.vivace.store.onnx;

import ai.vivace.base.Protobuf;
import ai.vivace.base.VivaceException;
import ai.vivace.nn.Layer;
import ai.vivace.tensor.DType;
import ai.vivace.tensor.Shape;
import ai.vivace.tensor.Tensor;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** A graph that grows. It refers to tensors and reads their values only when it is written. */
final class OnnxGraph {
    private static final int FLOAT = 1;
    private static final int INT64 = 7;

    private final Map<Class<? extends Layer>, OnnxForm> forms = forms();
    private final Map<String, Tensor> state;
    private final IdentityHashMap<Layer, LayerShapes> shapes;
    private final Protobuf nodes = new Protobuf();
    private final Map<String, Tensor> initializers = new LinkedHashMap<>();
    private final Set<String> names = new HashSet<>();
    private int count;

    OnnxGraph(Map<String, Tensor> state, IdentityHashMap<Layer, LayerShapes> shapes) {
        this.state = state;
        this.shapes = shapes;
    }

    private static Map<Class<? extends Layer>, OnnxForm> forms() {
        Map<Class<? extends Layer>, OnnxForm> all = new HashMap<>();
        for (OnnxCatalog catalog : ServiceLoader.load(OnnxCatalog.class)) {
            catalog.forms().forEach((type, form) -> {
                if (all.putIfAbsent(type, form) != null) {
                    throw new VivaceException("Two ONNX catalogues have a form of " + type.getName()
                            + "; one of them is " + catalog.getClass().getName() + ". Leave one of them out.");
                }
            });
        }
        return all;
    }

    @Nullable
    OnnxForm form(Layer layer) {
        return forms.get(layer.getClass());
    }

    LayerShapes shapes(String path, Layer layer) {
        LayerShapes seen = shapes.get(layer);
        if (seen == null) {
            throw new IllegalStateException(layer + " at \"" + path + "\" was not applied in the run of the model");
        }
        return seen;
    }

    boolean hasState(String name) {
        return state.containsKey(name);
    }

    OnnxValue state(String name) {
        Tensor tensor = state.get(name);
        if (tensor == null) {
            throw new IllegalArgumentException("The model's state has no " + name);
        }
        initializers.putIfAbsent(name, tensor);
        return new OnnxValue(name);
    }

    OnnxValue constant(String name, Tensor values) {
        String unique = unique(name);
        initializers.put(unique, values);
        return new OnnxValue(unique);
    }

    /** A name that nothing has yet: the given one, or that with a number. */
    String unique(String name) {
        String unique = name;
        for (int i = 1; !names.add(unique); i++) {
            unique = name + "_" + i;
        }
        return unique;
    }

    void add(Protobuf node) {
        nodes.message(1, node);
        count++;
    }

    /** How many nodes there are. */
    int nodes() {
        return count;
    }

    /** GraphProto; sizes of the first dimension are left open. */
    Protobuf message(String name, Map<String, Shape> inputs, Map<String, Shape> outputs) {
        Protobuf graph = new Protobuf().append(nodes).text(2, name);
        initializers.forEach((called, values) -> graph.message(5, tensor(called, values)));
        inputs.forEach((called, shape) -> graph.message(11, value(called, shape)));
        outputs.forEach((called, shape) -> graph.message(12, value(called, shape)));
        return graph;
    }

    private static Protobuf tensor(String name, Tensor values) {
        boolean whole = !values.dtype().isFloating();
        Tensor stored = values.to(whole ? DType.INT64 : DType.FLOAT32);
        Protobuf message = new Protobuf()
                .integers(1, LongStream.of(stored.shape().toArray()).boxed().toList())
                .integer(2, whole ? INT64 : FLOAT)
                .text(8, name);
        return message.bytes(9, stored.elements() * stored.dtype().bytes(), stored::write);
    }

    private static Protobuf value(String name, Shape shape) {
        Protobuf dimensions = new Protobuf().message(1, new Protobuf().text(2, "N"));
        for (long size : shape.withoutFirst().toArray()) {
            dimensions.message(1, new Protobuf().integer(1, size));
        }
        Protobuf tensor = new Protobuf().integer(1, FLOAT).message(2, dimensions);
        return new Protobuf().text(1, name).message(2, new Protobuf().message(1, tensor));
    }
}
