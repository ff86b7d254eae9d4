package ai.vivace.text.learn;

import ai.vivace.base.InputException;
import ai.vivace.learn.Callback;
import ai.vivace.learn.FitContext;
import ai.vivace.learn.Learner;
import ai.vivace.learn.LearnerBuilder;
import ai.vivace.loss.CrossEntropy;
import ai.vivace.metric.Metric;
import ai.vivace.metric.Metrics;
import ai.vivace.optim.Adam;
import ai.vivace.optim.OptimizerSettings;
import ai.vivace.text.metric.Bleu;
import ai.vivace.text.metric.BleuScore;
import ai.vivace.text.model.TeacherForcing;
import ai.vivace.text.model.Translator;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What may be chosen of a {@link TranslationLearner}; {@link TranslationLearner#of} starts one. */
public final class TranslationLearnerBuilder {
    private final TranslationData data;
    private final TeacherForcing model;
    private final LearnerBuilder learner;
    private final List<BleuScore> scores = new ArrayList<>();
    private double smoothing = 0.1;
    private @Nullable Watch watch;

    TranslationLearnerBuilder(TranslationData data, TeacherForcing model) {
        Translator translator = model.translator();
        int tokens = data.encoder().vocabularySize();
        InputException.require(
                translator.vocabulary() == tokens,
                () -> "The data have " + tokens + " tokens, but the model " + translator.vocabulary()
                        + ". Make it with the encoder's vocabularySize.");
        InputException.require(
                translator.padding() == data.encoder().padding()
                        && translator.start() == data.encoder().start(),
                () -> "The data's padding and start are the tokens "
                        + data.encoder().padding() + " and "
                        + data.encoder().start() + ", but the model's " + translator.padding() + " and "
                        + translator.start() + ". Make it with the encoder's.");
        this.data = data;
        this.model = model;
        learner = Learner.of(data.batches(), model)
                .optimizer(Adam.pytorch().squareMomentum(0.98).epsilon(1e-9))
                .metrics(new TokenMetric(Metrics.accuracy()));
    }

    /** The share of label smoothing, 0 to 1; default 0.1. */
    public TranslationLearnerBuilder smoothing(double share) {
        smoothing = share;
        return this;
    }

    /** The optimizer; default Adam with β 0.9 and 0.98 and ε 1e-9. */
    public TranslationLearnerBuilder optimizer(OptimizerSettings optimizer) {
        learner.optimizer(optimizer);
        return this;
    }

    /** What is measured after each epoch besides the tokens' accuracy, each told with the right ones before it; default nothing. */
    public TranslationLearnerBuilder metrics(Metric... metrics) {
        learner.metrics(metrics);
        return this;
    }

    /** What else happens during training; default nothing. */
    public TranslationLearnerBuilder callbacks(Callback... callbacks) {
        learner.callbacks(callbacks);
        return this;
    }

    /** The learning rate of fits that are not told one; default 1e-3. */
    public TranslationLearnerBuilder rate(double rate) {
        learner.rate(rate);
        return this;
    }

    /** What initialisation and dropout follow from; default 42. */
    public TranslationLearnerBuilder seed(long seed) {
        learner.seed(seed);
        return this;
    }

    /**
     * Writes answers after each epoch, the likeliest token always, and keeps their BLEU; default it does not, as that takes its time.
     *
     * @param pairs how many of the first validation pairs, at least 1
     */
    public TranslationLearnerBuilder bleuEachEpoch(Bleu bleu, int pairs) {
        InputException.require(pairs >= 1, () -> "BLEU needs at least 1 pair, but came " + pairs + ".");
        watch = new Watch(bleu, Math.min(pairs, data.validation().size()), scores);
        return this;
    }

    /** Measures after each epoch. */
    private static final class Watch implements Callback {
        private final Bleu bleu;
        private final int pairs;
        private final List<BleuScore> scores;
        private @Nullable TranslationLearner translation;

        Watch(Bleu bleu, int pairs, List<BleuScore> scores) {
            this.bleu = bleu;
            this.pairs = pairs;
            this.scores = scores;
        }

        @Override
        public void afterValidation(FitContext fit) {
            TranslationLearner measured = translation;
            if (measured != null) {
                scores.add(
                        measured.bleu(measured.data().validation().part(0, pairs), bleu, TranslationSearch.greedy()));
            }
        }
    }

    /** The learner. */
    public TranslationLearner build() {
        Watch each = watch;
        if (each != null) {
            learner.callbacks(each);
        }
        Learner built = learner.loss(new TokenLoss(CrossEntropy.standard().smoothing(smoothing)))
                .build();
        TranslationLearner translation = new TranslationLearner(data, model.translator(), built, scores);
        if (each != null) {
            each.translation = translation;
        }
        return translation;
    }
}
