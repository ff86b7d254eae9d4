package ai.vivace.cli;

import java.util.function.LongSupplier;

/**
 * On a terminal, a line that says how far a piece of work has come; elsewhere nothing. It appears when the work takes longer than
 * a moment, and is gone when the work ends. Any thread may tell of a step.
 */
final class Progress implements AutoCloseable {
    private static final long REDRAW_NANOS = 100_000_000;

    private final Console console;
    private final String work;
    private final int total;
    private final LongSupplier clock;
    private long drawn;
    private int done;
    private boolean ended;

    Progress(Console console, String work, int total, LongSupplier nanoClock) {
        this.console = console;
        this.work = work;
        this.total = total;
        this.clock = nanoClock;
        this.drawn = nanoClock.getAsLong();
    }

    /** Begins a piece of work of so many steps. */
    static Progress of(Console console, String work, int total) {
        return new Progress(console, work, total, System::nanoTime);
    }

    /** One more step is done. */
    synchronized void step() {
        reach(done + 1);
    }

    /** So many steps are done in all. */
    synchronized void reach(int steps) {
        done = steps;
        long now = clock.getAsLong();
        if (!ended && now - drawn > REDRAW_NANOS) {
            drawn = now;
            console.live(work + "  " + done + " of " + total);
        }
    }

    @Override
    public synchronized void close() {
        ended = true;
        console.clearLive();
    }
}
