package ai.vivace.text.learn;

import ai.vivace.base.InputException;
import ai.vivace.data.Loader;
import ai.vivace.data.Preprocessing;
import ai.vivace.data.Task;
import ai.vivace.data.TrainingData;
import ai.vivace.tensor.Device;
import ai.vivace.tensor.Shape;
import ai.vivace.text.PairEncoder;
import ai.vivace.text.PairLoader;
import ai.vivace.text.TextPairs;
import java.util.ArrayList;
import java.util.List;

/**
 * Texts with their answers as batches, for a {@link TranslationLearner}.
 *
 * <pre>{@code
 * PairEncoder encoder = PairEncoder.of(SubwordTraining.bytePair(8000).train(training.texts()));
 * TranslationData data = TranslationData.of(training, validation, encoder).batchSize(64).build();
 * }</pre>
 *
 * @param batches as {@link PairLoader} makes them
 * @param encoder how texts became tokens
 * @param validation the pairs to judge by, all of them
 * @param longest the most tokens that a text or an answer has in the batches, its end included
 */
public record TranslationData(TrainingData batches, PairEncoder encoder, TextPairs validation, int longest) {
    /** Begins to describe data. */
    public static Builder of(TextPairs training, TextPairs validation, PairEncoder encoder) {
        return new Builder(training, validation, encoder);
    }

    /** The settings of data to be. */
    public static final class Builder {
        private final TextPairs training;
        private final TextPairs validation;
        private final PairEncoder encoder;
        private final List<String> notes = new ArrayList<>();
        private int batchSize = 64;
        private int longest = 128;
        private int workers = 1;
        private long seed;
        private Device device = Device.CPU;

        private Builder(TextPairs training, TextPairs validation, PairEncoder encoder) {
            this.training = training;
            this.validation = validation;
            this.encoder = encoder;
        }

        /** Pairs in a batch, at least 1; default 64. */
        public Builder batchSize(int pairs) {
            batchSize = pairs;
            return this;
        }

        /** Leaves out pairs of which a side has more tokens, its end included, as half a sentence has no translation; default 128. */
        public Builder longest(int tokens) {
            InputException.require(
                    tokens >= 1, () -> "Texts have at least 1 token, their end, but came " + tokens + ".");
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
         * The data.
         *
         * @throws InputException when all pairs of a part are too long
         */
        public TranslationData build() {
            Loader learning = batches("training", training).shuffled(seed).build();
            Loader judging = batches("validation", validation).build();
            return new TranslationData(
                    new TrainingData(
                            learning,
                            judging,
                            new Task.NextToken(encoder.vocabularySize()),
                            Preprocessing.none(Shape.of(2, longest)),
                            notes),
                    encoder,
                    validation,
                    longest);
        }

        private PairLoader.Builder batches(String part, TextPairs pairs) {
            notes.addAll(pairs.notes());
            List<int[]> allSources = encoder.all(pairs.sources());
            List<int[]> allTargets = encoder.all(pairs.targets());
            List<int[]> sources = new ArrayList<>();
            List<int[]> targets = new ArrayList<>();
            for (int i = 0; i < allSources.size(); i++) {
                if (allSources.get(i).length <= longest && allTargets.get(i).length <= longest) {
                    sources.add(allSources.get(i));
                    targets.add(allTargets.get(i));
                }
            }
            InputException.require(
                    !sources.isEmpty(),
                    () -> "All " + pairs.size() + " pairs of the " + part + " part have more than " + longest
                            + " tokens on a side. Allow more by longest.");
            int left = pairs.size() - sources.size();
            if (left > 0) {
                notes.add(left + " of " + pairs.size() + " pairs of the " + part + " part have more than " + longest
                        + " tokens on a side and were left out.");
            }
            return PairLoader.of(sources, targets, encoder)
                    .batchSize(batchSize)
                    .workers(workers)
                    .device(device);
        }
    }
}
