package ai.vivace.store.onnx;

import ai.vivace.base.InputException;
import ai.vivace.tensor.DType;
import ai.vivace.tensor.Scope;
import ai.vivace.tensor.Shape;
import ai.vivace.tensor.Tensor;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The numbers stored in an ONNX file, its initialisers, so that a model that is published as such can be loaded into ours. Nothing of the graph
 * is run.
 *
 * <p>Exporters give the weights of linear maps numbers for names; {@link #named} finds their names again by the biases that are added to
 * their products. The tensors belong to the scope they were read in, as all new tensors do; where there is none, closing this frees them.
 *
 * @param tensors by name, in the order of the file
 * @param nodes the operations of the graph, in order
 */
public record OnnxWeights(Map<String, Tensor> tensors, List<Node> nodes) implements AutoCloseable {
    private static final int GRAPH = 7;
    private static final int NODE = 1;
    private static final int INITIALIZER = 5;
    private static final int RAW_DATA = 9;
    private static final int FLOAT_DATA = 4;
    private static final int EXTERNAL = 14;
    private static final int MOST_DIMENSIONS = 16;
    private static final String BIAS = ".bias";
    private static final Map<Long, DType> TYPES = Map.of(
            1L,
            DType.FLOAT32,
            2L,
            DType.UINT8,
            3L,
            DType.INT8,
            5L,
            DType.INT16,
            6L,
            DType.INT32,
            7L,
            DType.INT64,
            10L,
            DType.FLOAT16,
            11L,
            DType.FLOAT64,
            16L,
            DType.BFLOAT16);

    /**
     * One operation.
     *
     * @param operator as {@code MatMul}
     * @param inputs names of what goes in
     * @param outputs names of what comes out
     */
    public record Node(String operator, List<String> inputs, List<String> outputs) {
        public Node {
            inputs = List.copyOf(inputs);
            outputs = List.copyOf(outputs);
        }
    }

    public OnnxWeights {
        tensors = Collections.unmodifiableMap(new LinkedHashMap<>(tensors));
        nodes = List.copyOf(nodes);
    }

    /**
     * Reads a file.
     *
     * @throws InputException when it is missing, damaged, larger than the 2 GiB that ONNX allows, keeps its numbers in another file, or has
     *     numbers of a type that we have not
     */
    public static OnnxWeights read(Path file) {
        try (FileChannel channel = FileChannel.open(file);
                Scope scope = Scope.open()) {
            long size = channel.size();
            InputException.require(
                    size <= Integer.MAX_VALUE,
                    () -> file + " has " + size + " bytes, but an ONNX file has at most " + Integer.MAX_VALUE + ".");
            ByteBuffer bytes = channel.map(FileChannel.MapMode.READ_ONLY, 0, size);
            Map<String, Tensor> tensors = new LinkedHashMap<>();
            List<Node> nodes = new ArrayList<>();
            ProtobufReader model = new ProtobufReader(file.toString(), bytes, 0, (int) size);
            boolean graph = false;
            while (model.next()) {
                if (model.field() == GRAPH) {
                    graph = true;
                    readGraph(file, channel, model.message(), tensors, nodes);
                }
            }
            InputException.require(graph, () -> file + " is not an ONNX file: it has no graph.");
            tensors.values().forEach(scope::keep);
            return new OnnxWeights(tensors, nodes);
        } catch (NoSuchFileException e) {
            throw new InputException("Cannot read " + file + ": there is no such file.", e);
        } catch (IOException e) {
            throw new InputException(
                    "Cannot read " + file + ": " + e.getClass().getSimpleName() + ": " + e.getMessage() + ".", e);
        }
    }

    private static void readGraph(
            Path file, FileChannel channel, ProtobufReader graph, Map<String, Tensor> tensors, List<Node> nodes)
            throws IOException {
        while (graph.next()) {
            if (graph.field() == INITIALIZER) {
                readTensor(file, channel, graph.message(), tensors);
            } else if (graph.field() == NODE) {
                nodes.add(node(graph.message()));
            }
        }
    }

    private static Node node(ProtobufReader message) {
        List<String> inputs = new ArrayList<>();
        List<String> outputs = new ArrayList<>();
        String operator = "";
        while (message.next()) {
            switch (message.field()) {
                case 1 -> inputs.add(message.text());
                case 2 -> outputs.add(message.text());
                case 4 -> operator = message.text();
                default -> {
                    // Names and attributes say nothing about weights.
                }
            }
        }
        return new Node(operator, inputs, outputs);
    }

    private static void readTensor(Path file, FileChannel channel, ProtobufReader message, Map<String, Tensor> tensors)
            throws IOException {
        List<Long> sizes = new ArrayList<>();
        String name = "";
        long type = 0;
        int start = -1;
        int length = 0;
        while (message.next()) {
            switch (message.field()) {
                case 1 -> sizes(message, sizes);
                case 2 -> type = message.integer();
                case 8 -> name = message.text();
                case RAW_DATA, FLOAT_DATA -> {
                    start = message.start();
                    length = message.length();
                }
                case EXTERNAL ->
                    InputException.require(
                            message.integer() == 0,
                            () -> file
                                    + " keeps its numbers in another file, which is not supported. Take a file that has all in one.");
                default -> {
                    // Documentation, or numbers of a type for which nothing starts here.
                }
            }
        }
        DType dtype = TYPES.get(type);
        String called = name;
        long given = type;
        if (dtype == null) {
            throw new InputException(file + ": \"" + called + "\" has numbers of ONNX's type " + given
                    + ", which is not supported. Take a file with float32 weights.");
        }
        Shape shape = shape(message, sizes);
        long expected = bytes(message, shape, dtype);
        int from = start;
        int came = length;
        InputException.require(
                came == expected && (from >= 0 || expected == 0),
                () -> file + " is damaged: \"" + called + "\" of " + dtype + " " + shape + " should have " + expected
                        + " bytes, but has " + came + ".");
        tensors.put(called, Tensor.read(channel, Math.max(from, 0), shape, dtype));
    }

    private static void sizes(ProtobufReader message, List<Long> sizes) {
        if (message.hasContent()) {
            ProtobufReader packed = message.message();
            while (!packed.isAtEnd()) {
                add(message, sizes, packed.varint());
            }
        } else {
            add(message, sizes, message.integer());
        }
    }

    private static void add(ProtobufReader message, List<Long> sizes, long size) {
        if (sizes.size() == MOST_DIMENSIONS || size < 0) {
            throw message.damaged("a tensor of more than " + MOST_DIMENSIONS + " dimensions or of a negative size");
        }
        sizes.add(size);
    }

    private static Shape shape(ProtobufReader message, List<Long> sizes) {
        long product = 1;
        for (long size : sizes) {
            if (size != 0 && product > Integer.MAX_VALUE / size) {
                throw message.damaged("a tensor that is larger than the file can be");
            }
            product *= size;
        }
        return Shape.of(sizes.stream().mapToLong(Long::longValue).toArray());
    }

    private static long bytes(ProtobufReader message, Shape shape, DType dtype) {
        long elements = shape.elements();
        if (elements > Integer.MAX_VALUE) {
            throw message.damaged("a tensor that is larger than the file can be");
        }
        return elements * dtype.bytes();
    }

    /**
     * The tensors, with the weights of linear maps under the names that go with their biases, and as [outputs, inputs]: where a product with
     * a tensor is added to {@code a.b.bias}, that tensor becomes {@code a.b.weight}, transposed. New tensors belong to the current scope.
     */
    public Map<String, Tensor> named() {
        Map<String, String> weights = new HashMap<>();
        for (Node node : nodes) {
            if (node.operator().equals("MatMul")
                    && node.inputs().size() == 2
                    && !node.outputs().isEmpty()) {
                String weight = node.inputs().get(1);
                if (tensors.containsKey(weight)) {
                    weights.put(node.outputs().get(0), weight);
                }
            }
        }
        Map<String, String> names = new HashMap<>();
        for (Node node : nodes) {
            String bias = node.operator().equals("Add") ? bias(node) : null;
            if (bias != null) {
                node.inputs().stream()
                        .map(weights::get)
                        .filter(Objects::nonNull)
                        .forEach(weight ->
                                names.put(weight, bias.substring(0, bias.length() - BIAS.length()) + ".weight"));
            }
        }
        Map<String, Tensor> named = new LinkedHashMap<>();
        tensors.forEach((name, tensor) -> {
            String found = names.get(name);
            if (found == null || tensor.rank() != 2) {
                named.put(name, tensor);
            } else {
                named.put(found, tensor.transpose(0, 1));
            }
        });
        return named;
    }

    private @Nullable String bias(Node node) {
        return node.inputs().stream()
                .filter(input -> input.endsWith(BIAS) && tensors.containsKey(input))
                .findFirst()
                .orElse(null);
    }

    @Override
    public void close() {
        tensors.values().forEach(Tensor::close);
    }
}
