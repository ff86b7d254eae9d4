package ai.vivace.trees;

/** Places behind the table's rows in a {@link RowStore}: taken one stretch behind the other, given back from the last one on. */
final class Arena {
    /** What {@link #reserve} says when there is no room. */
    static final int NOWHERE = -1;

    private final RowStore store;
    private final int begin;
    private final int end;
    private int next;

    Arena(RowStore store, int begin, int end) {
        this.store = store;
        this.begin = begin;
        this.end = end;
        next = begin;
    }

    /** The first of so many free places behind each other, or {@link #NOWHERE}. Several threads may ask at once. */
    synchronized int reserve(int rows) {
        if (rows > end - next) {
            return NOWHERE;
        }
        int first = next;
        next += rows;
        store.provide(first, next);
        return first;
    }

    /** The first place that is free. */
    synchronized int mark() {
        return next;
    }

    /** Takes back all places from a {@linkplain #mark marked} one on. */
    synchronized void cut(int mark) {
        next = mark;
    }

    /** Takes back all places. */
    synchronized void clear() {
        next = begin;
    }
}
