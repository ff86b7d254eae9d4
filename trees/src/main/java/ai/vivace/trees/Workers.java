package ai.vivace.trees;

import ai.vivace.base.InputException;
import ai.vivace.base.VivaceException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Threads that share numbered pieces of work. What pieces there are must not depend on how many threads there are.
 *
 * <p>Growing one tree is dozens of such works of less than a millisecond. A thread that waits looks for some microseconds before it sleeps, as to
 * be woken takes longer than that; a pool of the library lets it sleep at once.
 */
public final class Workers implements AutoCloseable {
    /** How often a thread looks before it sleeps. */
    private static final int LOOKS = 2000;

    private final int threads;
    private final @Nullable Thread[] helpers;
    private volatile @Nullable Job latest;
    private volatile boolean isClosed;

    /** Work on one piece. */
    @FunctionalInterface
    public interface Piece {
        /**
         * Does one piece.
         *
         * @param thread which of the threads does it, from 0: for memory of its own
         */
        void run(int piece, int thread);
    }

    /**
     * Threads that wait for work.
     *
     * @param threads how many, with the caller's own; at least 1
     */
    public Workers(int threads) {
        InputException.require(threads >= 1, () -> "At least 1 thread is needed, but came " + threads + ".");
        this.threads = threads;
        helpers = new @Nullable Thread[threads - 1];
    }

    /** How many there are. */
    public int threads() {
        return threads;
    }

    /** Does all pieces; the caller's thread takes part. What a piece throws comes out of here. */
    public void run(int pieces, Piece work) {
        int wanted = Math.min(threads, pieces) - 1;
        if (wanted < 1) {
            for (int i = 0; i < pieces; i++) {
                work.run(i, 0);
            }
            return;
        }
        Job job = new Job(pieces, work, wanted);
        latest = job;
        wake(wanted);
        job.drain(0);
        job.await();
    }

    private synchronized void wake(int count) {
        for (int i = 0; i < count; i++) {
            Thread helper = helpers[i];
            if (helper == null) {
                int number = i + 1;
                helper = new Thread(() -> help(number), "vivace-trees");
                helper.setDaemon(true);
                helper.start();
                helpers[i] = helper;
            } else {
                LockSupport.unpark(helper);
            }
        }
    }

    private void help(int number) {
        Job done = null;
        int looks = 0;
        while (!isClosed) {
            Job job = latest;
            if (job != null && job != done) {
                if (number <= job.helpers) {
                    job.drain(number);
                }
                done = job;
                looks = 0;
            } else if (looks++ < LOOKS) {
                Thread.onSpinWait();
            } else {
                LockSupport.park(this);
            }
        }
    }

    @Override
    public synchronized void close() {
        isClosed = true;
        for (Thread helper : helpers) {
            if (helper != null) {
                LockSupport.unpark(helper);
            }
        }
    }

    /** Pieces that are taken one by one until there are none. */
    private static final class Job {
        private final int pieces;
        private final Piece work;
        private final int helpers;
        private final Thread caller = Thread.currentThread();
        private final AtomicInteger taken = new AtomicInteger();
        private final AtomicInteger done = new AtomicInteger();
        private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

        Job(int pieces, Piece work, int helpers) {
            this.pieces = pieces;
            this.work = work;
            this.helpers = helpers;
        }

        /** Does pieces as long as there are any; those behind a failure are only counted. */
        void drain(int thread) {
            for (int piece = taken.getAndIncrement(); piece < pieces; piece = taken.getAndIncrement()) {
                try {
                    if (failure.get() == null) {
                        work.run(piece, thread);
                    }
                } catch (RuntimeException | Error e) {
                    failure.compareAndSet(null, e);
                }
                if (done.incrementAndGet() == pieces) {
                    LockSupport.unpark(caller);
                }
            }
        }

        /** Waits until all pieces are done. */
        void await() {
            boolean isInterrupted = false;
            for (int looks = 0; done.get() < pieces; looks++) {
                if (looks < LOOKS) {
                    Thread.onSpinWait();
                } else {
                    LockSupport.park(this);
                }
                if (Thread.interrupted()) {
                    isInterrupted = true;
                    failure.compareAndSet(null, new VivaceException("Interrupted while growing trees."));
                }
            }
            if (isInterrupted) {
                Thread.currentThread().interrupt();
            }
            Throwable thrown = failure.get();
            if (thrown instanceof Error error) {
                throw error;
            }
            if (thrown instanceof RuntimeException exception) {
                throw exception;
            }
        }
    }
}
