package ai.vivace.cli;

import ai.vivace.base.InputException;
import ai.vivace.base.VivaceException;
import ai.vivace.data.Array;
import ai.vivace.data.Task;
import ai.vivace.plot.Chart;
import ai.vivace.plot.PictureGrid;
import ai.vivace.store.ExportedModel;
import ai.vivace.tensor.Autograd;
import ai.vivace.tensor.Device;
import ai.vivace.tensor.Scope;
import ai.vivace.tensor.Tensor;
import ai.vivace.vision.explain.Pixels;
import ai.vivace.vision.picture.PictureFile;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Explains a classifier's answers about picture files. */
final class Explainer implements AutoCloseable {
    private static final int SIDE = 320;

    private final ExportedModel model;
    private final Task.Classification task;
    private final PictureView view;
    private final ExplanationMethod method;
    private final ExplanationMethod.Asker asker;
    private final int number;
    private final Device device;

    private static final int LIKELIEST = -1;

    /**
     * One picture's.
     *
     * @param label the class that was asked about
     * @param probability of it, 0 to 1
     * @param sheet the picture, and where the answer comes from
     */
    record Explanation(String label, double probability, Chart sheet) {
        String words() {
            return String.format(Locale.ROOT, "%s %.1f %%", label, 100 * probability);
        }
    }

    private Explainer(
            ExportedModel model,
            Task.Classification task,
            ExplanationMethod method,
            @Nullable String label,
            Device device) {
        this.model = model;
        this.task = task;
        this.method = method;
        this.device = device;
        number = label == null ? LIKELIEST : task.number(label);
        view = PictureView.of(model, UnaryOperator.identity());
        model.layer().to(device);
        asker = method.of(model.layer(), model.preprocessing().inputShape());
    }

    /**
     * Of a model, which this closes.
     *
     * @param label the class that is asked about; null for the likeliest of each picture
     * @throws InputException when the model tells no classes of pictures, or not this one, or does not suit the method; it is closed then
     */
    static Explainer of(ExportedModel model, ExplanationMethod method, @Nullable String label, Device device) {
        ClassTask.require(model);
        try {
            return new Explainer(model, (Task.Classification) model.task(), method, label, device);
        } catch (InputException e) {
            model.close();
            throw e;
        } catch (VivaceException e) {
            model.close();
            throw new InputException("The model does not run: " + e.getMessage(), e);
        }
    }

    /**
     * Explains the answer about a picture.
     *
     * @throws InputException when the file cannot be read; it names it
     */
    Explanation of(Path picture) {
        Array raw = view.read(PictureFile.read(picture));
        try (Scope scope = Scope.open()) {
            Tensor input = model.preprocessing().apply(List.of(raw), device);
            double[] probabilities =
                    Autograd.off(() -> model.layer().apply(input)).softmax(1).toDoubles();
            int asked = number == LIKELIEST ? likeliest(probabilities) : number;
            String label = task.labels().get(asked);
            String caption = String.format(Locale.ROOT, "%s %.1f %%", label, 100 * probabilities[asked]);
            double scale = model.preprocessing().scale();
            Chart sheet = PictureGrid.of("Why " + label)
                    .columns(2)
                    .side(SIDE)
                    .picture(Pixels.picture(raw, scale), String.valueOf(picture.getFileName()))
                    .picture(asker.relevance(input, asked).over(raw, scale), caption + ", " + method.label())
                    .build();
            return new Explanation(label, probabilities[asked], sheet);
        }
    }

    private static int likeliest(double[] probabilities) {
        int best = 0;
        for (int i = 1; i < probabilities.length; i++) {
            best = probabilities[i] > probabilities[best] ? i : best;
        }
        return best;
    }

    @Override
    public void close() {
        model.close();
    }
}
