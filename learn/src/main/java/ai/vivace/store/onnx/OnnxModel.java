package ai.vivace.store.onnx;

import ai.vivace.base.AtomicFile;
import ai.vivace.base.InputException;
import ai.vivace.base.Protobuf;
import ai.vivace.data.Preprocessing;
import ai.vivace.nn.Layer;
import ai.vivace.nn.UnaryLayer;
import ai.vivace.tensor.Autograd;
import ai.vivace.tensor.Scope;
import ai.vivace.tensor.Shape;
import ai.vivace.tensor.Tensor;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A model as ONNX, opset 17, which every runtime since 2022 reads: what it does in use, for any number of items of one shape.
 *
 * <p>The input is called {@code input} and is float32 [N, …], the output {@code output}. Weights have their names in the model's state.
 *
 * <pre>{@code
 * OnnxModel.of(network, Shape.of(3, 224, 224)).preprocessing(preprocessing).write(Path.of("model.onnx"));
 * }</pre>
 */
public final class OnnxModel {
    private static final int OPSET = 17;
    private static final int INTERMEDIATE_REPRESENTATION = 8;
    private static final String INPUT = "input";
    private static final String OUTPUT = "output";

    /** The end of what a message of protocol buffers can have. */
    private static final long MOST_BYTES = Integer.MAX_VALUE;

    private final UnaryLayer network;
    private final Shape item;
    private final @Nullable Preprocessing preprocessing;

    private OnnxModel(UnaryLayer network, Shape item, @Nullable Preprocessing preprocessing) {
        this.network = network;
        this.item = item;
        this.preprocessing = preprocessing;
    }

    /**
     * A network whose inputs are prepared outside.
     *
     * @param item the shape of one input, without the batch: [channels, height, width] for pictures
     */
    public static OnnxModel of(UnaryLayer network, Shape item) {
        return new OnnxModel(network, item, null);
    }

    /** The same, with raw inputs, as numbers from 0 to 255 of a picture, prepared by the model itself. */
    public OnnxModel preprocessing(Preprocessing first) {
        InputException.require(
                first.inputShape().equals(item),
                () -> "The preprocessing is for inputs " + first.inputShape() + ", but the model is exported for "
                        + item + ".");
        return new OnnxModel(network, item, first);
    }

    /**
     * Writes a file, whole or not at all.
     *
     * @throws InputException when the model has a layer that no {@link OnnxCatalog} exports, or more than 2 GiB
     */
    public void write(Path file) {
        try (Scope scope = Scope.open()) {
            Protobuf message = Autograd.off(this::message);
            InputException.require(
                    message.size() <= MOST_BYTES,
                    () -> "The model has " + message.size() + " bytes, and an ONNX file at most " + MOST_BYTES + ".");
            AtomicFile.write(file, message::writeTo);
        }
    }

    private Protobuf message() {
        IdentityHashMap<Layer, Shape> inputs = new IdentityHashMap<>();
        Shape output = seen(inputs);
        OnnxGraph graph = new OnnxGraph(inputs);
        String prepared = preprocessing == null ? INPUT : prepared(graph, preprocessing);
        graph.add("Identity", List.of(graph.layer("", network, prepared)), OUTPUT);
        return new Protobuf()
                .integer(1, INTERMEDIATE_REPRESENTATION)
                .text(2, "Vivace")
                .message(7, graph.message("model", INPUT, item, OUTPUT, output))
                .message(8, new Protobuf().text(1, "").integer(2, OPSET));
    }

    /** Runs the network once to see the shapes between its layers; gives that of an output. */
    private Shape seen(IdentityHashMap<Layer, Shape> inputs) {
        List<UnaryLayer.Observation> observations = new ArrayList<>();
        try {
            network.walk((path, layer) -> {
                if (layer instanceof UnaryLayer unary) {
                    observations.add(unary.observe((seen, input, output) -> inputs.put(seen, input.shape())));
                }
            });
            return network.evaluating(() -> network.apply(Tensor.zeros(item.prepend(1))))
                    .shape()
                    .withoutFirst();
        } finally {
            observations.forEach(UnaryLayer.Observation::close);
        }
    }

    /** (input / scale - mean) / deviation. */
    private static String prepared(OnnxGraph graph, Preprocessing first) {
        long[] sizes = new long[first.inputShape().rank() + 1];
        Arrays.fill(sizes, 1);
        if (first.mean().size() > 1) {
            sizes[1] = first.mean().size();
        }
        Shape shape = Shape.of(sizes);
        float[] shifts = new float[first.mean().size()];
        float[] spreads = new float[shifts.length];
        for (int i = 0; i < shifts.length; i++) {
            shifts[i] = (float) (first.mean().get(i) * first.scale());
            spreads[i] = (float) (first.deviation().get(i) * first.scale());
        }
        String centred = graph.node("Sub", List.of(INPUT, graph.numbers(shifts, shape)));
        return graph.node("Div", List.of(centred, graph.numbers(spreads, shape)));
    }
}
