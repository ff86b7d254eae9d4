package ai.vivace.vision.detect;

import ai.vivace.base.InputException;
import ai.vivace.data.Array;
import ai.vivace.data.Task;
import ai.vivace.store.ExportedModel;
import ai.vivace.store.InputFormat;
import ai.vivace.tensor.Device;
import ai.vivace.tensor.Scope;
import java.util.List;

/**
 * Uses an exported {@link Detector}: a raw picture in, boxes out.
 *
 * <pre>{@code
 * try (BoxPredictor cells = BoxPredictor.of(ExportedModel.read(file), Device.best(), Decoding.standard())) {
 *     List<Detection> found = cells.find(picture);
 * }
 * }</pre>
 *
 * <p>For one thread at a time.
 */
public final class BoxPredictor implements AutoCloseable {
    private final ExportedModel model;
    private final InputFormat.Pictures format;
    private final Decoding decoding;
    private final Grid grid;
    private final Device device;

    private BoxPredictor(
            ExportedModel model, InputFormat.Pictures format, Detector detector, Device device, Decoding decoding) {
        this.model = model;
        this.format = format;
        this.decoding = decoding;
        this.device = device;
        grid = detector.grid(format.shape());
        model.layer().to(device);
    }

    /**
     * Of a model, which this closes.
     *
     * @param decoding what counts as found
     * @throws InputException when the model is no detector of things in pictures; it is closed then
     */
    public static BoxPredictor of(ExportedModel model, Device device, Decoding decoding) {
        if (model.task() instanceof Task.Detection task
                && model.input() instanceof InputFormat.Pictures pictures
                && model.layer() instanceof Detector detector
                && detector.classes() == task.labels().size()) {
            return new BoxPredictor(model, pictures, detector, device, decoding);
        }
        model.close();
        throw new InputException("This model's task is " + model.task() + " with " + model.layer()
                + ", not boxes of a detector around things in pictures.");
    }

    /** The kinds' names in order of their numbers. */
    public List<String> labels() {
        return model.task().labels();
    }

    /** What pictures must be brought to. */
    public InputFormat.Pictures input() {
        return format;
    }

    /**
     * What is in a picture, from the surest on; boxes are in pixels of the {@linkplain #input input}.
     *
     * @param raw a picture of the input's shape, values from 0 to 255
     * @throws InputException when the picture has another shape, or the model does not run
     */
    public List<Detection> find(Array raw) {
        try (Scope scope = Scope.open()) {
            return decoding.of(model.output(raw, device), grid).get(0);
        }
    }

    /** Frees the model's memory. */
    @Override
    public void close() {
        model.close();
    }
}
