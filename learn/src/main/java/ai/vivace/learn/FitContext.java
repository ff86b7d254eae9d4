package ai.vivace.learn;

import org.jspecify.annotations.Nullable;

/** A fit as it goes: where it stands, and what it has found. */
public final class FitContext {
    private final Learner learner;
    private final Stage stage;
    private final int batchesPerEpoch;
    private int epoch;
    private int batch;
    private int nextEpoch;
    private int nextBatch;
    private @Nullable Evaluation evaluation;

    FitContext(Learner learner, Stage stage, int batchesPerEpoch) {
        this.learner = learner;
        this.stage = stage;
        this.batchesPerEpoch = batchesPerEpoch;
    }

    public Learner learner() {
        return learner;
    }

    /** What the fit was asked for. */
    public Stage stage() {
        return stage;
    }

    /** The current epoch, from 0. */
    public int epoch() {
        return epoch;
    }

    public int epochs() {
        return stage.epochs();
    }

    /** The current training batch in its epoch, from 0. */
    public int batch() {
        return batch;
    }

    public int batchesPerEpoch() {
        return batchesPerEpoch;
    }

    /** The current training batch in the fit, from 0. */
    public long step() {
        return (long) epoch * batchesPerEpoch + batch;
    }

    /** The share of the fit's training batches that are done, from 0 to 1. */
    public double progress() {
        return (double) step() / ((long) stage.epochs() * batchesPerEpoch);
    }

    /** The last validation pass of this fit, if there was one. */
    public @Nullable Evaluation evaluation() {
        return evaluation;
    }

    void at(int epoch, int batch) {
        this.epoch = epoch;
        this.batch = batch;
    }

    /** Where a fit resumed from a checkpoint written now would go on. */
    void next(int epoch, int batch) {
        nextEpoch = epoch;
        nextBatch = batch;
    }

    int nextEpoch() {
        return nextEpoch;
    }

    int nextBatch() {
        return nextBatch;
    }

    void evaluation(Evaluation result) {
        evaluation = result;
    }
}
