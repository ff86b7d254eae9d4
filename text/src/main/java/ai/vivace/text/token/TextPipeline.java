package ai.vivace.text.token;

import ai.vivace.base.InputException;
import ai.vivace.base.VivaceException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Works on many texts with several threads, and takes the results in the texts' order on the calling thread. Texts are read as they are
 * needed, and few of them are in memory at a time; results do not depend on the number of threads.
 *
 * @param threads how many work; at least 1
 * @param cancelled asked before each part; when it says yes the work ends with an exception
 */
public record TextPipeline(int threads, BooleanSupplier cancelled) {
    private static final int CHARACTERS = 1 << 18;
    private static final int TEXTS = 1 << 10;

    public TextPipeline {
        int given = threads;
        InputException.require(given >= 1, () -> "At least 1 thread must work, but came " + given + ".");
    }

    /** With a thread for each processor, at most 16. */
    public static TextPipeline standard() {
        return of(Math.min(16, Runtime.getRuntime().availableProcessors()));
    }

    /** With so many threads. */
    public static TextPipeline of(int threads) {
        return new TextPipeline(threads, () -> false);
    }

    /**
     * Works on all texts.
     *
     * @param work what is made of some texts in a row; on several threads at a time
     * @param results takes what was made, in order; on the calling thread
     * @throws VivaceException when the work is cancelled or the thread interrupted
     */
    public <T> void run(Iterable<String> texts, Function<List<String>, T> work, Consumer<T> results) {
        Iterator<String> reading = texts.iterator();
        ExecutorService workers = Executors.newFixedThreadPool(threads, task -> {
            Thread thread = new Thread(task, "texts");
            thread.setDaemon(true);
            return thread;
        });
        try {
            Deque<Future<T>> pending = new ArrayDeque<>();
            while (reading.hasNext() || !pending.isEmpty()) {
                if (cancelled.getAsBoolean()) {
                    throw new VivaceException("The work on texts was cancelled.");
                }
                if (reading.hasNext() && pending.size() < 2 * threads) {
                    List<String> part = part(reading);
                    pending.add(workers.submit(() -> work.apply(part)));
                } else {
                    results.accept(pending.remove().get());
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new VivaceException("Interrupted while working on texts.", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof VivaceException ours) {
                throw ours;
            }
            throw new VivaceException("Working on texts failed: " + e.getCause(), e);
        } finally {
            workers.shutdownNow();
        }
    }

    private static List<String> part(Iterator<String> reading) {
        List<String> part = new ArrayList<>();
        int characters = 0;
        while (reading.hasNext() && characters < CHARACTERS && part.size() < TEXTS) {
            String text = reading.next();
            characters += text.length();
            part.add(text);
        }
        return part;
    }
}
