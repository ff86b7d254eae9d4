package ai.vivace.store.onnx;

import ai.vivace.base.InputException;
import ai.vivace.base.Protobuf;
import ai.vivace.base.VivaceException;
import ai.vivace.nn.Layer;
import ai.vivace.tensor.DType;
import ai.vivace.tensor.Shape;
import ai.vivace.tensor.Tensor;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.ServiceLoader;
import java.util.TreeMap;

/** An ONNX graph being made: nodes in the order in which values flow, and weights by their names in the model's state. */
public final class OnnxGraph {
    private static final int FLOAT = 1;
    private static final int INT64 = 7;

    private final Map<String, OnnxExporter> exporters = exporters();
    private final IdentityHashMap<Layer, Shape> inputs;
    private final List<Protobuf> nodes = new ArrayList<>();
    private final Map<String, Tensor> weights = new LinkedHashMap<>();
    private final Map<String, List<Long>> constants = new LinkedHashMap<>();
    private int values;

    /**
     * An empty graph.
     *
     * @param inputs what shape each layer's input has, with a batch of one
     */
    OnnxGraph(IdentityHashMap<Layer, Shape> inputs) {
        this.inputs = inputs;
    }

    private static Map<String, OnnxExporter> exporters() {
        Map<String, OnnxExporter> all = new TreeMap<>();
        for (OnnxCatalog catalog : ServiceLoader.load(OnnxCatalog.class)) {
            catalog.exporters().forEach((type, exporter) -> {
                if (all.putIfAbsent(type, exporter) != null) {
                    throw new VivaceException("Two ONNX catalogues export a layer \"" + type + "\"; one of them is "
                            + catalog.getClass().getName() + ".");
                }
            });
        }
        return all;
    }

    /** The shape of what goes into a layer, with a batch of one. */
    public Shape inputShape(Layer layer) {
        Shape shape = inputs.get(layer);
        if (shape == null) {
            throw new InputException("ONNX export has not seen an input of " + layer + ": the model does not use it.");
        }
        return shape;
    }

    /**
     * Adds a layer's nodes.
     *
     * @param path of the layer in the model
     * @return the name of the value that comes out
     * @throws InputException when no catalogue exports it
     */
    public String layer(String path, Layer layer, String input) {
        OnnxExporter exporter = exporters.get(layer.getClass().getSimpleName());
        if (exporter == null) {
            throw new InputException("ONNX export does not know layer \"" + path + "\", " + layer
                    + ". A layer of your own needs an OnnxCatalog on the class path.");
        }
        return exporter.export(this, path, layer, input);
    }

    /** Adds the nodes of a layer's child. */
    public String child(String path, Layer parent, String name, String input) {
        return layer(join(path, name), Objects.requireNonNull(parent.children().get(name), name), input);
    }

    /** Adds a node with one output, whose name it returns. */
    public String node(String operator, List<String> operands, OnnxAttribute... attributes) {
        String output = "v" + values++;
        add(operator, operands, output, attributes);
        return output;
    }

    void add(String operator, List<String> operands, String output, OnnxAttribute... attributes) {
        Protobuf node = new Protobuf();
        operands.forEach(operand -> node.text(1, operand));
        node.text(2, output).text(3, output).text(4, operator);
        for (OnnxAttribute attribute : attributes) {
            node.message(5, attribute.message());
        }
        nodes.add(node);
    }

    /** One of a layer's own weights or buffers, as float32, by its name in the model's state. */
    public String weight(String path, Layer layer, String name) {
        Tensor value = layer.state().get(name);
        if (value == null) {
            throw new InputException("ONNX export finds no \"" + name + "\" in " + layer + ".");
        }
        String whole = join(path, name);
        weights.putIfAbsent(whole, value);
        return whole;
    }

    /** A number that is no weight. */
    public String number(double value) {
        String name = "n" + values++;
        weights.put(name, Tensor.scalar(value));
        return name;
    }

    /** Numbers that are no weights, in a shape. */
    public String numbers(float[] numbers, Shape shape) {
        String name = "n" + values++;
        weights.put(name, Tensor.of(numbers, shape));
        return name;
    }

    /** Whole numbers: a shape, say, in which 0 keeps a size and -1 is worked out. */
    public String wholes(long... wholes) {
        String name = "n" + values++;
        List<Long> list = new ArrayList<>();
        for (long whole : wholes) {
            list.add(whole);
        }
        constants.put(name, list);
        return name;
    }

    /** A value in another shape. */
    public String reshape(String value, long... shape) {
        return node("Reshape", List.of(value, wholes(shape)));
    }

    /** A path's part below a layer. */
    public static String join(String path, String name) {
        return path.isEmpty() ? name : path + "." + name;
    }

    /** The graph with an input and an output, each of any number of items. */
    Protobuf message(String name, String input, Shape inputShape, String output, Shape outputShape) {
        Protobuf graph = new Protobuf();
        nodes.forEach(node -> graph.message(1, node));
        graph.text(2, name);
        weights.forEach((key, tensor) -> graph.message(5, initializer(key, tensor)));
        constants.forEach((key, list) -> graph.message(
                5,
                new Protobuf()
                        .integer(1, list.size())
                        .integer(2, INT64)
                        .integers(7, list)
                        .text(8, key)));
        return graph.message(11, value(input, inputShape)).message(12, value(output, outputShape));
    }

    private static Protobuf initializer(String name, Tensor tensor) {
        Protobuf message = new Protobuf();
        for (long size : tensor.shape().toArray()) {
            message.integer(1, size);
        }
        return message.integer(2, FLOAT).text(8, name).content(9, tensor.elements() * Float.BYTES, out -> tensor.to(
                        DType.FLOAT32)
                .write(out));
    }

    private static Protobuf value(String name, Shape shape) {
        Protobuf sizes = new Protobuf().message(1, new Protobuf().text(2, "N"));
        for (long size : shape.toArray()) {
            sizes.message(1, new Protobuf().integer(1, size));
        }
        Protobuf tensor = new Protobuf().integer(1, FLOAT).message(2, sizes);
        return new Protobuf().text(1, name).message(2, new Protobuf().message(1, tensor));
    }
}
