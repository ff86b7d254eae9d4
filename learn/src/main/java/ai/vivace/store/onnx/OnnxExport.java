package ai.vivace.store.onnx;

import ai.vivace.base.AtomicFile;
import ai.vivace.base.InputException;
import ai.vivace.base.Protobuf;
import ai.vivace.data.Preprocessing;
import ai.vivace.data.Task;
import ai.vivace.nn.Layer;
import ai.vivace.nn.UnaryLayer;
import ai.vivace.store.ExportedModel;
import ai.vivace.tensor.Autograd;
import ai.vivace.tensor.Device;
import ai.vivace.tensor.Scope;
import ai.vivace.tensor.Shape;
import ai.vivace.tensor.Tensor;
import ai.vivace.tensor.TensorException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes a model as ONNX, for programs and devices without Vivace: one file with layers, weights and what happens to inputs, which any
 * runtime of opset 17 reads.
 *
 * <pre>{@code
 * OnnxExport.of(model).write(Path.of("pets.onnx"));
 * }</pre>
 *
 * <p>The graph computes what the model does in use, in float32: norms by their running values; dropout and what else is for training
 * has vanished. Its input, {@code input}, are raw inputs as the model was trained with ([N, channels, height, width] from 0 to 255 for
 * pictures, red first); the {@linkplain Preprocessing preprocessing} is part of the graph unless it is {@linkplain #withoutPreprocessing
 * left out}. Its outputs are {@code output}, what the last layer gives, and for classes, of items or of pixels, {@code probabilities}. The batch may have any
 * size; other sizes are those of the model's inputs. Weights are called by their names in the model's state.
 *
 * <p>The file's metadata has the texts that the model's own file has, as JSON: {@code vivace.task} with the labels, {@code
 * vivace.preprocessing}, {@code vivace.input} and {@code vivace.provenance}.
 *
 * <p>Layers tell their forms by an {@link OnnxCatalog}. A layer without one is refused before anything is written.
 */
public final class OnnxExport {
    /** The version of the operations' set. */
    public static final int OPSET = 17;

    /** What the graph's input is called. */
    public static final String INPUT = "input";

    /** What the graph's output is called. */
    public static final String OUTPUT = "output";

    /** What the probabilities of classes are called. */
    public static final String PROBABILITIES = "probabilities";

    /** The version of the format that came with the opset. */
    private static final int IR_VERSION = 8;

    /** What readers of protocol buffers take. */
    private static final long MOST_BYTES = Integer.MAX_VALUE;

    private final ExportedModel model;
    private final boolean preprocessed;

    private OnnxExport(ExportedModel model, boolean preprocessed) {
        this.model = model;
        this.preprocessed = preprocessed;
    }

    /** Of a model that is about to be used; it stays open. */
    public static OnnxExport of(ExportedModel model) {
        return new OnnxExport(model, true);
    }

    /** The same, but inputs are taken as the first layer takes them: in float32, scaled and normalised by the caller. */
    public OnnxExport withoutPreprocessing() {
        return new OnnxExport(model, false);
    }

    /**
     * Writes the file, whole or not at all.
     *
     * @return what the file's model takes and gives
     * @throws InputException when a layer has no form in ONNX, the model does not run on its own inputs, the file would be larger than
     *     2 GiB, or it cannot be written; nothing is written then
     */
    public OnnxSignature write(Path file) {
        UnaryLayer layer = model.layer();
        try (Scope scope = Scope.open()) {
            return Autograd.off(() -> layer.evaluating(() -> write(layer, file)));
        }
    }

    private OnnxSignature write(UnaryLayer layer, Path file) {
        Shape input = model.preprocessing().inputShape().prepend(1);
        Map<String, Tensor> state = layer.state();
        OnnxGraph graph = new OnnxGraph(state, shapes(layer, input, state));
        OnnxPart whole = new OnnxPart(graph, "", layer);
        Shape output = whole.outputShape();
        InputException.require(
                output.rank() > 0 && output.size(0) == 1,
                () -> "A model gives one output for each input, but for inputs " + input + " this one gives " + output
                        + ".");
        OnnxValue value = whole.apply(preprocessed ? prepared(whole) : new OnnxValue(INPUT));
        Map<String, Shape> outputs = new LinkedHashMap<>();
        new OnnxNode(graph, "Identity", OUTPUT, List.of(value)).output();
        outputs.put(OUTPUT, output);
        if (addProbabilities(graph, value)) {
            outputs.put(PROBABILITIES, output);
        }
        Protobuf message = message(graph.message("model", Map.of(INPUT, input), outputs));
        requireFits(message.length());
        AtomicFile.write(file, message::writeTo);
        return new OnnxSignature(Map.of(INPUT, input), outputs, graph.nodes(), message.length());
    }

    /** Adds them where the outputs are logits of classes, dimension 1: of one out of several, or of each alone. */
    private boolean addProbabilities(OnnxGraph graph, OnnxValue logits) {
        Task task = model.task();
        if (task instanceof Task.Classification || task instanceof Task.Segmentation) {
            new OnnxNode(graph, "Softmax", PROBABILITIES, List.of(logits))
                    .integer("axis", 1)
                    .output();
            return true;
        }
        if (task instanceof Task.MultiLabel) {
            new OnnxNode(graph, "Sigmoid", PROBABILITIES, List.of(logits)).output();
            return true;
        }
        return false;
    }

    private static IdentityHashMap<Layer, LayerShapes> shapes(
            UnaryLayer layer, Shape input, Map<String, Tensor> state) {
        Device device = state.values().stream().findFirst().map(Tensor::device).orElse(Device.CPU);
        try {
            return LayerShapes.of(layer, Tensor.zeros(input).to(device));
        } catch (TensorException e) {
            throw new InputException("The model does not run on inputs " + input + ": " + e.getMessage(), e);
        }
    }

    /** What {@link Preprocessing#apply(Tensor)} does. */
    private OnnxValue prepared(OnnxPart part) {
        Preprocessing preprocessing = model.preprocessing();
        OnnxValue shifted = part.value("Sub", new OnnxValue(INPUT), channels(part, "shift", preprocessing.mean()));
        return part.value("Div", shifted, channels(part, "spread", preprocessing.deviation()));
    }

    /** Numbers in the scale of raw inputs, along their first dimension. */
    private OnnxValue channels(OnnxPart part, String name, List<Double> numbers) {
        long[] sizes = new long[model.preprocessing().inputShape().rank()];
        Arrays.fill(sizes, 1);
        if (numbers.size() > 1) {
            sizes[0] = numbers.size();
        }
        float[] scaled = new float[numbers.size()];
        for (int i = 0; i < scaled.length; i++) {
            scaled[i] = (float) (numbers.get(i) * model.preprocessing().scale());
        }
        return part.constant(name, Tensor.of(scaled, Shape.of(sizes)));
    }

    private Protobuf message(Protobuf graph) {
        Protobuf message = new Protobuf()
                .integer(1, IR_VERSION)
                .text(2, "Vivace")
                .message(7, graph)
                .message(8, new Protobuf().text(1, "").integer(2, OPSET));
        model.facts()
                .forEach((key, text) ->
                        message.message(14, new Protobuf().text(1, key).text(2, text)));
        return message;
    }

    /** Refuses what readers would. */
    static void requireFits(long bytes) {
        InputException.require(
                bytes <= MOST_BYTES,
                () -> "As ONNX the model takes " + bytes + " bytes, but a file of this format has at most " + MOST_BYTES
                        + ". Export a smaller model.");
    }
}
