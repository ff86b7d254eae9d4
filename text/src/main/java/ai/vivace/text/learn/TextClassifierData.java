package ai.vivace.text.learn;

import ai.vivace.base.InputException;
import ai.vivace.data.Preprocessing;
import ai.vivace.data.Split;
import ai.vivace.data.Task;
import ai.vivace.data.TrainingData;
import ai.vivace.tensor.Device;
import ai.vivace.tensor.Shape;
import ai.vivace.text.Document;
import ai.vivace.text.OnEmpty;
import ai.vivace.text.TextDocuments;
import ai.vivace.text.TextLoader;
import ai.vivace.text.TextPadding;
import ai.vivace.text.TokenCorpus;
import ai.vivace.text.token.RuledTokenizer;
import ai.vivace.text.token.SubwordTokenizer;
import ai.vivace.text.token.TextEncoder;
import ai.vivace.text.token.TextPipeline;
import ai.vivace.text.token.TokenCounts;
import ai.vivace.text.token.Tokenizer;
import ai.vivace.text.token.Truncation;
import ai.vivace.text.token.VocabularyEncoder;
import ai.vivace.text.token.VocabularyLimits;
import ai.vivace.text.token.WordTokenizer;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a classifier of texts learns from and is judged by: labelled documents as tokens, in batches of nearly equal lengths ({@link TextLoader}).
 *
 * <pre>{@code
 * TextClassifierData data = TextClassifierData.of(TextCsv.at(path).text("review").label("score").read())
 *         .encoder(published.tokenizer()).longest(128).batchSize(32).build();
 * }</pre>
 *
 * <p>Texts are filled up behind for published encoders, which look at a mask, and before, in pieces, for vocabularies of words, which recurrent networks
 * read.
 */
public final class TextClassifierData {
    private final TrainingData data;
    private final TextEncoder encoder;
    private final int longest;
    private final LabelledPart validation;
    private final int[] validationOrder;

    private TextClassifierData(
            TrainingData data, TextEncoder encoder, int longest, LabelledPart validation, int[] validationOrder) {
        this.data = data;
        this.encoder = encoder;
        this.longest = longest;
        this.validation = validation;
        this.validationOrder = validationOrder;
    }

    /** Begins to describe data of documents with classes. */
    public static Builder of(TextDocuments documents) {
        return new Builder(documents);
    }

    /** The batches as a learner takes them; the task is classification. */
    public TrainingData data() {
        return data;
    }

    /** How texts become tokens, cut where they are too long. */
    public TextEncoder encoder() {
        return encoder;
    }

    /** The classes in order. */
    public List<String> labels() {
        return data.task().labels();
    }

    /** How many tokens there are. */
    public int vocabulary() {
        return encoder.vocabulary().size();
    }

    /** The most tokens of a text; longer ones are cut at their end. */
    public int longest() {
        return longest;
    }

    /** The document at a place of the validation loader. */
    Document validationDocument(int place) {
        return validation.document(validationOrder[place]);
    }

    /** Where texts of an encoder are filled up. */
    static TextPadding padding(TextEncoder encoder) {
        return encoder instanceof VocabularyEncoder ? TextPadding.BEFORE_IN_PIECES : TextPadding.BEHIND;
    }

    /** The settings of data to be. */
    public static final class Builder {
        private static final int LONGEST_SUBWORDS = 512;
        private static final int LONGEST_WORDS = 1440;

        private final TextDocuments documents;
        private @Nullable TextDocuments others;
        private Split split = Split.stratified(0.2, 42);
        private @Nullable TextEncoder encoder;
        private Tokenizer tokenizer = RuledTokenizer.of(new WordTokenizer());
        private VocabularyLimits limits = VocabularyLimits.STANDARD;
        private TextPipeline pipeline = TextPipeline.standard();
        private OnEmpty onEmpty = OnEmpty.FAIL;
        private OptionalInt longest = OptionalInt.empty();
        private int batchSize = 64;
        private int workers = 1;
        private long seed = 42;
        private Device device = Device.CPU;

        private Builder(TextDocuments documents) {
            this.documents = documents;
        }

        /** Validates on other documents; all given before are learned from. */
        public Builder validation(TextDocuments given) {
            others = given;
            return this;
        }

        /** Which documents validate; default {@code Split.stratified(0.2, 42)}. */
        public Builder split(Split choice) {
            others = null;
            split = choice;
            return this;
        }

        /** How texts become tokens: a published encoder's tokenizer, or that of the language model whose encoder is taken over. */
        public Builder encoder(TextEncoder known) {
            encoder = known;
            return this;
        }

        /** How texts are cut, where the vocabulary is to be learnt from the training part; default words after fastai's rules. */
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

        /** The most tokens of a text, special ones among them; default 512 for tokenizers of parts of words, else 1440, which AWD-LSTM pools. */
        public Builder longest(int tokens) {
            InputException.require(tokens >= 1, () -> "Texts need at least 1 token, but came " + tokens + ".");
            longest = OptionalInt.of(tokens);
            return this;
        }

        /** What happens to documents without text; default they are refused, by name. */
        public Builder onEmpty(OnEmpty choice) {
            onEmpty = choice;
            return this;
        }

        /** Texts in a batch, at least 1; default 64. */
        public Builder batchSize(int texts) {
            batchSize = texts;
            return this;
        }

        /** Threads of each loader that read ahead, 0 or more; default 1. */
        public Builder workers(int threads) {
            workers = threads;
            return this;
        }

        /** What the order of texts follows from; default 42. */
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
         * @throws InputException when a document has no class, cannot be read, or is empty and such are refused; when there is one class only, or one has no
         *     document in the training part; or when there are fewer texts than a batch has
         */
        public TextClassifierData build() {
            Set<String> all = LabelledPart.whole(documents).labels();
            InputException.require(
                    all.size() >= 2,
                    () -> "There are two classes or more to tell apart, but all documents are of the class \""
                            + String.join("", all) + "\". Give documents of another class too.");
            LabelledPart training;
            LabelledPart validation;
            if (others != null) {
                training = LabelledPart.whole(documents);
                validation = LabelledPart.whole(others);
            } else {
                List<LabelledPart> parts = LabelledPart.split(documents, split);
                training = parts.get(0);
                validation = parts.get(1);
            }
            List<String> notes = new ArrayList<>(documents.notes());
            if (onEmpty == OnEmpty.SKIP) {
                int before = training.size() + validation.size();
                training = training.withoutEmpty();
                validation = validation.withoutEmpty();
                int left = before - training.size() - validation.size();
                if (left > 0) {
                    notes.add(left + " empty documents were left out.");
                }
            }
            return encoded(training, validation, task(training, validation, notes), notes);
        }

        private Task.Classification task(LabelledPart training, LabelledPart validation, List<String> notes) {
            Set<String> known = training.labels();
            Set<String> asked = validation.labels();
            for (String label : asked) {
                InputException.require(
                        known.contains(label),
                        () -> "The class \"" + label
                                + "\" has documents to be judged by, but none to learn from. Split "
                                + "with each class's share kept, or give more documents of it.");
            }
            InputException.require(
                    training.size() >= batchSize && validation.size() >= 1,
                    () -> "There are " + training.size() + " texts to learn from and " + validation.size()
                            + " to be judged by, but a batch has " + batchSize
                            + ". Give more texts, or take smaller batches.");
            known.stream()
                    .filter(label -> !asked.contains(label))
                    .forEach(label -> notes.add("No document of the class \"" + label + "\" is judged by."));
            return new Task.Classification(List.copyOf(known));
        }

        private TextClassifierData encoded(
                LabelledPart training, LabelledPart validation, Task.Classification task, List<String> notes) {
            TextEncoder given = encoder != null
                    ? encoder
                    : VocabularyEncoder.of(
                            tokenizer,
                            TokenCounts.of(training.texts(onEmpty), tokenizer, pipeline)
                                    .vocabulary(limits));
            boolean subwords = given instanceof SubwordTokenizer;
            int most = longest.orElse(subwords ? LONGEST_SUBWORDS : LONGEST_WORDS);
            TextEncoder cutting = given instanceof SubwordTokenizer tokens
                    ? tokens.truncating(Truncation.to(most)).withoutPadding()
                    : given;
            TextLoader learning =
                    loader(training, task, cutting, most).shuffled(seed).build();
            TextLoader judging = loader(validation, task, cutting, most).build();
            notes.add(training.size() + " texts to learn from, " + validation.size() + " to be judged by");
            TrainingData data = new TrainingData(
                    learning.loader(), judging.loader(), task, Preprocessing.none(Shape.of(most)), notes);
            return new TextClassifierData(data, cutting, most, validation, judging.order(0));
        }

        private TextLoader.Builder loader(LabelledPart part, Task.Classification task, TextEncoder cutting, int most) {
            TokenCorpus corpus = TokenCorpus.encode(part.texts(onEmpty), cutting, pipeline);
            for (int i = 0; i < part.size(); i++) {
                int number = i;
                InputException.require(
                        corpus.length(i) > 0,
                        () -> part.document(number).name() + " has no token. Leave out documents without text.");
            }
            return TextLoader.of(corpus, part.classes(task), cutting.paddingId())
                    .batchSize(batchSize)
                    .longest(most)
                    .padding(padding(cutting))
                    .workers(workers)
                    .device(device);
        }
    }
}
