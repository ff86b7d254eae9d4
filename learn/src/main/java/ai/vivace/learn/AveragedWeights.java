package ai.vivace.learn;

import ai.vivace.base.InputException;
import ai.vivace.tensor.Autograd;
import org.jspecify.annotations.Nullable;

/**
 * Lets a model whose optimizer averages (Schedule-Free) be judged, kept and exported with the average, and trained where the optimizer
 * takes gradients: validation sees the average, the epoch after it the training point, and a finished fit leaves the average in the
 * model. Batch-norm statistics are computed anew for it, by one pass over the training data for each validation.
 *
 * <p>Each fit starts a new average at the weights that the model has then. Checkpoints hold the training point; the average is in the
 * optimizer's state.
 */
final class AveragedWeights implements Callback {
    /** The training point during validation. */
    private @Nullable StateCopy own;

    /** The average with its statistics, as long as no step has been taken since. */
    private @Nullable StateCopy judged;

    @Override
    public Phase phase() {
        return Phase.WEIGHTS;
    }

    @Override
    public void beforeFit(FitContext fit) {
        InputException.require(
                fit.learner().callbacks().all().stream().noneMatch(WeightAverage.class::isInstance),
                () -> fit.learner().optimizerKind()
                        + " averages weights by itself. Leave the callback WeightAverage out, or take another optimizer.");
        release();
        fit.learner().optimizer().clearState();
    }

    @Override
    public Signal afterStep(BatchContext batch) {
        if (judged != null) {
            judged.close();
            judged = null;
        }
        return Signal.CONTINUE;
    }

    @Override
    public void beforeValidation(FitContext fit) {
        own = StateCopy.of(fit.learner().model());
        enterAverage(fit);
    }

    @Override
    public Signal afterEpoch(FitContext fit) {
        returnOwn(fit);
        return Signal.CONTINUE;
    }

    @Override
    public void afterFit(FitContext fit) {
        enterAverage(fit);
    }

    /** A fit that fails while it validates the average leaves the model with its own weights. */
    @Override
    public void close(FitContext fit) {
        try {
            returnOwn(fit);
        } finally {
            release();
        }
    }

    private void enterAverage(FitContext fit) {
        Learner learner = fit.learner();
        if (judged != null) {
            judged.restore(learner.model());
            return;
        }
        Autograd.off(() -> learner.optimizer()
                .evaluationPoint()
                .forEach((parameter, average) -> parameter.value().copyFrom(average)));
        BatchStatistics.recompute(learner);
        judged = StateCopy.of(learner.model());
    }

    private void returnOwn(FitContext fit) {
        if (own != null) {
            own.restore(fit.learner().model());
            own.close();
            own = null;
        }
    }

    private void release() {
        if (own != null) {
            own.close();
            own = null;
        }
        if (judged != null) {
            judged.close();
            judged = null;
        }
    }
}
