package ai.vivace.text.learn;

import ai.vivace.base.InputException;
import ai.vivace.learn.ActivationPenalty;
import ai.vivace.learn.Callback;
import ai.vivace.learn.Evaluation;
import ai.vivace.learn.GradientClip;
import ai.vivace.learn.History;
import ai.vivace.learn.Learner;
import ai.vivace.learn.LearnerBuilder;
import ai.vivace.learn.RateFinding;
import ai.vivace.learn.Stage;
import ai.vivace.metric.Metric;
import ai.vivace.metric.Metrics;
import ai.vivace.nn.UnaryLayer;
import ai.vivace.optim.Adam;
import ai.vivace.optim.Decay;
import ai.vivace.optim.OptimizerSettings;
import ai.vivace.schedule.CosineAnnealing;
import ai.vivace.schedule.OneCycle;
import ai.vivace.schedule.Rates;
import ai.vivace.store.InputFormat;
import ai.vivace.store.Provenance;
import ai.vivace.tensor.Scope;
import ai.vivace.text.model.AwdLanguageModel;
import ai.vivace.text.model.CausalTransformer;
import ai.vivace.text.model.DeferredHead;
import ai.vivace.text.model.Generative;
import ai.vivace.text.token.TextEncoder;
import ai.vivace.text.token.TextEncoders;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A language model that learns: AWD-LSTM with fastai's settings, or a transformer with nanoGPT's.
 *
 * <pre>{@code
 * try (LanguageLearner learner = LanguageLearner.of(data, CausalTransformer.of(configuration)).build()) {
 *     learner.fitCosine(8, 1e-3);
 *     System.out.println(learner.write("ROMEO:", Writing.of(200)).text());
 *     learner.export(Path.of("shakespeare.vivace"));
 * }
 * }</pre>
 *
 * <p>Judged by accuracy, perplexity and {@linkplain BitsPerCharacter bits per character}. {@link #learner} has all else. One thread uses it.
 */
public final class LanguageLearner implements AutoCloseable {
    /** A recurrent model reads texts of any length; files name a limit all the same. */
    private static final int ANY_LENGTH = 1 << 20;

    /** The dropout after AWD-LSTM's last layer. */
    private static final String LAST_DROPOUT = "1.output_dp";

    private static final double WARM_UP = 0.05;
    private static final double LAST_RATE = 0.1;

    private final LanguageData data;
    private final Learner learner;
    private final Generative writer;
    private final @Nullable AwdLanguageModel recurrent;
    private final int context;
    private final OneCycle oneCycle;

    private LanguageLearner(Builder settings) {
        data = settings.data;
        writer = settings.writer;
        recurrent = settings.recurrent;
        context = settings.context;
        oneCycle = recurrent == null ? OneCycle.standard() : OneCycle.standard().momenta(0.8, 0.7, 0.8);
        learner = settings.learner.build();
    }

    /**
     * AWD-LSTM, with fastai's: Adam, activations kept small and steady (AR 2, TAR 1), memory from batch to batch that each epoch begins anew, momenta 0.8,
     * 0.7, 0.8 in a cycle, and groups for each layer, the embedding last.
     *
     * @throws InputException when the model has another vocabulary than the data
     */
    public static Builder of(LanguageData data, AwdLanguageModel model) {
        Builder builder = new Builder(data, model, model, ANY_LENGTH);
        builder.learner.optimizer(Adam.standard()).splitter(TextGroups.languageModel());
        return builder.regularization(2, 1);
    }

    /**
     * A transformer, with nanoGPT's: AdamW with square momentum 0.99 and decay 0.1, gradients clipped to a norm of 1.
     *
     * @throws InputException when the model has another vocabulary than the data, or reads shorter sequences
     */
    public static Builder of(LanguageData data, CausalTransformer model) {
        long context = model.configuration().context();
        InputException.require(
                data.sequenceLength() <= context,
                () -> "The data have sequences of " + data.sequenceLength() + " tokens, but the model reads at most "
                        + context + ". Cut shorter sequences, or give the model a larger context.");
        Builder builder = new Builder(data, model, null, (int) Math.min(ANY_LENGTH, context));
        builder.learner
                .optimizer(new Adam(1e-3, 0.9, 0.99, 1e-8, 0.1, Decay.DECOUPLED))
                .callbacks(GradientClip.byNorm(1));
        return builder;
    }

    /** The settings of a learner to be. */
    public static final class Builder {
        private final LanguageData data;
        private final LearnerBuilder learner;
        private final Generative writer;
        private final @Nullable AwdLanguageModel recurrent;
        private final int context;
        private double alpha;
        private double beta;

        private <M extends UnaryLayer & Generative & DeferredHead> Builder(
                LanguageData data, M model, @Nullable AwdLanguageModel recurrent, int context) {
            InputException.require(
                    model.vocabulary() == data.vocabulary(),
                    () -> "The data have " + data.vocabulary() + " tokens, but the model knows " + model.vocabulary()
                            + ". Make it of the data's vocabulary.");
            this.data = data;
            this.writer = model;
            this.recurrent = recurrent;
            this.context = context;
            model.deferHead();
            learner = Learner.of(data.data(), model)
                    .loss(new LanguageLoss(model))
                    .metrics(
                            new TokenMetric(Metrics.accuracy()),
                            new TokenMetric(Metrics.perplexity()),
                            new BitsPerCharacter(data.tokensPerCharacter()));
        }

        /**
         * How much the last layer's activations are kept small (alpha, AR) and steady (beta, TAR); of recurrent models only. Default fastai's 2 and 1; 0
         * for neither.
         *
         * @throws InputException when the model is no AWD-LSTM
         */
        public Builder regularization(double newAlpha, double newBeta) {
            InputException.require(
                    recurrent != null, () -> "Only an AWD-LSTM's activations are regularised; a transformer has none.");
            alpha = newAlpha;
            beta = newBeta;
            return this;
        }

        /** What changes parameters; default as the model's kind has it. */
        public Builder optimizer(OptimizerSettings settings) {
            learner.optimizer(settings);
            return this;
        }

        /** What is measured besides. */
        public Builder metrics(Metric... more) {
            learner.metrics(more);
            return this;
        }

        /**
         * What else happens during training; default nothing. What a callback sees as the output of a training batch are features [N, T, width],
         * from which the loss makes logits a few at a time; see {@link DeferredHead}.
         */
        public Builder callbacks(Callback... more) {
            learner.callbacks(more);
            return this;
        }

        /** What initialisation and dropout follow from; default 42. */
        public Builder seed(long seed) {
            learner.seed(seed);
            return this;
        }

        /** The learner, which owns the model from then on. */
        public LanguageLearner build() {
            if (recurrent != null) {
                learner.callbacks(new MemoryReset(recurrent));
                if (alpha > 0 || beta > 0) {
                    learner.callbacks(ActivationPenalty.on(LAST_DROPOUT, alpha).temporal(beta));
                }
            }
            return new LanguageLearner(this);
        }
    }

    /** All else that can be done with it. */
    public Learner learner() {
        return learner;
    }

    /** What it learns from. */
    public LanguageData data() {
        return data;
    }

    /** Trains a little at rising rates and puts everything back: see {@link Learner#findRate()}. */
    public RateFinding findRate() {
        return learner.findRate();
    }

    /** Trains by the one-cycle policy, all groups up to one rate. */
    public History fitOneCycle(int epochs, double rate) {
        return learner.fit(List.of(Stage.of(epochs, Rates.of(rate), oneCycle)));
    }

    /** Trains as nanoGPT: a warm-up of a twentieth, then along a cosine down to a tenth of the rate. */
    public History fitCosine(int epochs, double rate) {
        return learner.fit(List.of(Stage.of(
                epochs,
                Rates.of(rate),
                CosineAnnealing.standard().lastShare(LAST_RATE).warmedUp(WARM_UP))));
    }

    /** Goes on from {@linkplain #loadEncoder what another text has taught}: the last group first, then all; see {@link Stage#fineTuning}. */
    public History fineTune(int epochs, double baseRate) {
        return learner.fit(TextStages.fineTuning(epochs, baseRate, oneCycle));
    }

    /** Loss and metrics on the validation text, read from its beginning. */
    public Evaluation validate() {
        forget();
        return learner.validate();
    }

    private void forget() {
        if (recurrent != null) {
            recurrent.reset();
        }
    }

    /** Writes what was learnt and the vocabulary, for {@link #loadEncoder} and for classifiers. */
    public void saveEncoder(Path file) {
        SavedEncoder.write(file, learner.model(), data.encoder());
    }

    /**
     * Takes over what a model of the same sizes has learnt, whatever its vocabulary: rows of words that both know move to their new places, other words get
     * the mean of all rows, as in fastai.
     *
     * @return how many of the data's tokens the file knows
     * @throws InputException when the file cannot be read or is of a model of other sizes; nothing has changed then
     */
    public int loadEncoder(Path file) {
        try (Scope scope = Scope.open()) {
            SavedEncoder saved = SavedEncoder.read(file);
            learner.model().load(saved.adapted(data.encoder().vocabulary()));
            return saved.known(data.encoder().vocabulary());
        }
    }

    /**
     * How texts became tokens in what {@link #saveEncoder} has written, for data that are to be encoded alike.
     *
     * @throws InputException when the file cannot be read, or is of another kind
     */
    public static TextEncoder savedEncoder(Path file) {
        try (Scope scope = Scope.open()) {
            return SavedEncoder.read(file).encoder();
        }
    }

    /** Continues a text with the model as it is; as {@link TextGenerator#write(String, Writing)}. */
    public WrittenText write(String prompt, Writing how) {
        return write(prompt, how, piece -> {});
    }

    /** As {@link #write(String, Writing)}, telling a listener each piece. */
    public WrittenText write(String prompt, Writing how, Consumer<String> listener) {
        return learner.model()
                .evaluating(() -> new Continuation(writer, data.encoder(), context).write(prompt, how, listener));
    }

    /** Writes the model as one file that {@link TextGenerator} opens, dated now, with the last validation's results. */
    public void export(Path file) {
        Provenance plain = Provenance.of(learner.seed(), Instant.now());
        export(file, TextExport.measured(plain, learner.history()));
    }

    /** Writes the model as one file that {@link TextGenerator} opens; see {@link ai.vivace.store.ExportedModel}. */
    public void export(Path file, Provenance provenance) {
        forget();
        learner.export(file, new InputFormat.Texts(TextEncoders.toJson(data.encoder()), context), provenance);
    }

    /** Frees the model's and the optimizer's memory. */
    @Override
    public void close() {
        forget();
        learner.close();
    }
}
