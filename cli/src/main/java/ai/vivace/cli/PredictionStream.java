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
    private static final int MESSAGES = 10;

    private final Predictor predictor;
    private final boolean skipCorrupt;
    private final BiConsumer<K, Prediction> consumer;
    private final List<Asked<K>> batch = new ArrayList<>();
    private final List<String> messages = new ArrayList<>();
    private int answered;
    private int skipped;

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
        this.skipCorrupt = skipCorrupt;
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
        InputException.require(
                answered > 0,
                () -> "None of the " + skipped + " pictures could be read. The first: " + messages.get(0));
    }

    /** How many inputs were left out. */
    int skipped() {
        return skipped;
    }

    /** How many inputs were left out, and why the first were. */
    String skippedText() {
        return skippedText(skipped, messages);
    }

    static String skippedText(int skipped, List<String> messages) {
        String more = skipped > messages.size() ? "\n  …" : "";
        return (skipped == 1 ? "1 picture" : skipped + " pictures") + " could not be read and left out:\n  "
                + String.join("\n  ", messages) + more;
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
                skip(read.failure());
            }
        }
        batch.clear();
        List<Prediction> predictions = predictor.predict(inputs);
        for (int i = 0; i < predictions.size(); i++) {
            consumer.accept(keys.get(i), predictions.get(i));
        }
        answered += predictions.size();
    }

    private void skip(InputException failure) {
        if (!skipCorrupt) {
            throw new InputException(
                    failure.getMessage() + " Repair or remove it, or leave such pictures out with --skip-corrupt.",
                    failure);
        }
        skipped++;
        if (messages.size() < MESSAGES) {
            messages.add(String.valueOf(failure.getMessage()));
        }
    }
}
