package ai.vivace.text;

import ai.vivace.base.InputException;
import ai.vivace.data.BatchStream;
import ai.vivace.data.Loader;
import ai.vivace.tensor.Device;

/**
 * Batches for language models without memory, as nanoGPT's: pieces of the documents' stream that begin anywhere. Targets are the inputs one token
 * later; both are int64 [batch, length]. An epoch is a number of batches of one's choice; which pieces it has is a function of the seed and the epoch.
 *
 * <pre>{@code
 * LanguageWindows windows = LanguageWindows.of(corpus).batchSize(12).length(64).batches(2000).seed(42).build();
 * }</pre>
 */
public final class LanguageWindows {
    private final WindowItems.Form form;
    private final Loader loader;

    private LanguageWindows(Builder settings) {
        TokenCorpus corpus = settings.corpus;
        InputException.require(
                corpus.tokens() > settings.length,
                () -> "There are " + corpus.tokens() + " tokens, too few for pieces of " + settings.length
                        + " and the next. Give more text, or take shorter pieces.");
        long items = (long) settings.batches * settings.batchSize;
        InputException.require(
                items <= Integer.MAX_VALUE,
                () -> "An epoch of " + settings.batches + " batches of " + settings.batchSize
                        + " has too many pieces. Take fewer batches for an epoch.");
        form = new WindowItems.Form(settings.length, (int) items, settings.seed);
        loader = NextTokens.loader(
                new WindowItems(corpus, form, 0), settings.batchSize, settings.workers, settings.device);
    }

    /** Begins to describe batches of a corpus. */
    public static Builder of(TokenCorpus corpus) {
        return new Builder(corpus);
    }

    /** The same batches as a learner takes them. */
    public Loader loader() {
        return loader;
    }

    /** The number of batches of an epoch. */
    public int batches() {
        return loader.batches();
    }

    /** Tokens of a piece. */
    public int length() {
        return form.length();
    }

    /** The batches of an epoch, in order. */
    public BatchStream epoch(long epoch) {
        return loader.epoch(epoch);
    }

    /** As in {@code 2000 batches of 12 x 64}. */
    @Override
    public String toString() {
        return batches() + " batches of " + loader.batchSize() + " x " + length();
    }

    /** The settings of a loader to be. */
    public static final class Builder {
        private final TokenCorpus corpus;
        private int batchSize = 12;
        private int length = 64;
        private int batches = 250;
        private int workers = 1;
        private long seed = 42;
        private Device device = Device.CPU;

        private Builder(TokenCorpus corpus) {
            this.corpus = corpus;
        }

        /** Pieces of a batch, at least 1; default 12. */
        public Builder batchSize(int pieces) {
            InputException.require(pieces >= 1, () -> "A batch needs at least 1 piece, but came " + pieces + ".");
            batchSize = pieces;
            return this;
        }

        /** Tokens of a piece, at least 1; default 64. */
        public Builder length(int tokens) {
            InputException.require(tokens >= 1, () -> "A piece needs at least 1 token, but came " + tokens + ".");
            length = tokens;
            return this;
        }

        /** Batches of an epoch, at least 1; default 250. */
        public Builder batches(int count) {
            InputException.require(count >= 1, () -> "An epoch needs at least 1 batch, but came " + count + ".");
            batches = count;
            return this;
        }

        /** What pieces are drawn from; default 42. */
        public Builder seed(long drawn) {
            seed = drawn;
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
         * @throws InputException when the corpus has too few tokens for one piece
         */
        public LanguageWindows build() {
            return new LanguageWindows(this);
        }
    }
}
