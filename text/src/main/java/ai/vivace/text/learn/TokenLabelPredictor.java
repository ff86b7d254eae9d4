package ai.vivace.text.learn;

import ai.vivace.base.InputException;
import ai.vivace.data.Task;
import ai.vivace.nn.UnaryLayer;
import ai.vivace.store.ExportedModel;
import ai.vivace.store.InputFormat;
import ai.vivace.store.Provenance;
import ai.vivace.store.SharedModel;
import ai.vivace.tensor.Device;
import ai.vivace.text.model.TokenClassifier;
import ai.vivace.text.token.TextEncoder;
import ai.vivace.text.token.TextEncoders;
import java.nio.file.Path;
import java.util.List;

/**
 * Uses an exported classifier of words. Any number of threads may ask at the same time.
 *
 * <pre>{@code
 * try (TokenLabelPredictor names = TokenLabelPredictor.open(Path.of("names.vivace"))) {
 *     names.label("Anna lives in Paris.").forEach(System.out::println);
 * }
 * }</pre>
 */
public final class TokenLabelPredictor implements AutoCloseable {
    private final SharedModel model;
    private final WordLabels words;
    private final Device device;

    private TokenLabelPredictor(SharedModel model, WordLabels words, Device device) {
        this.model = model;
        this.words = words;
        this.device = device;
    }

    /**
     * Reads a model onto the best device.
     *
     * @throws InputException as {@link ExportedModel#read}, and when it is no classifier of words
     */
    public static TokenLabelPredictor open(Path file) {
        return open(file, Device.best());
    }

    /** Reads a model onto a device; as {@link #open(Path)}. */
    public static TokenLabelPredictor open(Path file, Device device) {
        return ExportedTexts.open(file, model -> using(model, device));
    }

    private static TokenLabelPredictor using(ExportedModel model, Device device) {
        if (!(model.task() instanceof Task.TokenLabels task) || !(model.input() instanceof InputFormat.Texts texts)) {
            throw new InputException("it answers " + model.task() + " about " + model.input()
                    + ", and is no classifier of words. Give one that a TokenLabelLearner has exported.");
        }
        TextEncoder encoder = TextEncoders.fromJson(texts.encoder());
        check(
                model.layer(),
                encoder.vocabulary().size(),
                texts.longest(),
                task.labels().size());
        model.layer().to(device);
        return new TokenLabelPredictor(
                SharedModel.of(model), new WordLabels(model.layer(), encoder, texts.longest(), task.labels()), device);
    }

    /** Makes sure that whatever the encoder gives can be read, and that each answer has a label. */
    private static void check(UnaryLayer layer, int vocabulary, int longest, int labels) {
        InputException.require(
                layer instanceof TokenClassifier,
                () -> "its layers are of the kind " + layer.getClass().getSimpleName()
                        + ", not a classifier of tokens.");
        TokenClassifier classifier = (TokenClassifier) layer;
        long known = classifier.encoder().configuration().vocabulary();
        long readable = classifier.encoder().configuration().longest();
        InputException.require(
                vocabulary <= known && longest <= readable && labels == classifier.classes(),
                () -> "the encoder gives up to " + longest + " tokens of " + vocabulary + " and there are " + labels
                        + " labels, but the model reads at most " + readable + " of " + known + " and tells "
                        + classifier.classes() + ". The file is damaged.");
    }

    /** The labels in order of their numbers. */
    public List<String> labels() {
        return words.labels();
    }

    /** How words become tokens. */
    public TextEncoder encoder() {
        return words.encoder();
    }

    /** How the model came to be. */
    public Provenance provenance() {
        return model.model().provenance();
    }

    /**
     * The entities of a text, by the places of its characters; as {@link TokenLabelLearner#label}.
     *
     * @throws InputException when it has more tokens than the model was trained to read, or the predictor has been closed
     */
    public List<LabelledSpan> label(String text) {
        return model.use(() -> words.spans(text, device));
    }

    /**
     * The labels of words that are cut already.
     *
     * @throws InputException as {@link #label}
     */
    public List<String> labels(List<String> text) {
        return model.use(() -> words.of(text, device));
    }

    /** Frees the model's memory, once answers under way are done. */
    @Override
    public void close() {
        model.close();
    }
}
