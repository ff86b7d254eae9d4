package ai.vivace.text.learn;

import ai.vivace.base.InputException;
import ai.vivace.data.Task;
import ai.vivace.nn.UnaryLayer;
import ai.vivace.store.ExportedModel;
import ai.vivace.store.InputFormat;
import ai.vivace.store.Prediction;
import ai.vivace.store.Provenance;
import ai.vivace.store.SharedModel;
import ai.vivace.tensor.Device;
import ai.vivace.text.explain.TextAttribution;
import ai.vivace.text.model.AwdClassifier;
import ai.vivace.text.model.TextClassifier;
import ai.vivace.text.token.TextEncoder;
import ai.vivace.text.token.TextEncoders;
import java.nio.file.Path;
import java.util.List;

/**
 * Uses an exported classifier of texts. Any number of threads may ask at the same time; texts that are too long are cut at their end.
 *
 * <pre>{@code
 * try (TextClassifierPredictor spam = TextClassifierPredictor.open(Path.of("spam.vivace"))) {
 *     System.out.println(spam.predict("You have won a prize").label());
 * }
 * }</pre>
 */
public final class TextClassifierPredictor implements AutoCloseable {
    private final SharedModel model;
    private final TextAnswers answers;
    private final Device device;

    private TextClassifierPredictor(SharedModel model, TextAnswers answers, Device device) {
        this.model = model;
        this.answers = answers;
        this.device = device;
    }

    /**
     * Reads a model onto the best device.
     *
     * @throws InputException as {@link ExportedModel#read}, and when it is no classifier of texts, or does not run on one
     */
    public static TextClassifierPredictor open(Path file) {
        return open(file, Device.best());
    }

    /** Reads a model onto a device; as {@link #open(Path)}. */
    public static TextClassifierPredictor open(Path file, Device device) {
        return ExportedTexts.open(file, model -> using(model, device));
    }

    private static TextClassifierPredictor using(ExportedModel model, Device device) {
        if (!(model.task() instanceof Task.Classification task)
                || !(model.input() instanceof InputFormat.Texts texts)) {
            throw new InputException("it answers " + model.task() + " about " + model.input()
                    + ", and is no classifier of texts. Give one that a TextClassifierLearner has exported.");
        }
        TextEncoder encoder = TextEncoders.fromJson(texts.encoder());
        check(model.layer(), encoder.vocabulary().size(), texts.longest());
        model.layer().to(device);
        return new TextClassifierPredictor(
                SharedModel.of(model), new TextAnswers(model.layer(), encoder, texts.longest(), task), device);
    }

    /** Makes sure that whatever the encoder gives can be read. */
    private static void check(UnaryLayer layer, int vocabulary, int longest) {
        long known;
        long readable;
        if (layer instanceof AwdClassifier recurrent) {
            known = recurrent.encoder().configuration().vocabulary();
            readable = Long.MAX_VALUE;
        } else if (layer instanceof TextClassifier classifier) {
            known = classifier.encoder().configuration().vocabulary();
            readable = classifier.encoder().configuration().longest();
        } else {
            throw new InputException(
                    "its layers are of the kind " + layer.getClass().getSimpleName() + ", not a classifier of texts.");
        }
        InputException.require(
                vocabulary <= known && longest <= readable,
                () -> "the encoder gives up to " + longest + " tokens of " + vocabulary
                        + ", but the model reads at most " + readable + " of " + known + ". The file is damaged.");
    }

    /** The classes in order of their numbers. */
    public List<String> labels() {
        return answers.task().labels();
    }

    /** How texts become tokens. */
    public TextEncoder encoder() {
        return answers.encoder();
    }

    /** How the model came to be. */
    public Provenance provenance() {
        return model.model().provenance();
    }

    /**
     * The class of a text, with how likely each is.
     *
     * @throws InputException when there is no token in it, or the predictor has been closed
     */
    public Prediction predict(String text) {
        return predict(List.of(text)).get(0);
    }

    /** The classes of many texts, in their order; quicker than one by one. */
    public List<Prediction> predict(List<String> texts) {
        return model.use(() -> answers.of(texts, device));
    }

    /** What says why the model answers as it does; to be used by one thread, before this is closed. */
    public TextAttribution attribution() {
        return TextAttribution.of(model.model().layer(), answers.encoder(), labels());
    }

    /** Frees the model's memory, once answers under way are done. */
    @Override
    public void close() {
        model.close();
    }
}
