package ai.vivace.learn;

import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes checkpoints: after every epoch if asked, and when the program is interrupted (Ctrl-C), where the current batch or
 * validation pass is finished and the program then ends. {@link Learner#resume} goes on from one. Good for any number of fits, one
 * after the other.
 */
public final class Checkpoints implements Callback {
    private static final Logger log = LoggerFactory.getLogger(Checkpoints.class);
    private static final long PATIENCE_SECONDS = 30;

    private final Path file;
    private final boolean everyEpoch;
    private final Consumer<Path> announcement;
    private volatile boolean asked;
    private volatile boolean interrupted;
    private CountDownLatch over = new CountDownLatch(1);
    private @Nullable Thread hook;

    private Checkpoints(Path file, boolean everyEpoch, Consumer<Path> announcement) {
        this.file = file;
        this.everyEpoch = everyEpoch;
        this.announcement = announcement;
    }

    /** Writes only when the program is interrupted. */
    public static Checkpoints onInterrupt(Path file) {
        return new Checkpoints(file, false, written -> log.info("Interrupted: the checkpoint is in {}.", written));
    }

    /** Writes after every epoch, over the last one, and when the program is interrupted. */
    public static Checkpoints everyEpoch(Path file) {
        return new Checkpoints(file, true, written -> log.info("Interrupted: the checkpoint is in {}.", written));
    }

    /** The same, telling of the interruption's checkpoint in another way, before the program ends. */
    public Checkpoints announcing(Consumer<Path> announcement) {
        return new Checkpoints(file, everyEpoch, announcement);
    }

    /** Whether the last fit ended because it was interrupted; its checkpoint has then been written. */
    public boolean wasInterrupted() {
        return interrupted;
    }

    /**
     * Asks for a checkpoint after the current batch or epoch and an end of the fit, as Ctrl-C does; from any thread. Between two
     * fits, it is the next one that ends, after its first batch.
     */
    public void interrupt() {
        asked = true;
    }

    @Override
    public Phase phase() {
        return Phase.REPORT;
    }

    @Override
    public void beforeFit(FitContext fit) {
        fit.learner().checkCanBeSaved();
        interrupted = false;
        CountDownLatch ending = new CountDownLatch(1);
        Thread waiting = new Thread(() -> interruptAndWait(ending), "vivace-checkpoint");
        try {
            Runtime.getRuntime().addShutdownHook(waiting);
            hook = waiting;
        } catch (IllegalStateException shuttingDown) {
            // Interrupted between two fits: too late to hold the program up, but not to try.
            asked = true;
        }
        over = ending;
    }

    @Override
    public Signal afterBatch(BatchContext batch) {
        return asked ? end(batch.fit()) : Signal.CONTINUE;
    }

    @Override
    public Signal afterEpoch(FitContext fit) {
        if (asked) {
            return end(fit);
        }
        if (everyEpoch) {
            fit.learner().checkpoint(file);
        }
        return Signal.CONTINUE;
    }

    private Signal end(FitContext fit) {
        fit.learner().checkpoint(file);
        asked = false;
        interrupted = true;
        announcement.accept(file);
        over.countDown();
        return Signal.END_FIT;
    }

    @Override
    public void close(FitContext fit) {
        over.countDown();
        if (hook != null) {
            try {
                Runtime.getRuntime().removeShutdownHook(hook);
            } catch (IllegalStateException shuttingDown) {
                log.debug("The program is ending, and the hook with it.", shuttingDown);
            }
            hook = null;
        }
    }

    private void interruptAndWait(CountDownLatch ending) {
        asked = true;
        try {
            if (!ending.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                log.warn("The current batch did not finish in {} s: there is no checkpoint.", PATIENCE_SECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
