package ai.vivace.text;

import ai.vivace.base.Rng;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/** Orders of texts in which neighbours have nearly equal lengths, as fastai's SortedDL. */
final class LengthOrder {
    private static final int BATCHES_OF_A_CHUNK = 50;

    private LengthOrder() {}

    /** The longest first; equally long ones in their own order. */
    static int[] longestFirst(int[] lengths) {
        return sorted(IntStream.range(0, lengths.length).toArray(), lengths);
    }

    /**
     * A random order: the longest text first, so that a batch that does not fit into memory is the first; chunks of fifty batches
     * sorted by length; then batches shuffled, but the first and the last.
     */
    static int[] shuffled(int[] lengths, int batchSize, Rng rng) {
        int size = lengths.length;
        int[] order = rng.split("texts").permutation(size);
        int longest = IntStream.range(0, size).reduce(0, (best, i) -> lengths[i] > lengths[best] ? i : best);
        int place = IntStream.range(0, size)
                .filter(i -> order[i] == longest)
                .findFirst()
                .orElse(0);
        order[place] = order[0];
        order[0] = longest;
        int chunk = (int) Math.min(size, (long) batchSize * BATCHES_OF_A_CHUNK);
        int[] byChunk = new int[size];
        for (int from = 0; from < size; from += chunk) {
            int[] sorted = sorted(Arrays.copyOfRange(order, from, Math.min(size, from + chunk)), lengths);
            System.arraycopy(sorted, 0, byChunk, from, sorted.length);
        }
        int batches = (size + batchSize - 1) / batchSize;
        if (batches <= 3) {
            return byChunk;
        }
        int[] middle = rng.split("batches").permutation(batches - 2);
        int[] all = byChunk.clone();
        for (int i = 0; i < middle.length; i++) {
            System.arraycopy(byChunk, (middle[i] + 1) * batchSize, all, (i + 1) * batchSize, batchSize);
        }
        return all;
    }

    private static int[] sorted(int[] texts, int[] lengths) {
        return Arrays.stream(texts)
                .boxed()
                .sorted(Comparator.comparingInt(text -> -lengths[text]))
                .mapToInt(Integer::intValue)
                .toArray();
    }
}
