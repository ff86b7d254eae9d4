package ai.vivace.trees;

import ai.vivace.base.InputException;
import ai.vivace.base.VivaceException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/** Threads that share numbered pieces of work. What pieces there are must not depend on how many threads there are. */
public final class Workers implements AutoCloseable {
    private final int threads;
    private final ExecutorService pool;

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
        this.pool = Executors.newFixedThreadPool(Math.max(1, threads - 1), work -> {
            Thread thread = new Thread(work, "vivace-trees");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** How many there are. */
    public int threads() {
        return threads;
    }

    /** Does all pieces; the caller's thread takes part. What a piece throws comes out of here. */
    public void run(int pieces, Piece work) {
        int helpers = Math.min(threads, pieces) - 1;
        if (helpers < 1) {
            for (int i = 0; i < pieces; i++) {
                work.run(i, 0);
            }
            return;
        }
        AtomicInteger next = new AtomicInteger();
        List<Future<?>> others = new ArrayList<>();
        for (int i = 1; i <= helpers; i++) {
            int thread = i;
            others.add(pool.submit(() -> drain(next, pieces, work, thread)));
        }
        try {
            drain(next, pieces, work, 0);
        } finally {
            next.set(pieces);
            others.forEach(Workers::await);
        }
    }

    private static void drain(AtomicInteger next, int pieces, Piece work, int thread) {
        for (int piece = next.getAndIncrement(); piece < pieces; piece = next.getAndIncrement()) {
            work.run(piece, thread);
        }
    }

    private static void await(Future<?> other) {
        try {
            other.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new VivaceException("Interrupted while growing trees.", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            if (e.getCause() instanceof Error cause) {
                throw cause;
            }
            throw new VivaceException("A thread that grows trees failed: " + e.getCause(), e);
        }
    }

    @Override
    public void close() {
        pool.shutdownNow();
    }
}
