package ai.vivace.text.learn;

import ai.vivace.base.InputException;
import ai.vivace.data.Loader;
import ai.vivace.data.Preprocessing;
import ai.vivace.data.Task;
import ai.vivace.data.TrainingData;
import ai.vivace.tensor.Device;
import ai.vivace.tensor.Shape;
import ai.vivace.text.LanguageLoader;
import ai.vivace.text.LanguageWindows;
import ai.vivace.text.TextDocuments;
import ai.vivace.text.TokenCorpus;
import ai.vivace.text.TokenFile;
import ai.vivace.text.token.RuledTokenizer;
import ai.vivace.text.token.TextEncoder;
import ai.vivace.text.token.TextPipeline;
import ai.vivace.text.token.TokenCounts;
import ai.vivace.text.token.Tokenizer;
import ai.vivace.text.token.VocabularyEncoder;
import ai.vivace.text.token.VocabularyLimits;
import ai.vivace.text.token.WordTokenizer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * What a language model learns from and is judged by: documents as tokens, in batches.
 *
 * <pre>{@code
 * LanguageData data = LanguageData.of(TextLines.at(path).read())
 *         .tokenizer(new CharacterTokenizer(), VocabularyLimits.atLeast(1))
 *         .windows(250).batchSize(12).sequenceLength(64).build();
 * }</pre>
 *
 * <p>Batches are fastai's by default: the next piece of each of the stream's rows, for models that keep their state. {@link Builder#windows} makes
 * nanoGPT's: pieces that begin anywhere. The validation part is always read from its beginning to its end, so that its loss is that of
 * the whole text.
 */
public final class LanguageData {
    private final TrainingData data;
    private final TextEncoder encoder;
    private final double tokensPerCharacter;

    private LanguageData(TrainingData data, TextEncoder encoder, double tokensPerCharacter) {
        this.data = data;
        this.encoder = encoder;
        this.tokensPerCharacter = tokensPerCharacter;
    }

    /** Begins to describe data that are split by the builder: many documents at random, one of them at its end. */
    public static Builder of(TextDocuments documents) {
        return new Builder(documents);
    }

    /** The batches as a learner takes them; the task is the next token. */
    public TrainingData data() {
        return data;
    }

    /** How texts became tokens. */
    public TextEncoder encoder() {
        return encoder;
    }

    /** How many tokens there are. */
    public int vocabulary() {
        return encoder.vocabulary().size();
    }

    /** Tokens of a row of a batch. */
    public int sequenceLength() {
        return Math.toIntExact(data.inputShape().size(0));
    }

    /** Tokens of the validation part through its characters (Unicode code points): what {@link BitsPerCharacter} needs. */
    public double tokensPerCharacter() {
        return tokensPerCharacter;
    }

    /** The settings of data to be. */
    public static final class Builder {
        private static final double SHARE = 0.1;
        private static final int MOST_ROWS = 64;

        private final TextDocuments documents;
        private @Nullable LanguageSplit split;
        private @Nullable TextEncoder encoder;
        private Tokenizer tokenizer = RuledTokenizer.of(new WordTokenizer());
        private VocabularyLimits limits = VocabularyLimits.STANDARD;
        private TextPipeline pipeline = TextPipeline.standard();
        private @Nullable Path tokenFolder;
        private OptionalInt windows = OptionalInt.empty();
        private int batchSize = 64;
        private int sequenceLength = 72;
        private int workers = 1;
        private long seed = 42;
        private Device device = Device.CPU;

        private Builder(TextDocuments documents) {
            this.documents = documents;
        }

        /** Validates on other documents; all given before are learned from. */
        public Builder validation(TextDocuments others) {
            split = new LanguageSplit(documents.texts(), others.texts());
            return this;
        }

        /** Validates on a share of the documents drawn at random; the default of two documents and more, with 0.1 and the seed 42. */
        public Builder split(double share, long drawnFrom) {
            checkShare(share);
            split = LanguageSplit.random(documents, share, drawnFrom);
            return this;
        }

        /** Validates on the last share of each document's characters, as nanoGPT does; the default of one document, with 0.1. */
        public Builder splitAtEnds(double share) {
            checkShare(share);
            split = LanguageSplit.ends(documents, share);
            return this;
        }

        private static void checkShare(double share) {
            InputException.require(
                    share > 0 && share < 1,
                    () -> "The validation share must be between 0 and 1, such as 0.1, but is " + share + ".");
        }

        /** How texts become tokens, such as a published tokenizer or that of a model that is trained further. */
        public Builder encoder(TextEncoder known) {
            encoder = known;
            return this;
        }

        /**
         * How texts are cut, where the vocabulary is to be learnt from the training part; default words after fastai's rules, with {@link
         * VocabularyLimits#STANDARD}.
         */
        public Builder tokenizer(Tokenizer cutting, VocabularyLimits kept) {
            encoder = null;
            tokenizer = cutting;
            limits = kept;
            return this;
        }

        /** How many threads cut texts; default one for each processor. What comes out does not depend on it. */
        public Builder pipeline(TextPipeline threads) {
            pipeline = threads;
            return this;
        }

        /**
         * A folder for the tokens of texts that do not fit into memory: {@code training.tokens} and {@code validation.tokens}, see {@link TokenFile},
         * written anew by {@link #build} and read while batches are; default tokens are kept in memory.
         */
        public Builder tokensIn(Path folder) {
            tokenFolder = folder;
            return this;
        }

        /** Pieces that begin anywhere, in epochs of so many batches, for models without memory; default the stream, row by row. */
        public Builder windows(int batchesOfAnEpoch) {
            windows = OptionalInt.of(batchesOfAnEpoch);
            return this;
        }

        /** Rows of a batch, at least 1; default 64. */
        public Builder batchSize(int rows) {
            batchSize = rows;
            return this;
        }

        /** Tokens of a row of a batch, at least 1; default 72. */
        public Builder sequenceLength(int tokens) {
            sequenceLength = tokens;
            return this;
        }

        /** Threads of each loader that read ahead, 0 or more; default 1. */
        public Builder workers(int threads) {
            workers = threads;
            return this;
        }

        /** What the order of documents, or the pieces, follow from; default 42. */
        public Builder seed(long drawn) {
            seed = drawn;
            return this;
        }

        /** The device of the batches; default the CPU. */
        public Builder device(Device target) {
            device = target;
            return this;
        }

        /**
         * Learns the vocabulary where none is given, and encodes all texts.
         *
         * @throws InputException when a document cannot be read, a part would be empty or too short for its batches, or a setting is not possible
         */
        public LanguageData build() {
            LanguageSplit parts = split != null
                    ? split
                    : documents.size() == 1
                            ? LanguageSplit.ends(documents, SHARE)
                            : LanguageSplit.random(documents, SHARE, 42);
            TextEncoder chosen = encoder != null
                    ? encoder
                    : VocabularyEncoder.of(
                            tokenizer,
                            TokenCounts.of(parts.training(), tokenizer, pipeline)
                                    .vocabulary(limits));
            TokenCorpus training = corpus(parts.training(), chosen, "training.tokens");
            TokenCorpus validation = corpus(parts.validation(), chosen, "validation.tokens");
            List<String> notes = new ArrayList<>(documents.notes());
            notes.add(training.tokens() + " tokens to learn from, " + validation.tokens() + " to be judged by, "
                    + chosen.vocabulary());
            TrainingData data = new TrainingData(
                    training(training),
                    validation(validation),
                    new Task.NextToken(chosen.vocabulary().size()),
                    Preprocessing.none(Shape.of(sequenceLength)),
                    notes);
            return new LanguageData(data, chosen, (double) validation.tokens() / parts.validationCharacters());
        }

        private TokenCorpus corpus(Iterable<String> texts, TextEncoder chosen, String file) {
            return tokenFolder == null
                    ? TokenCorpus.encode(texts, chosen, pipeline)
                    : TokenFile.write(tokenFolder.resolve(file), texts, chosen, pipeline, done -> {});
        }

        private Loader training(TokenCorpus corpus) {
            if (windows.isPresent()) {
                return LanguageWindows.of(corpus)
                        .batchSize(batchSize)
                        .length(sequenceLength)
                        .batches(windows.getAsInt())
                        .workers(workers)
                        .seed(seed)
                        .device(device)
                        .build()
                        .loader();
            }
            return LanguageLoader.of(corpus)
                    .batchSize(batchSize)
                    .sequenceLength(sequenceLength)
                    .shuffled(seed)
                    .workers(workers)
                    .device(device)
                    .build()
                    .loader();
        }

        /** Rows are as many as the training part's where state goes on, and else as many as have a whole piece. */
        private Loader validation(TokenCorpus corpus) {
            int rows = windows.isPresent()
                    ? (int) Math.max(1, Math.min(MOST_ROWS, (corpus.tokens() - 1) / sequenceLength))
                    : (int) Math.max(1, Math.min(batchSize, corpus.tokens() - 1));
            return LanguageLoader.of(corpus)
                    .batchSize(rows)
                    .sequenceLength(sequenceLength)
                    .workers(workers)
                    .device(device)
                    .build()
                    .loader();
        }
    }
}
