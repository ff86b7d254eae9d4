package ai.vivace.text.learn;

import ai.vivace.base.InputException;
import ai.vivace.base.Spelling;
import ai.vivace.data.Loader;
import ai.vivace.data.Preprocessing;
import ai.vivace.data.Task;
import ai.vivace.data.TrainingData;
import ai.vivace.tensor.Device;
import ai.vivace.tensor.Shape;
import ai.vivace.text.AlignedWords;
import ai.vivace.text.TaggedText;
import ai.vivace.text.TokenLabelLoader;
import ai.vivace.text.token.TextEncoder;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * Texts whose words have labels as batches, for a {@link TokenLabelLearner}.
 *
 * <pre>{@code
 * TokenLabelData data = TokenLabelData.of(TaggedTexts.conll(train), TaggedTexts.conll(test), encoder).build();
 * }</pre>
 *
 * @param batches as {@link TokenLabelLoader} makes them
 * @param encoder how words become tokens
 * @param longest the most tokens that a text has in the batches
 */
public record TokenLabelData(TrainingData batches, TextEncoder encoder, int longest) {
    private static final String OUTSIDE = "O";

    /** The labels; their places are their numbers. */
    public List<String> labels() {
        return batches.task().labels();
    }

    /** Whether the labels are those of entities: O, and B, I, E or S with a kind. */
    public boolean hasEntities() {
        return WordLabels.areEntities(labels());
    }

    /** Begins to describe data. */
    public static Builder of(List<TaggedText> training, List<TaggedText> validation, TextEncoder encoder) {
        return new Builder(training, validation, encoder);
    }

    /** The settings of data to be. */
    public static final class Builder {
        private final List<TaggedText> training;
        private final List<TaggedText> validation;
        private final TextEncoder encoder;
        private final List<String> notes = new ArrayList<>();
        private int batchSize = 32;
        private int longest = 512;
        private int workers = 1;
        private long seed;
        private Device device = Device.CPU;

        private Builder(List<TaggedText> training, List<TaggedText> validation, TextEncoder encoder) {
            this.training = List.copyOf(training);
            this.validation = List.copyOf(validation);
            this.encoder = encoder;
        }

        /** Texts in a batch, at least 1; default 32. */
        public Builder batchSize(int texts) {
            batchSize = texts;
            return this;
        }

        /** Cuts texts to so many tokens, which the model must be able to read; default 512. */
        public Builder longest(int tokens) {
            InputException.require(tokens >= 1, () -> "Texts have at least 1 token, but came " + tokens + ".");
            longest = tokens;
            return this;
        }

        /** Threads that read ahead, 0 or more; default 1. */
        public Builder workers(int threads) {
            workers = threads;
            return this;
        }

        /** What the order of training follows from; default 0. */
        public Builder seed(long value) {
            seed = value;
            return this;
        }

        /** The device of the batches; default the CPU. */
        public Builder device(Device target) {
            device = target;
            return this;
        }

        /**
         * The data. The labels are those of the training part: O first, the others in the order of their names.
         *
         * @throws InputException when a part is empty, or the validation part has a label that the training part has not; it names the text
         */
        public TokenLabelData build() {
            TreeSet<String> names = new TreeSet<>();
            training.forEach(text -> names.addAll(text.labels()));
            List<String> labels = new ArrayList<>();
            if (names.remove(OUTSIDE)) {
                labels.add(OUTSIDE);
            }
            labels.addAll(names);
            Loader learning = batches(training, labels).shuffled(seed).build();
            Loader judging = batches(validation, labels).build();
            return new TokenLabelData(
                    new TrainingData(
                            learning,
                            judging,
                            new Task.TokenLabels(labels),
                            Preprocessing.none(Shape.of(longest)),
                            notes),
                    encoder,
                    longest);
        }

        private TokenLabelLoader.Builder batches(List<TaggedText> part, List<String> labels) {
            List<AlignedWords> texts = new ArrayList<>();
            List<int[]> classes = new ArrayList<>();
            int cut = 0;
            for (TaggedText text : part) {
                AlignedWords words = AlignedWords.of(text.words(), encoder);
                cut += words.ids().length > longest ? 1 : 0;
                texts.add(words.cut(longest));
                classes.add(text.labels().stream()
                        .mapToInt(label -> number(label, labels, text.name()))
                        .toArray());
            }
            if (cut > 0) {
                notes.add(cut + " of " + part.size() + " texts were cut to " + longest + " tokens.");
            }
            return TokenLabelLoader.of(texts, classes, encoder.paddingId())
                    .batchSize(batchSize)
                    .workers(workers)
                    .device(device);
        }

        private static int number(String label, List<String> labels, String name) {
            int number = labels.indexOf(label);
            InputException.require(
                    number >= 0,
                    () -> name + " has a label that the training part has not. "
                            + Spelling.unknown("label", label, labels));
            return number;
        }
    }
}
