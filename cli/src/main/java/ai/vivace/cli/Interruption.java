package ai.vivace.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Notices Ctrl-C while a piece of work runs, and holds the end of the process up until the work has come to a good place to stop. Work asks
 * {@link #isAsked} and closes this when it has ended.
 */
final class Interruption implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 60;

    private final CountDownLatch over = new CountDownLatch(1);
    private final Thread hook = new Thread(this::holdUp, "vivace-interruption");
    private volatile boolean asked;

    private Interruption() {}

    /** Begins to watch. */
    static Interruption watched() {
        Interruption interruption = new Interruption();
        try {
            Runtime.getRuntime().addShutdownHook(interruption.hook);
        } catch (IllegalStateException shuttingDown) {
            interruption.asked = true;
        }
        return interruption;
    }

    /** Whether the work is to stop. */
    boolean isAsked() {
        return asked;
    }

    @Override
    public void close() {
        over.countDown();
        if (!asked) {
            try {
                Runtime.getRuntime().removeShutdownHook(hook);
            } catch (IllegalStateException shuttingDown) {
                // Asked between the two lines: the hook has nothing left to wait for.
                asked = true;
            }
        }
    }

    private void holdUp() {
        asked = true;
        try {
            over.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
