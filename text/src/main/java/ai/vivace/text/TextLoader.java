package ai.vivace.text;

import ai.vivace.base.InputException;
import ai.vivace.data.Batch;
import ai.vivace.data.BatchStream;
import ai.vivace.data.IncompleteBatch;
import ai.vivace.data.Loader;
import ai.vivace.tensor.Device;
import ai.vivace.tensor.Tensor;
import java.util.Arrays;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Batches of whole texts with their classes, sorted by length so that little is filled up, as fastai's: in training the longest text comes first, then
 * batches of nearly equal lengths in random order, and texts that do not fill a batch are left out; in judging the longest come first and
 * all are shown.
 *
 * <pre>{@code
 * TextLoader loader = TextLoader.of(corpus, classes, encoder.paddingId()).batchSize(32).shuffled(42).build();
 * try (TextLoader.Epoch epoch = loader.epoch(0)) { … }
 * }</pre>
 */
public final class TextLoader {
    private final PaddedItems items;
    private final Loader loader;

    private TextLoader(Builder settings) {
        PaddedItems.Form form = settings.form;
        items = new PaddedItems(settings.corpus, settings.classes, form, 0);
        loader = Loader.of(items)
                .batchSize(form.batchSize())
                .workers(settings.workers)
                .ordered()
                .incompleteBatch(form.seed().isPresent() ? IncompleteBatch.DROP : IncompleteBatch.KEEP)
                .device(settings.device)
                .build();
    }

    /**
     * Begins to describe batches.
     *
     * @param classes the class of each text, from 0
     * @param paddingId what texts are filled up with
     * @throws InputException when there are not as many classes as texts, or a number is not possible
     */
    public static Builder of(TokenCorpus corpus, int[] classes, int paddingId) {
        InputException.require(
                classes.length == corpus.documents(),
                () -> "Each text needs a class, but there are " + corpus.documents() + " texts and " + classes.length
                        + " classes.");
        InputException.require(
                Arrays.stream(classes).allMatch(number -> number >= 0),
                () -> "Classes are numbers from 0, but one is negative.");
        InputException.require(
                paddingId >= 0 && paddingId < corpus.vocabularySize(),
                () -> "Texts cannot be filled up with the number " + paddingId + "; the vocabulary has 0 to "
                        + (corpus.vocabularySize() - 1) + ".");
        return new Builder(corpus, classes.clone(), paddingId);
    }

    /**
     * The same batches as a learner takes them: tokens, int64 [batch, length], with classes, int64 [batch]. An item's number is its place in
     * {@link #order}.
     */
    public Loader loader() {
        return loader;
    }

    /** The number of batches of an epoch. */
    public int batches() {
        return loader.batches();
    }

    /** The texts of an epoch in the order in which they are shown, those that are left out last. */
    public int[] order(long epoch) {
        return items.layout(epoch).order();
    }

    /** The batches of an epoch; close them when leaving early. */
    public Epoch epoch(long epoch) {
        return new Epoch(loader.epoch(epoch), items.layout(epoch));
    }

    /** The batches of one epoch, in order. One thread uses them; tensors belong to the scope that is open. */
    public static final class Epoch implements AutoCloseable {
        private final BatchStream batches;
        private final PaddedItems layout;

        private Epoch(BatchStream batches, PaddedItems layout) {
            this.batches = batches;
            this.layout = layout;
        }

        /** The next batch; null at the end. */
        public @Nullable TextBatch next() {
            Batch batch = batches.next();
            if (batch == null) {
                return null;
            }
            int[] texts = Arrays.stream(batch.indices()).map(layout::text).toArray();
            Tensor tokens = batch.input();
            long[] mask = layout.mask(texts, Math.toIntExact(tokens.size(1)));
            return new TextBatch(tokens, Tensor.of(mask, tokens.shape()).to(tokens.device()), batch.target(), texts);
        }

        @Override
        public void close() {
            batches.close();
        }
    }

    /** The settings of a loader to be. */
    public static final class Builder {
        private final TokenCorpus corpus;
        private final int[] classes;
        private PaddedItems.Form form;
        private int workers = 1;
        private Device device = Device.CPU;

        private Builder(TokenCorpus corpus, int[] classes, int paddingId) {
            this.corpus = corpus;
            this.classes = classes;
            form = new PaddedItems.Form(64, Integer.MAX_VALUE, TextPadding.BEHIND, paddingId, OptionalLong.empty());
        }

        /** Texts in a batch, at least 1; default 64. */
        public Builder batchSize(int texts) {
            InputException.require(texts >= 1, () -> "A batch needs at least 1 text, but came " + texts + ".");
            form = new PaddedItems.Form(texts, form.longest(), form.padding(), form.paddingId(), form.seed());
            return this;
        }

        /** Cuts texts to so many tokens at their end; default they stay whole. */
        public Builder longest(int tokens) {
            InputException.require(tokens >= 1, () -> "Texts need at least 1 token, but came " + tokens + ".");
            form = new PaddedItems.Form(form.batchSize(), tokens, form.padding(), form.paddingId(), form.seed());
            return this;
        }

        /** Where texts are filled up; default behind. */
        public Builder padding(TextPadding choice) {
            form = new PaddedItems.Form(form.batchSize(), form.longest(), choice, form.paddingId(), form.seed());
            return this;
        }

        /** For training: an order of its own for each epoch, without texts that do not fill a batch. Default: the longest first, all. */
        public Builder shuffled(long orderSeed) {
            form = new PaddedItems.Form(
                    form.batchSize(), form.longest(), form.padding(), form.paddingId(), OptionalLong.of(orderSeed));
            return this;
        }

        /** Threads that read ahead, 0 or more; default 1. */
        public Builder workers(int threads) {
            workers = threads;
            return this;
        }

        /** The device of the batches; default the CPU. */
        public Builder device(Device target) {
            device = target;
            return this;
        }

        /** The loader. */
        public TextLoader build() {
            return new TextLoader(this);
        }
    }
}
