package ai.vivace.text.learn;

import ai.vivace.base.InputException;
import ai.vivace.learn.Learner;
import ai.vivace.learn.LearnerBuilder;
import ai.vivace.metric.Metrics;
import ai.vivace.nn.Splitter;
import ai.vivace.store.InputFormat;
import ai.vivace.store.Provenance;
import ai.vivace.text.metric.EntityF1;
import ai.vivace.text.model.TokenClassifier;
import ai.vivace.text.token.TextEncoders;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Teaches a classifier the labels of words, and lets it label texts.
 *
 * <pre>{@code
 * try (TokenLabelLearner learner = TokenLabelLearner.of(data, TokenClassifier.of(configuration, data.labels().size()))) {
 *     learner.learner().fitOneCycle(5, 1e-3);
 *     learner.label("Anna lives in Paris.").forEach(System.out::println);
 *     learner.export(Path.of("names.vivace"));
 * }
 * }</pre>
 *
 * <p>The model may have its encoder from elsewhere, by {@link ai.vivace.text.model.TextWeights#loadBody}; it is the first parameter group, so that
 * {@link Learner#fineTune} trains the classifier on it first.
 */
public final class TokenLabelLearner implements AutoCloseable {
    private final TokenLabelData data;
    private final Learner learner;
    private final WordLabels words;

    private TokenLabelLearner(TokenLabelData data, TokenClassifier model, Learner learner) {
        this.data = data;
        this.learner = learner;
        words = new WordLabels(model, data.encoder(), data.longest(), data.labels());
    }

    /** As {@link #of(TokenLabelData, TokenClassifier, UnaryOperator)}, with the defaults. */
    public static TokenLabelLearner of(TokenLabelData data, TokenClassifier model) {
        return of(data, model, builder -> builder);
    }

    /**
     * A learner, which owns the model from then on: cross-entropy of the words' labels, their accuracy, and F1 of entities where the labels are
     * those of entities.
     *
     * @param model with a class for each of the data's labels
     * @param changes what is to be different
     * @throws InputException when the model knows fewer tokens than the data have, or reads shorter texts
     */
    public static TokenLabelLearner of(
            TokenLabelData data, TokenClassifier model, UnaryOperator<LearnerBuilder> changes) {
        long known = model.encoder().configuration().vocabulary();
        int tokens = data.encoder().vocabulary().size();
        InputException.require(
                tokens <= known, () -> "The data have " + tokens + " tokens, but the model knows " + known + " only.");
        long readable = model.encoder().configuration().longest();
        InputException.require(
                data.longest() <= readable,
                () -> "The data have texts of up to " + data.longest() + " tokens, but the model reads at most "
                        + readable + ". Cut them to that by longest.");
        LearnerBuilder builder = Learner.of(data.batches(), model)
                .loss(TokenLoss.standard())
                .metrics(new TokenMetric(Metrics.accuracy()))
                .splitter(Splitter.startingAt("classifier"));
        if (data.hasEntities()) {
            builder.metrics(EntityF1.of(data.labels()));
        }
        return new TokenLabelLearner(data, model, changes.apply(builder).build());
    }

    /** The learner itself: training, checkpoints, history. */
    public Learner learner() {
        return learner;
    }

    /** What it learns from and is judged by. */
    public TokenLabelData data() {
        return data;
    }

    /**
     * The labels of words.
     *
     * @throws InputException when they have more tokens than the data's longest
     */
    public List<String> labels(List<String> text) {
        return learner.model().evaluating(() -> words.of(text, learner.device()));
    }

    /**
     * The entities of a text, by the places of its characters; where labels are not those of entities, each word with its label. Words are runs of letters
     * and digits, and single characters of other kinds.
     *
     * @throws InputException when it has more tokens than the data's longest
     */
    public List<LabelledSpan> label(String text) {
        return learner.model().evaluating(() -> words.spans(text, learner.device()));
    }

    /** Writes the model as one file that {@link TokenLabelPredictor} opens, dated now, with the last validation's results. */
    public void export(Path file) {
        Provenance plain = Provenance.of(learner.seed(), Instant.now());
        export(file, TextExport.measured(plain, learner.history()));
    }

    /** Writes the model as one file that {@link TokenLabelPredictor} opens. */
    public void export(Path file, Provenance provenance) {
        learner.export(file, new InputFormat.Texts(TextEncoders.toJson(data.encoder()), data.longest()), provenance);
    }

    /** Closes the learner and the model. */
    @Override
    public void close() {
        learner.close();
    }
}
