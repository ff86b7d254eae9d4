package ai.vivace.text.learn;

import ai.vivace.base.InputException;
import ai.vivace.learn.Learner;
import ai.vivace.learn.LearnerBuilder;
import ai.vivace.metric.Metrics;
import ai.vivace.nn.Splitter;
import ai.vivace.tensor.Autograd;
import ai.vivace.tensor.Scope;
import ai.vivace.tensor.Shape;
import ai.vivace.tensor.Tensor;
import ai.vivace.text.AlignedWords;
import ai.vivace.text.metric.Entity;
import ai.vivace.text.metric.EntityF1;
import ai.vivace.text.metric.EntityReading;
import ai.vivace.text.model.TokenClassifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Teaches a classifier the labels of words, and lets it label texts.
 *
 * <pre>{@code
 * try (TokenLabelLearner learner = TokenLabelLearner.of(data, TokenClassifier.of(configuration, data.labels().size()))) {
 *     learner.learner().fitOneCycle(5, 1e-3);
 *     learner.label("Anna lives in Paris.").forEach(System.out::println);
 * }
 * }</pre>
 *
 * <p>The model may have its encoder from elsewhere, by {@link ai.vivace.text.model.TextWeights#loadBody}; it is the first parameter group, so that
 * {@link Learner#fineTune} trains the classifier on it first.
 */
public final class TokenLabelLearner implements AutoCloseable {
    /** A run of letters and digits, or one character of another kind, such as a period. */
    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{M}\\p{N}]+|[^\\s\\p{L}\\p{M}\\p{N}]");

    private final TokenLabelData data;
    private final TokenClassifier model;
    private final Learner learner;

    private TokenLabelLearner(TokenLabelData data, TokenClassifier model, Learner learner) {
        this.data = data;
        this.model = model;
        this.learner = learner;
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
     * @throws InputException when the model's vocabulary is smaller than the data's
     */
    public static TokenLabelLearner of(
            TokenLabelData data, TokenClassifier model, UnaryOperator<LearnerBuilder> changes) {
        long known = model.encoder().configuration().vocabulary();
        int tokens = data.encoder().vocabulary().size();
        InputException.require(
                tokens <= known, () -> "The data have " + tokens + " tokens, but the model knows " + known + " only.");
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
    public List<String> labels(List<String> words) {
        return told(words).stream().map(Told::label).toList();
    }

    /**
     * The entities of a text, by the places of its characters; where labels are not those of entities, each word with its label. Words are runs of letters
     * and digits, and single characters of other kinds.
     *
     * @throws InputException when it has more tokens than the data's longest
     */
    public List<LabelledSpan> label(String text) {
        List<String> words = new ArrayList<>();
        List<int[]> places = new ArrayList<>();
        Matcher found = WORD.matcher(text);
        while (found.find()) {
            words.add(found.group());
            places.add(new int[] {found.start(), found.end()});
        }
        List<Told> told = told(words);
        List<LabelledSpan> spans = new ArrayList<>();
        for (Entity entity : entities(told)) {
            int from = places.get(entity.from())[0];
            int to = places.get(entity.to() - 1)[1];
            double least = told.subList(entity.from(), entity.to()).stream()
                    .mapToDouble(Told::probability)
                    .min()
                    .orElse(0);
            spans.add(new LabelledSpan(entity.type(), from, to, text.substring(from, to), least));
        }
        return spans;
    }

    private List<Entity> entities(List<Told> told) {
        if (data.hasEntities()) {
            return EntityReading.LENIENT.of(told.stream().map(Told::label).toList());
        }
        List<Entity> words = new ArrayList<>();
        for (int i = 0; i < told.size(); i++) {
            words.add(new Entity(told.get(i).label(), i, i + 1));
        }
        return words;
    }

    /** A word's likeliest label. */
    private record Told(String label, double probability) {}

    private List<Told> told(List<String> words) {
        if (words.isEmpty()) {
            return List.of();
        }
        AlignedWords aligned = AlignedWords.of(words, data.encoder());
        int length = aligned.ids().length;
        InputException.require(
                length <= data.longest(),
                () -> "The text has " + length + " tokens, but at most " + data.longest()
                        + " are read at a time. Label it in parts.");
        try (Scope scope = Scope.open()) {
            Tensor tokens = Tensor.of(
                            Arrays.stream(aligned.ids()).asLongStream().toArray(), Shape.of(1, length))
                    .to(learner.device());
            float[] probabilities = Autograd.off(() -> model.evaluating(() -> model.apply(tokens)))
                    .softmax(2)
                    .toFloats();
            return Arrays.stream(aligned.first())
                    .mapToObj(place -> likeliest(probabilities, place))
                    .toList();
        }
    }

    /** A word without a token, such as one of blanks of a rare kind, is taken for the first label, O. */
    private Told likeliest(float[] probabilities, int place) {
        List<String> labels = data.labels();
        if (place == AlignedWords.NONE) {
            return new Told(labels.get(0), 0);
        }
        int from = place * labels.size();
        int best = from;
        for (int i = from; i < from + labels.size(); i++) {
            best = probabilities[i] > probabilities[best] ? i : best;
        }
        return new Told(labels.get(best - from), probabilities[best]);
    }

    /** Closes the learner and the model. */
    @Override
    public void close() {
        learner.close();
    }
}
