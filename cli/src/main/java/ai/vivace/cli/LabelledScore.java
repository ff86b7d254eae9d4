package ai.vivace.cli;

import ai.vivace.base.InputException;
import ai.vivace.data.Source;
import ai.vivace.data.Split;
import ai.vivace.data.Task;
import ai.vivace.data.TrainingData;
import ai.vivace.learn.Learner;
import ai.vivace.learn.LearnerBuilder;
import ai.vivace.store.ExportedModel;
import ai.vivace.tensor.Device;
import ai.vivace.vision.BoxFolder;
import ai.vivace.vision.Boxes;
import ai.vivace.vision.Label;
import ai.vivace.vision.MaskFolder;
import ai.vivace.vision.PictureSource;
import ai.vivace.vision.detect.DetectionLearner;
import ai.vivace.vision.detect.Detector;
import ai.vivace.vision.picture.PictureCache;
import ai.vivace.vision.picture.PictureDecoder;
import ai.vivace.vision.picture.PictureForm;
import ai.vivace.vision.segment.SegmentationLearner;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * How good an exported model's masks or boxes are for pictures whose masks or boxes are known: judged as a training judges its own.
 *
 * @param data what was asked about
 * @param answers what the model says of it
 */
record LabelledScore(TrainingData data, TaskAnswers answers) {
    /** Whether a model draws masks or boxes. */
    static boolean suits(ExportedModel model) {
        return model.task() instanceof Task.Segmentation || model.task() instanceof Task.Detection;
    }

    /**
     * Asks a model about all pictures of a part of the data, in the model's own form.
     *
     * @param settings where the data are, and what share of them was held out
     * @param seed that the split is drawn from
     * @throws InputException when the data have not the form of the model's task, have classes that it does not know, or cannot be read
     */
    static LabelledScore of(
            ExportedModel model,
            DataSettings settings,
            EvaluateCommand.Part part,
            long seed,
            Device device,
            Console console) {
        PictureDecoder decoder = ModelInput.of(model).decoder();
        Path path = settings.path();
        if (path == null) {
            throw new InputException("This model's task is " + model.task()
                    + ", and the digits that come with Vivace have classes only. Give DATA: pictures with "
                    + (model.task() instanceof Task.Segmentation ? "masks." : "boxes."));
        }
        PictureSource pictures = PictureSource.of(
                label(model, path).list(path),
                new PictureForm(decoder.colour(), decoder.size(), decoder.fit(), OptionalInt.empty()),
                PictureCache.none());
        Source asked = part.of(pictures, pictures.ownSplit().orElseGet(() -> Split.random(settings.heldOut(), seed)));
        console.note("data         " + settings.name() + ", " + part + ": " + asked.size() + " pictures");
        model.layer().to(device);
        try (Progress progress = Progress.of(console, "asking the model:", asked.size())) {
            TrainingData data = settings.builder(asked, new WatchedSource(asked, progress::step), seed, device)
                    .preprocessing(model.preprocessing())
                    .build();
            try (Learner learner = learner(model, data).device(device).build()) {
                return new LabelledScore(data, answers(model, learner, settings));
            }
        }
    }

    private static Label label(ExportedModel model, Path path) {
        List<String> known = model.task().labels();
        if (model.task() instanceof Task.Detection) {
            return Boxes.numbered(BoxFolder.at(path), known);
        }
        MaskFolder masks = MaskFolder.at(path);
        List<String> written = masks.names();
        InputException.require(
                written.isEmpty() || written.equals(known),
                () -> "The masks' classes in " + path + " are " + written + ", but the model's are " + known
                        + ", in this order. Give masks like those that it learned from.");
        return masks.classes(known);
    }

    private static LearnerBuilder learner(ExportedModel model, TrainingData data) {
        if (model.task() instanceof Task.Segmentation) {
            return SegmentationLearner.of(data, model.layer());
        }
        if (model.layer() instanceof Detector detector) {
            return DetectionLearner.of(data, detector);
        }
        throw new InputException("This model's boxes are those of " + model.layer()
                + ", which are not understood here: only a Detector's are.");
    }

    private static TaskAnswers answers(ExportedModel model, Learner learner, DataSettings settings) {
        return model.task() instanceof Task.Segmentation
                ? MaskAnswers.of(learner, settings)
                : BoxAnswers.of(learner, settings);
    }

    private int skipped() {
        return data.validation().skipped();
    }

    void print(Console console) {
        answers.print(console, "pictures");
        if (skipped() > 0) {
            console.warn(SkippedPictures.text(skipped(), data.validation().skippedMessages()));
        }
    }

    Map<String, Object> document(Path model, String name, String part) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("model", model.toString());
        document.put("data", name);
        document.put("part", part);
        document.put("items", data.validation().dataSet().size() - skipped());
        document.put("skipped", skipped());
        answers.describe(document);
        return document;
    }
}
