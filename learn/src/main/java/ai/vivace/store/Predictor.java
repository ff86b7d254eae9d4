package ai.vivace.store;

import ai.vivace.base.InputException;
import ai.vivace.base.VivaceException;
import ai.vivace.data.Array;
import ai.vivace.data.Task;
import ai.vivace.tensor.Autograd;
import ai.vivace.tensor.Device;
import ai.vivace.tensor.Scope;
import ai.vivace.tensor.Shape;
import ai.vivace.tensor.Tensor;
import ai.vivace.tensor.TensorException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Uses an exported model: raw inputs in, answers out. Any number of threads may ask at the same time.
 *
 * <pre>{@code
 * try (Predictor predictor = Predictor.load(Path.of("pets.vivace"))) {
 *     System.out.println(predictor.predict(picture).label());
 * }
 * }</pre>
 *
 * <p>Loading runs the model once, so that the first answer is as quick as the others and a model that does not fit its own
 * inputs or labels is refused at once. One answer costs the model's own time and some microseconds: nothing is decoded,
 * loaded or started anew, as fastai's {@code predict} does.
 */
public final class Predictor implements AutoCloseable {
    /** How many inputs go through the model at once. */
    private static final int BATCH = 64;

    private final ExportedModel model;
    private final SharedModel shared;
    private final Device device;
    private final int outputs;

    /**
     * Loads a model onto the best device.
     *
     * @throws InputException as {@link ExportedModel#read}, and when the model does not run on its own inputs
     */
    public static Predictor load(Path file) {
        return load(file, Device.best());
    }

    /** Loads a model onto a device; as {@link #load(Path)}. */
    public static Predictor load(Path file, Device device) {
        ExportedModel model = ExportedModel.read(file);
        try {
            return new Predictor(model, device);
        } catch (VivaceException e) {
            model.close();
            throw new InputException(file + ": the model does not run: " + e.getMessage(), e);
        }
    }

    /**
     * Of a model that has been read already; the predictor closes it.
     *
     * @throws InputException when the model does not run on its own inputs; it is closed then
     */
    public static Predictor of(ExportedModel model, Device device) {
        try {
            return new Predictor(model, device);
        } catch (VivaceException e) {
            model.close();
            throw new InputException("The model does not run: " + e.getMessage(), e);
        }
    }

    private Predictor(ExportedModel model, Device device) {
        this.model = model;
        shared = SharedModel.of(model);
        this.device = device;
        this.outputs = outputs(model.task());
        model.layer().to(device);
        try (Scope scope = Scope.open()) {
            forward(
                    model.preprocessing()
                            .apply(Tensor.zeros(inputShape().prepend(1)).to(device)),
                    1);
        }
    }

    private static int outputs(Task task) {
        InputException.require(
                !(task instanceof Task.Segmentation
                        || task instanceof Task.Detection
                        || task instanceof Task.Generation),
                () -> "It answers with " + form(task) + ", not with classes or numbers for the whole input.");
        if (task instanceof Task.Points points) {
            return 2 * points.count();
        }
        return task instanceof Task.Regression regression
                ? regression.outputs()
                : task.labels().size();
    }

    private static String form(Task task) {
        if (task instanceof Task.Generation) {
            return "new pictures";
        }
        return task instanceof Task.Detection ? "boxes" : "a class for each pixel";
    }

    /** The classes' names in order of their numbers; empty when the model predicts numbers. */
    public List<String> labels() {
        return model.task().labels();
    }

    /** The shape of one raw input. */
    public Shape inputShape() {
        return model.preprocessing().inputShape();
    }

    /** What raw inputs are divided by before anything else: 255 for the bytes of pictures; they range from 0 to it. */
    public double scale() {
        return model.preprocessing().scale();
    }

    /** How to come to raw inputs. */
    public InputFormat input() {
        return model.input();
    }

    /** How the model came to be. */
    public Provenance provenance() {
        return model.provenance();
    }

    /**
     * Answers for one raw input, in the {@linkplain #inputShape input's shape}.
     *
     * @throws InputException when it has another shape, or the predictor has been closed
     */
    public Prediction predict(Array raw) {
        return predict(List.of(raw)).get(0);
    }

    /**
     * Answers for many raw inputs, in their order. They go through the model in batches, which is quicker than one by one.
     *
     * @throws InputException when one has another shape than the {@linkplain #inputShape input's}; it says which
     */
    public List<Prediction> predict(List<? extends Array> raw) {
        model.preprocessing().check(raw);
        return shared.use(() -> {
            List<Prediction> predictions = new ArrayList<>(raw.size());
            for (int start = 0; start < raw.size(); start += BATCH) {
                List<? extends Array> batch = raw.subList(start, Math.min(raw.size(), start + BATCH));
                float[] rows = compute(batch);
                for (int row = 0; row < batch.size(); row++) {
                    predictions.add(prediction(rows, row * outputs));
                }
            }
            return predictions;
        });
    }

    private float[] compute(List<? extends Array> batch) {
        try (Scope scope = Scope.open()) {
            return forward(model.preprocessing().apply(batch, device), batch.size())
                    .toFloats();
        }
    }

    private Tensor forward(Tensor input, int size) {
        Tensor output = Autograd.off(() -> model.layer().apply(input));
        if (output.rank() == 0 || output.size(0) != size || output.elements() != (long) size * outputs) {
            throw new TensorException("for " + size + " inputs of shape " + inputShape() + " the model gives "
                    + output.shape() + ", but its task (" + model.task() + ") needs " + outputs + " numbers each");
        }
        return output;
    }

    private Prediction prediction(float[] rows, int start) {
        double[] values = new double[outputs];
        for (int i = 0; i < outputs; i++) {
            values[i] = rows[start + i];
        }
        if (model.task() instanceof Task.Classification) {
            softmax(values);
        } else if (model.task() instanceof Task.MultiLabel) {
            Arrays.setAll(values, i -> 1 / (1 + Math.exp(-values[i])));
        }
        return Prediction.of(model.task(), values);
    }

    /** On Java's side, as a few numbers are quicker here than through the engine. */
    private static void softmax(double[] values) {
        double largest = Arrays.stream(values).max().orElse(0);
        double sum = 0;
        for (int i = 0; i < values.length; i++) {
            values[i] = Math.exp(values[i] - largest);
            sum += values[i];
        }
        for (int i = 0; i < values.length; i++) {
            values[i] /= sum;
        }
    }

    /** Frees the model's memory, once predictions under way are done. */
    @Override
    public void close() {
        shared.close();
    }
}
