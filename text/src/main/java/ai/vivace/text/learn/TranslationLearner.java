package ai.vivace.text.learn;

import ai.vivace.base.InputException;
import ai.vivace.learn.History;
import ai.vivace.learn.Learner;
import ai.vivace.learn.Stage;
import ai.vivace.nn.Layer;
import ai.vivace.schedule.InverseSquareRoot;
import ai.vivace.schedule.Noam;
import ai.vivace.schedule.Rates;
import ai.vivace.store.InputFormat;
import ai.vivace.store.Provenance;
import ai.vivace.text.PairEncoder;
import ai.vivace.text.TextPairs;
import ai.vivace.text.metric.Bleu;
import ai.vivace.text.metric.BleuScore;
import ai.vivace.text.model.TeacherForcing;
import ai.vivace.text.model.Translator;
import ai.vivace.text.token.TextEncoders;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collections;
import java.util.List;

/**
 * Teaches a translator to answer texts, and lets it answer.
 *
 * <pre>{@code
 * try (TranslationLearner learner = TranslationLearner.of(data, TransformerTranslator.of(configuration)).build()) {
 *     learner.fit(10, 1e-3);
 *     System.out.println(learner.bleu(Bleu.standard(), TranslationSearch.ofBeams(5)));
 *     List<String> translations = learner.translate(List.of("i like tea ."), TranslationSearch.greedy());
 * }
 * }</pre>
 *
 * <p>The defaults are those of the first transformer (Vaswani 2017): label smoothing 0.1, Adam with β 0.9 and 0.98 and ε 1e-9. An answer does
 * not depend on the other texts that are translated with it.
 */
public final class TranslationLearner implements AutoCloseable {
    private static final double RISE = 0.1;

    private final TranslationData data;
    private final Translations translations;
    private final Learner learner;
    private final List<BleuScore> scores;

    TranslationLearner(TranslationData data, Translator translator, Learner learner, List<BleuScore> scores) {
        this.data = data;
        translations = new Translations(translator, data.encoder(), data.longest());
        this.learner = learner;
        this.scores = scores;
    }

    /**
     * Begins to describe a learner, which owns the model from then on.
     *
     * @throws InputException when the model's vocabulary, padding or start is not the data's
     */
    public static <M extends Layer & Translator> TranslationLearnerBuilder of(TranslationData data, M translator) {
        return new TranslationLearnerBuilder(data, TeacherForcing.of(translator));
    }

    /** The learner itself: training in other ways, checkpoints, history. */
    public Learner learner() {
        return learner;
    }

    /** What it learns from and is judged by. */
    public TranslationData data() {
        return data;
    }

    /** The model. */
    public Translator translator() {
        return translations.model();
    }

    /** Trains: the rate rises over the first tenth of the batches, then falls with the root of their number. */
    public History fit(int epochs, double highestRate) {
        return learner.fit(List.of(Stage.of(epochs, Rates.of(highestRate), InverseSquareRoot.of(RISE))));
    }

    /**
     * Trains with the rates of the paper, which follow from the width: see {@link Noam}.
     *
     * @param width of the model
     * @param warmUp batches in which the rate rises; the paper has 4000
     */
    public History fitNoam(int epochs, int width, int warmUp) {
        Noam noam = new Noam(width, warmUp, epochs * learner.data().training().batches());
        return learner.fit(List.of(Stage.of(epochs, Rates.of(noam.highestRate()), noam)));
    }

    /**
     * Answers texts. Those of more tokens than the data's longest are cut.
     *
     * @return in the texts' order
     */
    public List<String> translate(List<String> texts, TranslationSearch search) {
        return translations.of(texts, search);
    }

    /** BLEU of the validation pairs. */
    public BleuScore bleu(Bleu bleu, TranslationSearch search) {
        return bleu(data.validation(), bleu, search);
    }

    /** BLEU of any pairs, whose second texts are the references. */
    public BleuScore bleu(TextPairs pairs, Bleu bleu, TranslationSearch search) {
        return bleu.of(translate(pairs.sources(), search), pairs.targets());
    }

    /** The scores after the epochs so far, where {@link TranslationLearnerBuilder#bleuEachEpoch} asks for them. */
    public List<BleuScore> bleuByEpoch() {
        return Collections.unmodifiableList(scores);
    }

    /**
     * Writes the model, and how texts become tokens, as one file that {@link TranslationPredictor} opens.
     *
     * @throws InputException when the encoder cannot be written, or texts end with another token than {@link PairEncoder#of} takes
     */
    public void export(Path file) {
        PairEncoder encoder = data.encoder();
        InputException.require(
                PairEncoder.of(encoder.text()).end() == encoder.end(),
                () -> "The file does not keep a token for ends of one's own, " + encoder.end()
                        + ". Make the encoder by PairEncoder.of.");
        learner.export(
                file,
                new InputFormat.Texts(TextEncoders.toJson(encoder.text()), data.longest()),
                TextExport.measured(Provenance.of(learner.seed(), Instant.now()), learner.history()));
    }

    /** Closes the learner and the model. */
    @Override
    public void close() {
        learner.close();
    }
}
