package ai.vivace.watermark.batch;

import ai.vivace.base.InputException;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Work on many pictures. Everything is checked before anything is written; a picture that fails does not stop the others; a run that is cut short,
 * even killed, leaves whole files only, and the next one goes on where it was (see {@link Resumption}). What is written does not depend on
 * the number of threads. Immutable.
 */
public final class Batch {
    static final int MOST_THREADS = 512;

    private final Planning planning;
    private final PictureProcess process;
    private final Timestamps timestamps;
    private final int threads;

    private Batch(Planning planning, PictureProcess process, Timestamps timestamps, int threads) {
        this.planning = planning;
        this.process = process;
        this.timestamps = timestamps;
        this.threads = threads;
    }

    /** A process for some pictures, by as many threads as there are processors. */
    public static Batch of(Inputs inputs, Destination destination, PictureProcess process) {
        return new Batch(
                new Planning(
                        inputs,
                        destination,
                        Collisions.REFUSED,
                        ExistingFiles.REFUSED,
                        Optional.empty(),
                        Resumption.BY_JOURNAL),
                process,
                Timestamps.NEW,
                Runtime.getRuntime().availableProcessors());
    }

    /** The same where pictures that would go to one file are treated so (default: refused). */
    public Batch collisions(Collisions collisions) {
        return with(new Planning(
                planning.inputs(),
                planning.destination(),
                collisions,
                planning.existing(),
                planning.extension(),
                planning.resumption()));
    }

    /** The same where files that are there are treated so (default: refused). */
    public Batch existing(ExistingFiles existing) {
        return with(new Planning(
                planning.inputs(),
                planning.destination(),
                planning.collisions(),
                existing,
                planning.extension(),
                planning.resumption()));
    }

    /** The same where names end so, without a dot, instead of as the pictures' do. */
    public Batch extension(String extension) {
        return with(new Planning(
                planning.inputs(),
                planning.destination(),
                planning.collisions(),
                planning.existing(),
                Optional.of(extension),
                planning.resumption()));
    }

    /** The same with or without a way to go on with it when it was cut short (default: by a journal). */
    public Batch resumption(Resumption resumption) {
        return with(new Planning(
                planning.inputs(),
                planning.destination(),
                planning.collisions(),
                planning.existing(),
                planning.extension(),
                resumption));
    }

    private Batch with(Planning other) {
        return new Batch(other, process, timestamps, threads);
    }

    /** The same with other times on the files (default: when they were written). */
    public Batch timestamps(Timestamps timestamps) {
        return new Batch(planning, process, timestamps, threads);
    }

    /**
     * The same by so many threads at most; fewer work at once where the heap has no room.
     *
     * @param threads 1 to 512
     */
    public Batch threads(int threads) {
        InputException.require(
                threads >= 1 && threads <= MOST_THREADS,
                () -> "threads must be from 1 to " + MOST_THREADS + ", but was " + threads + ".");
        return new Batch(planning, process, timestamps, threads);
    }

    /**
     * Looks for the pictures and checks everything but them, writing nothing.
     *
     * @throws InputException when there is nothing to do, or a file could be lost
     */
    public BatchPlan plan() {
        return planning.plan();
    }

    /**
     * Does it.
     *
     * @throws InputException as {@link #plan} does, and when another run writes into the same place
     */
    public BatchReport run() {
        return run((done, all, outcome) -> {}, () -> false);
    }

    /**
     * Does it.
     *
     * @param stops when it says so, pictures that are begun are finished and no more are begun; asked by any thread
     * @throws InputException as {@link #plan} does, and when another run writes into the same place
     */
    public BatchReport run(BatchListener listener, BooleanSupplier stops) {
        long start = System.nanoTime();
        BatchPlan plan = planning.plan();
        if (plan.journal().isEmpty()) {
            return run(plan, Optional.empty(), listener, stops, start);
        }
        try (Journal journal = Journal.open(plan.journal().get())) {
            // Once more, as a run that has just ended may have written something.
            return run(planning.plan(), Optional.of(journal), listener, stops, start);
        }
    }

    private BatchReport run(
            BatchPlan plan, Optional<Journal> journal, BatchListener listener, BooleanSupplier stops, long start) {
        Optional<ResumableRun> resumable = journal.map(lines -> {
            LeftOvers.delete(plan.tasks());
            return new ResumableRun(EarlierRuns.read(plan.journal().orElseThrow()), lines, process);
        });
        PictureWork work = new PictureWork(process, timestamps, planning.existing(), resumable, MemoryGate.ofHeap());
        BatchRun run = new BatchRun(plan.tasks(), work::on, listener, stops);
        return new BatchReport(run.by(threads), plan.unreadable(), (System.nanoTime() - start) / 1e9);
    }
}
