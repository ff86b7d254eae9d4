package ai.vivace.learn;

import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes checkpoints: after every epoch, and when the program is interrupted (Ctrl-C), where the current batch is finished and the
 * program then ends. {@link Learner#resume} goes on from one.
 */
public final class Checkpoints implements Callback {
    private static final Logger log = LoggerFactory.getLogger(Checkpoints.class);
    private static final long PATIENCE_SECONDS = 30;

    private final Path file;
    private final boolean everyEpoch;
    private final Consumer<Path> announcement;
    private volatile boolean interrupted;
    private final CountDownLatch written = new CountDownLatch(1);
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

    /** Whether the fit ended because the program was interrupted. */
    public boolean wasInterrupted() {
        return interrupted;
    }

    /** Asks for a checkpoint after the current batch and an end of the fit, as Ctrl-C does. */
    public void interrupt() {
        interrupted = true;
    }

    @Override
    public Phase phase() {
        return Phase.REPORT;
    }

    @Override
    public void beforeFit(FitContext fit) {
        Thread waiting = new Thread(this::interruptAndWait, "vivace-checkpoint");
        Runtime.getRuntime().addShutdownHook(waiting);
        hook = waiting;
    }

    @Override
    public Signal afterBatch(BatchContext batch) {
        if (!interrupted) {
            return Signal.CONTINUE;
        }
        batch.fit().learner().checkpoint(file);
        announcement.accept(file);
        written.countDown();
        return Signal.END_FIT;
    }

    @Override
    public Signal afterEpoch(FitContext fit) {
        if (everyEpoch) {
            fit.learner().checkpoint(file);
        }
        return Signal.CONTINUE;
    }

    @Override
    public void close(FitContext fit) {
        written.countDown();
        Thread waiting = hook;
        if (waiting != null && !interrupted) {
            Runtime.getRuntime().removeShutdownHook(waiting);
        }
        hook = null;
    }

    private void interruptAndWait() {
        interrupted = true;
        try {
            if (!written.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                log.warn("The current batch did not finish in {} s: there is no checkpoint.", PATIENCE_SECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
