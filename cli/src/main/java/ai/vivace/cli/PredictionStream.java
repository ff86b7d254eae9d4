package ai.vivace.cli;

import ai.vivace.base.InputException;
import ai.vivace.data.Array;
import ai.vivace.store.Prediction;
import ai.vivace.store.Predictor;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Sends inputs through a model in batches as they come; no more than a batch of them is in memory.
 *
 * @param <K> what an input is known by
 */
final class PredictionStream<K> {
    private static final int BATCH = 64;

    private final Predictor predictor;
    private final SkippedPictures skipped;
    private final BiConsumer<K, Prediction> consumer;
    private final List<Asked<K>> batch = new ArrayList<>();
    private int answered;

    /** An input that is read when its batch is. */
    private record Asked<K>(K key, Supplier<Array> input) {}

    /** An input that has been read, or why it could not be. */
    private record Read<K>(
            K key, @Nullable Array input, @Nullable InputException failure) {
        static <K> Read<K> of(Asked<K> asked) {
            try {
                return new Read<>(asked.key(), asked.input().get(), null);
            } catch (InputException e) {
                return new Read<>(asked.key(), null, e);
            }
        }
    }

    PredictionStream(Predictor predictor, boolean skipCorrupt, BiConsumer<K, Prediction> consumer) {
        this.predictor = predictor;
        this.skipped = new SkippedPictures(skipCorrupt);
        this.consumer = consumer;
    }

    /** Takes an input, and answers a batch when it is full. The input is read by another thread. */
    void add(K key, Supplier<Array> input) {
        batch.add(new Asked<>(key, input));
        if (batch.size() == BATCH) {
            flush();
        }
    }

    /**
     * Answers what is left.
     *
     * @throws InputException when an input cannot be read and is not to be skipped, or none could be
     */
    void finish() {
        flush();
        skipped.checkSomeLeft(answered + skipped.count());
    }

    /** What was left out. */
    SkippedPictures left() {
        return skipped;
    }

    private void flush() {
        List<K> keys = new ArrayList<>();
        List<Array> inputs = new ArrayList<>();
        // In parallel, as decoding takes longer than a small model; in order, so that the first failure is the first.
        for (Read<K> read : batch.parallelStream().map(Read::of).toList()) {
            if (read.input() != null) {
                keys.add(read.key());
                inputs.add(read.input());
            } else if (read.failure() != null) {
                skipped.add(read.failure());
            }
        }
        batch.clear();
        List<Prediction> predictions = predictor.predict(inputs);
        for (int i = 0; i < predictions.size(); i++) {
            consumer.accept(keys.get(i), predictions.get(i));
        }
        answered += predictions.size();
    }
}
