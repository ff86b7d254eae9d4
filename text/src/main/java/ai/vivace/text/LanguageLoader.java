package ai.vivace.text;

import ai.vivace.base.InputException;
import ai.vivace.data.BatchStream;
import ai.vivace.data.Loader;
import ai.vivace.tensor.Device;
import java.util.OptionalLong;

/**
 * Batches for language models, as fastai's: all documents, one behind the other, are a stream that is cut into as many rows as a batch
 * has; a batch takes the next piece of each row, so that a network can keep its state from batch to batch. Targets are the inputs one
 * token later.
 *
 * <p>Inputs and targets are int64 [batch, sequence]; the last batch of an epoch has shorter sequences where the rows' length is no multiple of
 * them. Of T tokens each epoch shows ⌊(T − 1) / batch⌋ · batch as inputs, each once; at most a batch of tokens at the stream's end is left
 * out. With shuffling each epoch has its own order of documents, a function of the seed and the epoch.
 *
 * <pre>{@code
 * LanguageLoader loader = LanguageLoader.of(corpus).batchSize(64).sequenceLength(72).shuffled(42).build();
 * try (BatchStream batches = loader.epoch(0)) { … }
 * }</pre>
 */
public final class LanguageLoader {
    private final LanguageItems.Form form;
    private final Loader loader;

    private LanguageLoader(Builder settings) {
        TokenCorpus corpus = settings.corpus;
        int batchSize = settings.batchSize;
        int sequenceLength = settings.sequenceLength;
        long rowLength = (corpus.tokens() - 1) / batchSize;
        InputException.require(
                rowLength >= 1,
                () -> "There are " + corpus.tokens() + " tokens, too few for " + batchSize
                        + " rows of one and the next. Give more text, or smaller batches.");
        InputException.require(
                batchesOf(rowLength, sequenceLength) * batchSize <= Integer.MAX_VALUE,
                () -> "An epoch of " + corpus.tokens() + " tokens has too many sequences of " + sequenceLength
                        + ". Take longer ones.");
        form = new LanguageItems.Form(batchSize, sequenceLength, rowLength, settings.seed);
        loader = NextTokens.loader(new LanguageItems(corpus, form, 0), batchSize, settings.workers, settings.device);
    }

    /** Begins to describe batches of a corpus. */
    public static Builder of(TokenCorpus corpus) {
        return new Builder(corpus);
    }

    private static long batchesOf(long rowLength, int sequenceLength) {
        return (rowLength + sequenceLength - 1) / sequenceLength;
    }

    /** The same batches as a learner takes them. */
    public Loader loader() {
        return loader;
    }

    /** The number of batches of an epoch. */
    public int batches() {
        return loader.batches();
    }

    /** The rows of a batch. */
    public int batchSize() {
        return form.batchSize();
    }

    /** The tokens of a row of every batch but perhaps the last. */
    public int sequenceLength() {
        return form.sequenceLength();
    }

    /** How many tokens an epoch shows as inputs. */
    public long tokens() {
        return form.rowLength() * form.batchSize();
    }

    /** The batches of an epoch, in order. */
    public BatchStream epoch(long epoch) {
        return loader.epoch(epoch);
    }

    /** The batches of an epoch from one on, equal to those a whole epoch has there. */
    public BatchStream epoch(long epoch, int firstBatch) {
        return loader.epoch(epoch, firstBatch);
    }

    /** As in {@code 1115390 tokens in 243 batches of 64 x 72}. */
    @Override
    public String toString() {
        return tokens() + " tokens in " + batches() + " batches of " + batchSize() + " x " + sequenceLength();
    }

    /** The settings of a loader to be. */
    public static final class Builder {
        private final TokenCorpus corpus;
        private int batchSize = 64;
        private int sequenceLength = 72;
        private int workers = 1;
        private OptionalLong seed = OptionalLong.empty();
        private Device device = Device.CPU;

        private Builder(TokenCorpus corpus) {
            this.corpus = corpus;
        }

        /** Rows of a batch, at least 1; default 64. */
        public Builder batchSize(int rows) {
            InputException.require(rows >= 1, () -> "A batch needs at least 1 row, but came " + rows + ".");
            batchSize = rows;
            return this;
        }

        /** Tokens of a row of a batch, at least 1; default 72. */
        public Builder sequenceLength(int tokens) {
            InputException.require(tokens >= 1, () -> "A sequence needs at least 1 token, but came " + tokens + ".");
            sequenceLength = tokens;
            return this;
        }

        /** An order of documents of its own for each epoch; default the corpus's order in each. */
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

        /**
         * The loader.
         *
         * @throws InputException when the corpus has too few tokens for one batch
         */
        public LanguageLoader build() {
            return new LanguageLoader(this);
        }
    }
}
