package ai.vivace.cli;

import ai.vivace.trees.tune.Progress;

/** Shows on a terminal how far work on trees is, redrawn a few times each second; elsewhere nothing. */
final class TreesProgress implements Progress, AutoCloseable {
    private static final long REDRAW_NANOS = 100_000_000;

    private final Console console;
    private long drawn;

    TreesProgress(Console console) {
        this.console = console;
    }

    @Override
    public synchronized void ended(int done, int all, String what) {
        long now = System.nanoTime();
        if (now - drawn > REDRAW_NANOS) {
            drawn = now;
            console.live(what + "  " + done + " of " + all);
        }
    }

    @Override
    public void close() {
        console.clearLive();
    }
}
