package ai.vivace.vision;

import ai.vivace.base.VivaceException;
import ai.vivace.data.DataSummary;
import ai.vivace.data.Preprocessing;
import ai.vivace.data.Source;
import ai.vivace.data.Subset;
import ai.vivace.data.Task;
import ai.vivace.data.TrainingData;
import ai.vivace.vision.picture.PictureFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One batch of pictures, walked step by step: what was listed, how it is split, what the first picture's file is and what becomes of it, and
 * then each step to the tensors. When a step fails the summary ends there and names the step and the file.
 */
public final class PictureSummary {
    private final List<String> steps = new ArrayList<>();
    private @Nullable VivaceException failure;

    private PictureSummary() {}

    static PictureSummary of(ImageFolder folder) {
        PictureSummary summary = new PictureSummary();
        try {
            summary.walk(folder);
        } catch (VivaceException e) {
            summary.steps.add("FAILED: " + e.getMessage());
            summary.failure = e;
        }
        return summary;
    }

    private void walk(ImageFolder folder) {
        PictureSource source = folder.open();
        steps.add("list " + source.size() + " pictures: " + task(source.task()));
        Preprocessing known = folder.knownPreprocessing();
        // Fitting would read every picture, of which one may be what is looked for here.
        TrainingData data = folder.describe(
                        source,
                        known == null ? new Preprocessing(source.inputShape(), 255, List.of(0.0), List.of(1.0)) : known)
                .build();
        Source training = (Source) data.training().dataSet();
        Source validation = (Source) data.validation().dataSet();
        steps.add("split by " + folder.splitOf(source) + ": " + training.size() + " to learn from, " + validation.size()
                + " to be judged by");
        if (training instanceof Subset subset) {
            PictureFile first = PictureFile.read(source.file(subset.indices()[0]));
            steps.add("open " + source.file(subset.indices()[0]) + ": " + first);
        }
        steps.add("decode and frame: " + source.form());
        DataSummary batch = DataSummary.of(data.training());
        steps.addAll(batch.steps());
        if (known == null) {
            steps.add("the normalisation would be fitted to the training part; here there is none");
        }
        batch.failure().ifPresent(e -> failure = e);
    }

    private static String task(Task task) {
        return task.labels().isEmpty()
                ? task.toString()
                : task.getClass().getSimpleName() + " with " + task.labels().size() + " classes, "
                        + String.join(
                                ", ",
                                task.labels()
                                        .subList(0, Math.min(10, task.labels().size())))
                        + (task.labels().size() > 10 ? ", …" : "");
    }

    /** What happened, a line for each step. */
    public List<String> steps() {
        return List.copyOf(steps);
    }

    /** The error of the step that failed; empty when all went well. */
    public Optional<VivaceException> failure() {
        return Optional.ofNullable(failure);
    }

    /** The steps as numbered lines. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < steps.size(); i++) {
            text.append(i + 1).append(". ").append(steps.get(i)).append('\n');
        }
        return text.toString();
    }
}
