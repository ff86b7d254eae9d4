package ai.vivace.trees;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** Histograms that are used again and again. Several threads may ask at once. */
final class Histograms {
    private final BinnedData data;
    private final long most;
    private final Deque<Histogram> free = new ArrayDeque<>();
    private int lent;

    /**
     * Histograms of a table.
     *
     * @param memory bytes beyond which histograms are scarce
     */
    Histograms(BinnedData data, long memory) {
        this.data = data;
        this.most = memory / Math.max(1, Histogram.bytes(data));
    }

    /** An eighth of the memory that the program may have. */
    static long memory() {
        return Runtime.getRuntime().maxMemory() / 8;
    }

    /** One that is empty. */
    Histogram take() {
        Histogram histogram = takeUsed();
        if (histogram == null) {
            return new Histogram(data);
        }
        histogram.clear();
        return histogram;
    }

    private synchronized @Nullable Histogram takeUsed() {
        lent++;
        return free.poll();
    }

    synchronized void giveBack(Histogram histogram) {
        lent--;
        free.push(histogram);
    }

    /** Whether so many are in use that nodes should do without those that can be summed anew. */
    synchronized boolean areScarce() {
        return lent > most;
    }
}
