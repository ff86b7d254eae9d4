package ai.vivace.text.learn;

import ai.vivace.base.InputException;
import ai.vivace.base.Rng;
import ai.vivace.data.Task;
import ai.vivace.learn.Callback;
import ai.vivace.learn.Evaluation;
import ai.vivace.learn.GradientClip;
import ai.vivace.learn.History;
import ai.vivace.learn.Learner;
import ai.vivace.learn.LearnerBuilder;
import ai.vivace.learn.Predictions;
import ai.vivace.learn.RateFinding;
import ai.vivace.learn.Stage;
import ai.vivace.metric.Averaging;
import ai.vivace.metric.Metric;
import ai.vivace.metric.Metrics;
import ai.vivace.nn.UnaryLayer;
import ai.vivace.optim.Adam;
import ai.vivace.optim.AdamW;
import ai.vivace.optim.OptimizerSettings;
import ai.vivace.schedule.OneCycle;
import ai.vivace.schedule.PolynomialDecay;
import ai.vivace.schedule.Rates;
import ai.vivace.store.ExportedModel;
import ai.vivace.store.InputFormat;
import ai.vivace.store.Prediction;
import ai.vivace.store.Provenance;
import ai.vivace.tensor.Scope;
import ai.vivace.tensor.Tensor;
import ai.vivace.text.model.AwdClassifier;
import ai.vivace.text.model.AwdConfiguration;
import ai.vivace.text.model.AwdDropouts;
import ai.vivace.text.model.EncoderConfiguration;
import ai.vivace.text.model.Lora;
import ai.vivace.text.model.LowRank;
import ai.vivace.text.model.TextClassifier;
import ai.vivace.text.model.TextWeights;
import ai.vivace.text.token.TextEncoders;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A classifier of texts that learns: ULMFiT's AWD-LSTM over a language model, or a published encoder with a new head.
 *
 * <pre>{@code
 * try (TextClassifierLearner learner = TextClassifierLearner.of(data, published).build()) {
 *     learner.fitWarmedUp(2, 2e-4);
 *     System.out.println(learner.predict("Not what I had ordered").label());
 *     learner.export(Path.of("reviews.vivace"));
 * }
 * }</pre>
 *
 * <p>Judged by accuracy and F1: of the second of two classes, or the mean over more. {@link #learner} has all else. One thread uses it.
 */
public final class TextClassifierLearner implements AutoCloseable {
    /** AWD-LSTM's encoder, with what is around it. */
    private static final String RECURRENT_BODY = "0";

    private static final double WARM_UP = 0.1;

    private final TextClassifierData data;
    private final Learner learner;
    private final TextAnswers answers;
    private final Optional<Lora> lora;
    private final OneCycle oneCycle;

    private TextClassifierLearner(Builder settings, Learner learner, Optional<Lora> lora) {
        data = settings.data;
        this.learner = learner;
        this.lora = lora;
        answers = new TextAnswers(settings.model, data.encoder(), data.longest(), settings.task);
        oneCycle = settings.published == null ? OneCycle.standard().momenta(0.8, 0.7, 0.8) : OneCycle.standard();
    }

    /**
     * ULMFiT's classifier, with fastai's settings; {@link Builder#encoder} takes a language model over.
     *
     * @param configuration the language model's; its vocabulary, padding and dropouts are those of the data and of {@link AwdClassifier}'s by fastai, halved
     */
    public static Builder of(TextClassifierData data, AwdConfiguration configuration) {
        AwdConfiguration own = new AwdConfiguration(
                data.vocabulary(),
                configuration.embedding(),
                configuration.hidden(),
                configuration.layers(),
                data.encoder().paddingId(),
                AwdDropouts.classifier().times(0.5));
        Builder builder = new Builder(data, AwdClassifier.of(own, data.labels().size()), null);
        builder.learner.optimizer(Adam.standard()).splitter(TextGroups.recurrentClassifier());
        return builder;
    }

    /** As {@link #of(TextClassifierData, PublishedEncoder, TextClassifier.Reading)}, reading the mean of all tokens. */
    public static Builder of(TextClassifierData data, PublishedEncoder published) {
        return of(data, published, TextClassifier.Reading.MEAN);
    }

    /**
     * A published encoder with a new head, by AdamW with PyTorch's settings, gradients clipped to a norm of 1; groups are the embeddings, each layer and the
     * head.
     *
     * @throws InputException when the data are of another tokenizer or longer than the encoder reads
     */
    public static Builder of(TextClassifierData data, PublishedEncoder published, TextClassifier.Reading reading) {
        EncoderConfiguration configuration = published.configuration();
        InputException.require(
                data.vocabulary() <= configuration.vocabulary()
                        && data.encoder().paddingId() == configuration.padding(),
                () -> "The encoder has " + configuration.vocabulary() + " tokens and the padding "
                        + configuration.padding() + ", but the data " + data.vocabulary() + " and "
                        + data.encoder().paddingId() + ". Encode the data by the encoder's own tokenizer.");
        InputException.require(
                data.longest() <= configuration.longest(),
                () -> "The data have texts of up to " + data.longest() + " tokens, but the encoder reads at most "
                        + configuration.longest() + ". Cut them shorter.");
        TextClassifier model = TextClassifier.of(configuration, data.labels().size(), reading);
        Builder builder = new Builder(data, model, published);
        builder.learner
                .optimizer(AdamW.pytorch())
                .splitter(TextGroups.encoderClassifier(builder.body()))
                .callbacks(GradientClip.byNorm(1));
        return builder;
    }

    /** The settings of a learner to be. */
    public static final class Builder {
        private final TextClassifierData data;
        private final UnaryLayer model;
        private final @Nullable PublishedEncoder published;
        private final Task.Classification task;
        private final LearnerBuilder learner;
        private @Nullable Path languageModel;
        private @Nullable LowRank adapters;
        private long seed = 42;

        private Builder(TextClassifierData data, UnaryLayer model, @Nullable PublishedEncoder published) {
            this.data = data;
            this.model = model;
            this.published = published;
            task = new Task.Classification(data.labels());
            Averaging averaging = data.labels().size() == 2 ? Averaging.BINARY : Averaging.MACRO;
            learner = Learner.of(data.data(), model).metrics(Metrics.accuracy(), Metrics.f1(averaging));
        }

        private String body() {
            return model.children().keySet().iterator().next();
        }

        /**
         * What {@link LanguageLearner#saveEncoder} has written of a model of the same sizes; rows of words move to where the data have them.
         *
         * @throws InputException when the classifier has a published encoder
         */
        public Builder encoder(Path file) {
            InputException.require(
                    published == null,
                    () -> "The classifier has a published encoder already. Take a language model over into AWD-LSTM.");
            languageModel = file;
            return this;
        }

        /**
         * Trains low-rank adapters and the head only.
         *
         * @throws InputException when the model is AWD-LSTM, which has no projections to adapt
         */
        public Builder lora(LowRank how) {
            InputException.require(
                    published != null,
                    () -> "Adapters are for published encoders. Unfreeze AWD-LSTM gradually instead.");
            adapters = how;
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

        /** What else happens during training; default nothing. */
        public Builder callbacks(Callback... more) {
            learner.callbacks(more);
            return this;
        }

        /** What initialisation and dropout follow from; default 42. */
        public Builder seed(long number) {
            seed = number;
            learner.seed(number);
            return this;
        }

        /**
         * The learner, which owns the model from then on.
         *
         * @throws InputException when weights cannot be read or do not fit
         */
        public TextClassifierLearner build() {
            Rng rng = Rng.of(seed);
            try (Scope scope = Scope.open()) {
                model.initializePristine(rng.split("initialisation"));
                if (published != null) {
                    published.load(model, body());
                } else if (languageModel != null) {
                    SavedEncoder saved = SavedEncoder.read(languageModel);
                    TextWeights.loadBody(model, RECURRENT_BODY, moved(saved));
                }
            }
            Optional<Lora> lora = Optional.ofNullable(adapters).map(how -> adapted(how, rng));
            return new TextClassifierLearner(this, learner.build(), lora);
        }

        /** A language model's tensors under the classifier's names. */
        private Map<String, Tensor> moved(SavedEncoder saved) {
            Map<String, Tensor> moved = new LinkedHashMap<>();
            saved.adapted(data.encoder().vocabulary()).forEach((name, value) -> {
                if (name.startsWith("0.")) {
                    moved.put("0.module." + name.substring(2), value);
                }
            });
            return moved;
        }

        private Lora adapted(LowRank how, Rng rng) {
            Lora added = Lora.add(model, how, rng.split("adapters"));
            model.parameters().forEach((path, parameter) -> {
                if (!path.startsWith(body() + ".")) {
                    parameter.trainable(true);
                }
            });
            return added;
        }
    }

    /** All else that can be done with it. */
    public Learner learner() {
        return learner;
    }

    /** What it learns from. */
    public TextClassifierData data() {
        return data;
    }

    /** The adapters; empty unless they were asked for. */
    public Optional<Lora> lora() {
        return lora;
    }

    /** Trains a little at rising rates and puts everything back: see {@link Learner#findRate()}. */
    public RateFinding findRate() {
        return learner.findRate();
    }

    /** Trains by the one-cycle policy, the last group up to the rate and the first to a forty-sixth of it: slice(rate / 2.6⁴, rate) of fastai. */
    public History fitOneCycle(int epochs, double rate) {
        return learner.fit(List.of(Stage.of(epochs, TextStages.discriminative(rate), oneCycle)));
    }

    /** Trains all groups at one rate: a warm-up of a tenth, then along a straight line to 0, as BERT's authors do. */
    public History fitWarmedUp(int epochs, double rate) {
        return fitWarmedUp(epochs, Rates.of(rate));
    }

    /** As {@link #fitWarmedUp(int, double)}, with a rate for each group. */
    public History fitWarmedUp(int epochs, Rates rates) {
        return learner.fit(
                List.of(Stage.of(epochs, rates, PolynomialDecay.linear().warmedUp(WARM_UP))));
    }

    /**
     * fastai's recipe for ULMFiT: an epoch of the head, one of the last two groups at half of the rate, one of the last three at a quarter, then all at a
     * twentieth, with rates that fall towards the input.
     *
     * @param lastEpochs of all groups; 2 in fastai
     * @param rate the head's highest; 0.02 in fastai
     * @throws InputException when only adapters are trained
     */
    public History fitGradually(int lastEpochs, double rate) {
        InputException.require(lora.isEmpty(), () -> "Adapters have nothing to unfreeze. Train them with fitWarmedUp.");
        return learner.fit(TextStages.gradual(learner.groups().size(), lastEpochs, rate, oneCycle));
    }

    /** Loss and metrics on the validation texts. */
    public Evaluation validate() {
        return learner.validate();
    }

    /** The class of a text, with how likely each is. */
    public Prediction predict(String text) {
        return predict(List.of(text)).get(0);
    }

    /** The classes of many texts, in their order. */
    public List<Prediction> predict(List<String> texts) {
        return learner.model().evaluating(() -> answers.of(texts, learner.device()));
    }

    /**
     * The validation texts with the highest losses, highest first.
     *
     * @param count how many, at least 1; fewer come when there are fewer
     */
    public List<TextMistake> topLosses(int count) {
        InputException.require(count >= 1, () -> "At least one text must be asked for, but came " + count + ".");
        Predictions all = learner.predictions();
        double[] losses = all.losses();
        int[] places = all.indices();
        long[] decisions = all.decisions();
        return IntStream.range(0, all.size())
                .boxed()
                .sorted(Comparator.comparingDouble(row -> -losses[row]))
                .limit(count)
                .map(row -> new TextMistake(
                        data.validationDocument(places[row]),
                        losses[row],
                        data.labels().get((int) decisions[row]),
                        all.output(row)[(int) all.target(row)[0]]))
                .toList();
    }

    /** Writes the model as one file that {@link TextClassifierPredictor} opens, dated now, with the last validation's results. */
    public void export(Path file) {
        Provenance plain = Provenance.of(learner.seed(), Instant.now());
        export(file, TextExport.measured(plain, learner.history()));
    }

    /** Writes the model as one file that {@link TextClassifierPredictor} opens; adapters become part of the weights in it. */
    public void export(Path file, Provenance provenance) {
        InputFormat input = new InputFormat.Texts(TextEncoders.toJson(data.encoder()), data.longest());
        if (lora.isEmpty()) {
            learner.export(file, input, provenance);
            return;
        }
        Lora adapters = lora.get();
        adapters.merge();
        try (ExportedModel plain = TextExport.withoutAdapters(
                learner.model(), data.data().preprocessing(), answers.task(), input, provenance)) {
            plain.write(file);
        } finally {
            adapters.unmerge();
        }
    }

    /** Frees the model's and the optimizer's memory. */
    @Override
    public void close() {
        learner.close();
    }
}
