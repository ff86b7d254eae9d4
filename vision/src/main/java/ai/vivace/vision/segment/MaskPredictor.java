package ai.vivace.vision.segment;

import ai.vivace.base.InputException;
import ai.vivace.data.Array;
import ai.vivace.data.Task;
import ai.vivace.store.ExportedModel;
import ai.vivace.store.InputFormat;
import ai.vivace.tensor.Device;
import ai.vivace.tensor.Scope;
import ai.vivace.tensor.Tensor;
import java.util.List;

/**
 * Uses an exported model of masks: a raw picture in, a class for each pixel out.
 *
 * <pre>{@code
 * try (MaskPredictor cells = MaskPredictor.of(ExportedModel.read(file), Device.best())) {
 *     long[] mask = cells.mask(picture);
 * }
 * }</pre>
 *
 * <p>For one thread at a time.
 */
public final class MaskPredictor implements AutoCloseable {
    private final ExportedModel model;
    private final InputFormat.Pictures format;
    private final Device device;

    private MaskPredictor(ExportedModel model, InputFormat.Pictures format, Device device) {
        this.model = model;
        this.format = format;
        this.device = device;
        model.layer().to(device);
    }

    /**
     * Of a model, which this closes.
     *
     * @throws InputException when it does something else than masks of pictures; it is closed then
     */
    public static MaskPredictor of(ExportedModel model, Device device) {
        if (model.task() instanceof Task.Segmentation && model.input() instanceof InputFormat.Pictures pictures) {
            return new MaskPredictor(model, pictures, device);
        }
        model.close();
        throw new InputException("This model's task is " + model.task() + ", not a class for each pixel of a picture.");
    }

    /** The classes' names in order of their numbers. */
    public List<String> labels() {
        return model.task().labels();
    }

    /** What pictures must be brought to. */
    public InputFormat.Pictures input() {
        return format;
    }

    /**
     * The likeliest class of each pixel.
     *
     * @param raw a picture of the {@linkplain #input input's} shape, values from 0 to 255
     * @return class numbers row by row, height · width
     * @throws InputException when the picture has another shape, or the model's answer is no mask of its size
     */
    public long[] mask(Array raw) {
        try (Scope scope = Scope.open()) {
            Tensor output = model.output(raw, device);
            InputException.require(
                    output.rank() == 4
                            && output.size(1) == labels().size()
                            && output.size(2) == format.height()
                            && output.size(3) == format.width(),
                    () -> "For a picture of " + model.preprocessing().inputShape() + " and " + labels().size()
                            + " classes the model answers " + output.shape()
                            + ". Train one whose convolutions have borders.");
            return output.argmax(1).toLongs();
        }
    }

    /** Frees the model's memory. */
    @Override
    public void close() {
        model.close();
    }
}
