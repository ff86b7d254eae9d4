package ai.vivace.store;

import ai.vivace.base.InputException;
import ai.vivace.base.VivaceException;
import ai.vivace.data.Array;
import ai.vivace.data.Preprocessing;
import ai.vivace.data.Task;
import ai.vivace.nn.Layer;
import ai.vivace.nn.LayerTree;
import ai.vivace.nn.UnaryLayer;
import ai.vivace.tensor.Autograd;
import ai.vivace.tensor.Device;
import ai.vivace.tensor.MemoryLimit;
import ai.vivace.tensor.Scope;
import ai.vivace.tensor.Tensor;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A trained model with all that it takes to use it, in one file: what to do with inputs, the layers, and what outputs mean.
 *
 * <p>The file (by custom {@code .vivace}) is a safetensors file: the state's tensors by their names, and everything else as
 * JSON in its metadata, under a format's name and version. Where fastai pickles the whole learner, this holds no code, no
 * class of the user's and no path: it loads in any program that has the layers' {@linkplain ai.vivace.nn.LayerCatalog
 * catalogues}, on any operating system, and reading it runs nothing from the file. Layers are built under a {@link
 * MemoryLimit} of a few times the tensors' bytes, so that a small file that speaks of huge layers is refused. What a model
 * computes is not bounded: a stranger's model may be slow or take much memory when it is used.
 *
 * @param layer the layers; closing this closes them
 * @param preprocessing what happens to raw inputs
 * @param task what outputs mean
 * @param input how to come to raw inputs
 * @param provenance how the model came to be
 */
public record ExportedModel(
        UnaryLayer layer, Preprocessing preprocessing, Task task, InputFormat input, Provenance provenance)
        implements AutoCloseable {
    /** The largest input, in elements: a quarter of a gigabyte as float32. */
    private static final long LARGEST_INPUT = 1L << 26;

    /** Layers may take this many times the bytes of their tensors in the file, which may be of a smaller type, … */
    private static final long MEMORY_FACTOR = 8;

    /** … and this much for the small tensors that initial values are computed from. */
    private static final long MEMORY_ALLOWANCE = 1 << 20;

    public ExportedModel {
        Preprocessing given = preprocessing;
        InputFormat format = input;
        double elements = 1;
        for (long size : given.inputShape().toArray()) {
            elements *= size;
        }
        double inputElements = elements;
        InputException.require(
                inputElements >= 1 && inputElements <= LARGEST_INPUT,
                () -> "An input must have 1 to " + LARGEST_INPUT + " numbers, but its shape is " + given.inputShape()
                        + ".");
        InputException.require(
                !(format instanceof InputFormat.Pictures pictures)
                        || pictures.shape().equals(given.inputShape()),
                () -> format + " do not have the input's shape " + given.inputShape() + ".");
    }

    /**
     * Writes the model, whole or not at all. That it can be built again from what is written is checked first.
     *
     * @throws InputException when the file cannot be written, or a layer is in no catalogue
     */
    public void write(Path file) {
        try (Scope scope = Scope.open()) {
            Map<String, Tensor> state = layer.state();
            Map<String, String> metadata =
                    new ModelRecord(LayerTree.describe(layer), preprocessing, task, input, provenance).toMetadata();
            build(ModelRecord.of(metadata), state).close();
            Safetensors.write(file, state, metadata);
        }
    }

    /**
     * All but the layers and their state, as the file has it: texts of JSON under {@code vivace.preprocessing}, {@code vivace.task}, {@code
     * vivace.input} and {@code vivace.provenance}. For files of other formats, which have room for texts.
     */
    public Map<String, String> facts() {
        return ModelRecord.facts(preprocessing, task, input, provenance);
    }

    /**
     * Reads a model, onto the CPU and as in use (not training).
     *
     * @throws InputException when the file is missing, damaged, not a model or of a newer format, or when its tensors do not
     *     fit its layers
     */
    public static ExportedModel read(Path file) {
        Map<String, String> metadata = Safetensors.readHeader(file).metadata();
        try (Scope scope = Scope.open()) {
            ModelRecord record = ModelRecord.of(metadata);
            UnaryLayer layer = build(record, Safetensors.read(file).tensors());
            try {
                layer.eval();
                return new ExportedModel(
                        layer, record.preprocessing(), record.task(), record.input(), record.provenance());
            } catch (InputException e) {
                layer.close();
                throw e;
            }
        } catch (InputException e) {
            throw new InputException("Cannot load " + file + " as a model: " + e.getMessage(), e);
        }
    }

    /**
     * How to come to the raw inputs of a model in a file, however large it is.
     *
     * @throws InputException when the file is missing, damaged, not a model or of a newer format
     */
    public static InputFormat inputOf(Path file) {
        Map<String, String> metadata = Safetensors.readHeader(file).metadata();
        try {
            return ModelRecord.of(metadata).input();
        } catch (InputException e) {
            throw new InputException("Cannot load " + file + " as a model: " + e.getMessage(), e);
        }
    }

    /**
     * What the layers give for one raw input, without gradients: [1, …], of the scope that is open.
     *
     * @param device where the layers are
     * @throws InputException when the input has another shape than the preprocessing's, or the layers do not run on it
     */
    public Tensor output(Array raw, Device device) {
        preprocessing.check(List.of(raw));
        Tensor prepared = preprocessing.apply(List.of(raw), device);
        try {
            return Autograd.off(() -> layer.apply(prepared));
        } catch (VivaceException e) {
            throw new InputException("The model does not run: " + e.getMessage(), e);
        }
    }

    private static UnaryLayer build(ModelRecord record, Map<String, Tensor> state) {
        long bytes = state.values().stream()
                .mapToLong(tensor -> tensor.elements() * tensor.dtype().bytes())
                .sum();
        Layer built;
        try {
            built = MemoryLimit.within(
                    MEMORY_FACTOR * bytes + MEMORY_ALLOWANCE, () -> LayerTree.build(record.architecture()));
        } catch (VivaceException | IllegalArgumentException | ArithmeticException e) {
            throw new InputException("The layers cannot be built: " + e.getMessage(), e);
        }
        try {
            if (!(built instanceof UnaryLayer layer)) {
                throw new InputException(
                        "A model must take one tensor and give one, but " + built + " does something else.");
            }
            layer.load(state);
            return layer;
        } catch (InputException e) {
            built.close();
            throw e;
        }
    }

    @Override
    public void close() {
        layer.close();
    }
}
