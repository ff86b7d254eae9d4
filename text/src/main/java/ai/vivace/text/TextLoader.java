package ai.vivace.text;

import ai.vivace.base.InputException;
import ai.vivace.data.Batch;
import ai.vivace.data.BatchStream;
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
    private final PaddedTexts texts;
    private final SortedItems items;
    private final Loader loader;

    private TextLoader(Builder settings) {
        texts = settings.texts;
        items = new SortedItems(texts, settings.batchSize, settings.seed, 0);
        loader = items.loader(settings.workers, settings.device);
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
        return new Epoch(loader.epoch(epoch), texts, items.layout(epoch));
    }

    /** The batches of one epoch, in order. One thread uses them; tensors belong to the scope that is open. */
    public static final class Epoch implements AutoCloseable {
        private final BatchStream batches;
        private final PaddedTexts texts;
        private final SortedItems layout;

        private Epoch(BatchStream batches, PaddedTexts texts, SortedItems layout) {
            this.batches = batches;
            this.texts = texts;
            this.layout = layout;
        }

        /** The next batch; null at the end. */
        public @Nullable TextBatch next() {
            Batch batch = batches.next();
            if (batch == null) {
                return null;
            }
            int[] shown = Arrays.stream(batch.indices()).map(layout::at).toArray();
            Tensor tokens = batch.input();
            long[] mask = texts.mask(shown, Math.toIntExact(tokens.size(1)));
            return new TextBatch(tokens, Tensor.of(mask, tokens.shape()).to(tokens.device()), batch.target(), shown);
        }

        @Override
        public void close() {
            batches.close();
        }
    }

    /** The settings of a loader to be. */
    public static final class Builder {
        private PaddedTexts texts;
        private int batchSize = 64;
        private OptionalLong seed = OptionalLong.empty();
        private int workers = 1;
        private Device device = Device.CPU;

        private Builder(TokenCorpus corpus, int[] classes, int paddingId) {
            texts = new PaddedTexts(corpus, classes, Integer.MAX_VALUE, TextPadding.BEHIND, paddingId);
        }

        /** Texts in a batch, at least 1; default 64. */
        public Builder batchSize(int count) {
            InputException.require(count >= 1, () -> "A batch needs at least 1 text, but came " + count + ".");
            batchSize = count;
            return this;
        }

        /** Cuts texts to so many tokens at their end; default they stay whole. */
        public Builder longest(int tokens) {
            InputException.require(tokens >= 1, () -> "Texts need at least 1 token, but came " + tokens + ".");
            texts = new PaddedTexts(texts.corpus(), texts.classes(), tokens, texts.padding(), texts.paddingId());
            return this;
        }

        /** Where texts are filled up; default behind. */
        public Builder padding(TextPadding choice) {
            texts = new PaddedTexts(texts.corpus(), texts.classes(), texts.longest(), choice, texts.paddingId());
            return this;
        }

        /** For training: an order of its own for each epoch, without texts that do not fill a batch. Default: the longest first, all. */
        public Builder shuffled(long orderSeed) {
            seed = OptionalLong.of(orderSeed);
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
