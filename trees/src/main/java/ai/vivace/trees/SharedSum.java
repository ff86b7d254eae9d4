package ai.vivace.trees;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The histogram of a node that several threads sum. Each takes pieces of the node's rows as long as there are any, sums them to a histogram of its
 * own and brings that here.
 */
final class SharedSum {
    private final Node node;
    private final int place;
    private final int size;
    private final int pieces;
    private final AtomicInteger taken = new AtomicInteger();
    private final AtomicReference<@Nullable Part> waiting = new AtomicReference<>();

    /** The sums of some of a node's rows. */
    private record Part(Histogram histogram, int rows) {}

    /**
     * A sum of which nothing is known yet.
     *
     * @param place where in an arena the rows are copied to, or {@link Arena#NOWHERE}
     * @param size rows of a piece
     */
    SharedSum(Node node, int place, int size) {
        this.node = node;
        this.place = place;
        this.size = size;
        pieces = (node.rows() + size - 1) / size;
    }

    Node node() {
        return node;
    }

    int place() {
        return place;
    }

    /** Where the next piece begins; the node's end when all are taken. */
    int take() {
        int piece = taken.getAndIncrement();
        return piece < pieces ? node.begin + piece * size : node.end;
    }

    /** Where a piece ends. */
    int end(int begin) {
        return begin + Math.min(size, node.end - begin);
    }

    /**
     * Brings the sums of some rows. Who brings the last ones gets the sums of all; what others brought is added and given back.
     *
     * @return null as long as others have pieces
     */
    @Nullable
    Histogram bring(Histogram sums, int rows, Histograms histograms) {
        Part own = new Part(sums, rows);
        while (own.rows < node.rows()) {
            Part other = waiting.getAndSet(null);
            if (other != null) {
                own.histogram.add(other.histogram);
                histograms.giveBack(other.histogram);
                own = new Part(own.histogram, own.rows + other.rows);
            } else if (waiting.compareAndSet(null, own)) {
                return null;
            }
        }
        return own.histogram;
    }
}
