package ai.vivace.learn;

import ai.vivace.optim.Optimizer;
import ai.vivace.schedule.Policy;
import org.jspecify.annotations.Nullable;

/** One stage of training as it goes: where it stands, and what it has found. */
public final class FitContext {
    private final Learner learner;
    private final Stage stage;
    private final double[] highestRates;
    private final int batchesPerEpoch;
    private int epoch;
    private int batch;
    private @Nullable Evaluation evaluation;

    FitContext(Learner learner, Stage stage, int batchesPerEpoch) {
        this.learner = learner;
        this.stage = stage;
        this.highestRates = stage.rates().forGroups(learner.groups().size());
        this.batchesPerEpoch = batchesPerEpoch;
    }

    /** Who is training. */
    public Learner learner() {
        return learner;
    }

    /** What was asked for. */
    public Stage stage() {
        return stage;
    }

    /** The current epoch of the stage, from 0. */
    public int epoch() {
        return epoch;
    }

    /** How many epochs the stage has, unless a callback ends it earlier. */
    public int epochs() {
        return stage.epochs();
    }

    /** The current training batch in its epoch, from 0. */
    public int batch() {
        return batch;
    }

    /** How many training batches an epoch has. */
    public int batchesPerEpoch() {
        return batchesPerEpoch;
    }

    /** The current training batch in the stage, from 0. */
    public long step() {
        return (long) epoch * batchesPerEpoch + batch;
    }

    /** The share of the stage's training batches that come before the current one, from 0 to below 1. */
    public double progress() {
        return (double) step() / ((long) stage.epochs() * batchesPerEpoch);
    }

    /** The last validation pass of this stage, if there was one. */
    public @Nullable Evaluation evaluation() {
        return evaluation;
    }

    /** Sets rates and momentum for the current batch; momentum only where the policy has one. */
    void applySchedule() {
        Optimizer optimizer = learner.optimizer();
        Policy policy = stage.policy();
        double factor = policy.factor().at(progress()) * learner.rateFactor();
        for (int i = 0; i < highestRates.length; i++) {
            optimizer.groups().get(i).hyper().learningRate(highestRates[i] * factor);
        }
        policy.momentum().ifPresent(schedule -> {
            double momentum = schedule.at(progress());
            optimizer.groups().forEach(group -> group.hyper().momentum(momentum));
        });
    }

    void at(int epoch, int batch) {
        this.epoch = epoch;
        this.batch = batch;
    }

    void evaluation(Evaluation result) {
        evaluation = result;
    }
}
