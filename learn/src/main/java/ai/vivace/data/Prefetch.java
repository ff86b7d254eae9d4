package ai.vivace.data;

import ai.vivace.base.VivaceException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Worker threads that make numbered batches ahead of time, handed out in order. At most a fixed number are ready or in the
 * making. Workers are never interrupted, as that would close file channels that they share; closing waits for the item each
 * is at.
 */
final class Prefetch implements AutoCloseable {
    private static final AtomicInteger THREADS = new AtomicInteger();

    /** Makes a batch; asks between items whether to stop. */
    @FunctionalInterface
    interface Work {
        HostBatch make(int number, BooleanSupplier stopped);
    }

    private record Outcome(
            @Nullable HostBatch batch, @Nullable Throwable error) {}

    private final Work work;
    private final int end;
    private final @Nullable Outcome[] ring;
    private final List<Thread> threads = new ArrayList<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition arrived = lock.newCondition();
    private final Condition room = lock.newCondition();
    private int claimed;
    private int taken;
    private volatile boolean stopped;

    /**
     * Starts the workers on batches {@code first} to {@code end - 1}.
     *
     * @param ahead how many batches may be ready or in the making
     */
    Prefetch(Work work, int first, int end, int workers, int ahead) {
        this.work = work;
        this.end = end;
        this.ring = new Outcome[ahead];
        claimed = first;
        taken = first;
        for (int i = 0; i < Math.min(workers, end - first); i++) {
            Thread thread = new Thread(this::run, "vivace-loader-" + THREADS.incrementAndGet());
            thread.setDaemon(true);
            threads.add(thread);
        }
        threads.forEach(Thread::start);
    }

    private void run() {
        int number = claim();
        while (number < end) {
            Outcome outcome = attempt(number);
            lock.lock();
            try {
                ring[number % ring.length] = outcome;
                if (number == taken) {
                    arrived.signal();
                }
            } finally {
                lock.unlock();
            }
            number = claim();
        }
    }

    private Outcome attempt(int number) {
        try {
            return new Outcome(work.make(number, () -> stopped), null);
        } catch (Throwable e) {
            // Not swallowed: the training thread throws it when it comes to this batch.
            return new Outcome(null, e);
        }
    }

    /** The next batch's number, once there is room for it; the end when there is nothing left to do. */
    private int claim() {
        lock.lock();
        try {
            while (!stopped && claimed < end && claimed >= taken + ring.length) {
                room.awaitUninterruptibly();
            }
            return stopped || claimed >= end ? end : claimed++;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits for the next batch.
     *
     * @throws InterruptedException when this thread is interrupted meanwhile
     */
    HostBatch take() throws InterruptedException {
        Outcome outcome = await();
        HostBatch batch = outcome.batch();
        if (batch != null) {
            return batch;
        }
        if (outcome.error() instanceof Error error) {
            throw error;
        }
        if (outcome.error() instanceof RuntimeException exception) {
            throw exception;
        }
        throw new VivaceException("A worker failed: " + outcome.error(), outcome.error());
    }

    private Outcome await() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            int place = taken % ring.length;
            Outcome outcome = ring[place];
            while (outcome == null) {
                arrived.await();
                outcome = ring[place];
            }
            ring[place] = null;
            taken++;
            room.signal();
            return outcome;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            stopped = true;
            room.signalAll();
        } finally {
            lock.unlock();
        }
        for (Thread thread : threads) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                // The workers end by themselves after the item they are at; whoever interrupted wants no waiting.
                Thread.currentThread().interrupt();
                return;
            }
        }
    }
}
