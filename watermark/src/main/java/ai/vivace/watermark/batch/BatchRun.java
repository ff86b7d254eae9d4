package ai.vivace.watermark.batch;

import ai.vivace.base.VivaceException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/** One run of a batch: threads that take one picture after the other. */
final class BatchRun {
    private final List<PictureTask> tasks;
    private final Function<PictureTask, PictureOutcome> work;
    private final BatchListener listener;
    private final BooleanSupplier stops;
    private final AtomicInteger next = new AtomicInteger();
    private final PictureOutcome[] outcomes;
    private int done;

    BatchRun(
            List<PictureTask> tasks,
            Function<PictureTask, PictureOutcome> work,
            BatchListener listener,
            BooleanSupplier stops) {
        this.tasks = tasks;
        this.work = work;
        this.listener = listener;
        this.stops = stops;
        outcomes = tasks.stream().map(PictureOutcome::notStarted).toArray(PictureOutcome[]::new);
    }

    /** Does it, and gives the outcomes in the order of the tasks; when this thread is interrupted, those so far. */
    List<PictureOutcome> by(int threads) {
        int workers = Math.min(threads, tasks.size());
        ExecutorService pool = Executors.newFixedThreadPool(workers);
        try {
            List<Future<?>> running = new ArrayList<>();
            for (int i = 0; i < workers; i++) {
                running.add(pool.submit(this::takeTasks));
            }
            running.forEach(this::await);
        } finally {
            pool.shutdown();
        }
        synchronized (this) {
            return List.of(outcomes);
        }
    }

    private void takeTasks() {
        try {
            int index = next.getAndIncrement();
            while (index < outcomes.length && !stops.getAsBoolean()) {
                end(index, work.apply(tasks.get(index)));
                index = next.getAndIncrement();
            }
        } finally {
            // Whatever this thread ends by, the others begin nothing more.
            takeNoMore();
        }
    }

    private void takeNoMore() {
        next.set(outcomes.length);
    }

    private synchronized void end(int index, PictureOutcome outcome) {
        outcomes[index] = outcome;
        done++;
        listener.ended(done, outcomes.length, outcome);
    }

    /** Waits for a thread; an interruption makes all of them end after their pictures, not in the midst of one. */
    private void await(Future<?> worker) {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    worker.get();
                    return;
                } catch (InterruptedException e) {
                    interrupted = true;
                    takeNoMore();
                }
            }
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw e.getCause() instanceof RuntimeException exception
                    ? exception
                    : new VivaceException("The batch broke off: " + e.getCause() + ".", e);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
