package ai.vivace.text.learn;

import ai.vivace.learn.History;
import ai.vivace.learn.Learner;
import ai.vivace.learn.Stage;
import ai.vivace.nn.Layer;
import ai.vivace.schedule.InverseSquareRoot;
import ai.vivace.schedule.Noam;
import ai.vivace.schedule.Rates;
import ai.vivace.text.TextPairs;
import ai.vivace.text.generate.Generated;
import ai.vivace.text.metric.Bleu;
import ai.vivace.text.metric.BleuScore;
import ai.vivace.text.model.TeacherForcing;
import ai.vivace.text.model.Translator;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

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
    private static final int TEXTS_AT_A_TIME = 64;

    private final TranslationData data;
    private final Translator translator;
    private final Learner learner;
    private final List<BleuScore> scores;

    TranslationLearner(TranslationData data, Translator translator, Learner learner, List<BleuScore> scores) {
        this.data = data;
        this.translator = translator;
        this.learner = learner;
        this.scores = scores;
    }

    /**
     * Begins to describe a learner, which owns the model from then on.
     *
     * @throws ai.vivace.base.InputException when the model's vocabulary, padding or start is not the data's
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
        return translator;
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
        String[] answers = new String[texts.size()];
        List<int[]> all = data.encoder().all(texts).stream().map(this::cut).toList();
        for (List<Integer> places : byLength(all).values()) {
            for (int from = 0; from < places.size(); from += TEXTS_AT_A_TIME) {
                List<Integer> some = places.subList(from, Math.min(places.size(), from + TEXTS_AT_A_TIME));
                List<Generated> written = search.answers(
                        translator, data.encoder(), some.stream().map(all::get).toList());
                for (int i = 0; i < some.size(); i++) {
                    answers[some.get(i)] = data.encoder().decode(written.get(i).tokens());
                }
            }
        }
        return Arrays.asList(answers);
    }

    /** Texts of one length need no padding, which would move positions. */
    private static Map<Integer, List<Integer>> byLength(List<int[]> texts) {
        Map<Integer, List<Integer>> places = new TreeMap<>();
        for (int i = 0; i < texts.size(); i++) {
            places.computeIfAbsent(texts.get(i).length, length -> new ArrayList<>())
                    .add(i);
        }
        return places;
    }

    private int[] cut(int[] text) {
        if (text.length <= data.longest()) {
            return text;
        }
        int[] cut = Arrays.copyOf(text, data.longest());
        cut[cut.length - 1] = data.encoder().end();
        return cut;
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

    /** Closes the learner and the model. */
    @Override
    public void close() {
        learner.close();
    }
}
