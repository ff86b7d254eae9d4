package ai.vivace.learn;

/**
 * Something that happens at certain moments of training. Everything beyond forward, backward and step is one.
 *
 * <p>For each training batch: {@link #beforeBatch}, the model, {@link #afterOutput}, the loss, {@link #afterLoss}, the gradients,
 * {@link #afterGradients}, {@link #beforeStep}, the step, {@link #afterStep}; and {@link #afterBatch} in any case. Around them,
 * epochs and the fit, which is here one {@link Stage}: fine-tuning has two. A context has a setter for what may be changed and none
 * for what may not.
 *
 * <p>Callbacks run in the order of their {@link #phase}. All of them see an event, whatever those before answer; then the strongest
 * {@link Signal} counts. An exception ends the fit: the events that would follow do not come, but {@link #close} does.
 */
public interface Callback {
    /** When this callback runs among the others; default {@link Phase#RECORD}. */
    default Phase phase() {
        return Phase.RECORD;
    }

    /** Before the first epoch of a fit; also before a resumed one, whose state comes after this. */
    default void beforeFit(FitContext fit) {}

    /** Before the first batch of an epoch, when all layers are as in training. */
    default Signal beforeEpoch(FitContext fit) {
        return Signal.CONTINUE;
    }

    /** Before the model sees a training batch; inputs and targets may be changed. */
    default Signal beforeBatch(BatchContext batch) {
        return Signal.CONTINUE;
    }

    /** The model has answered; the output may be changed. */
    default Signal afterOutput(BatchContext batch) {
        return Signal.CONTINUE;
    }

    /** The loss is known; what gradients are taken of may be changed, what is recorded not. */
    default Signal afterLoss(BatchContext batch) {
        return Signal.CONTINUE;
    }

    /** A batch's gradients have been added to those that were there; {@link Signal#SKIP_BATCH} lets them add up further. */
    default Signal afterGradients(BatchContext batch) {
        return Signal.CONTINUE;
    }

    /** Gradients are complete and about to be used. */
    default Signal beforeStep(BatchContext batch) {
        return Signal.CONTINUE;
    }

    /** Parameters have moved. */
    default Signal afterStep(BatchContext batch) {
        return Signal.CONTINUE;
    }

    /** After each training batch, also one cut short. */
    default Signal afterBatch(BatchContext batch) {
        return Signal.CONTINUE;
    }

    /** Before the validation pass of an epoch. */
    default void beforeValidation(FitContext fit) {}

    /** After the validation pass, whose results are in {@link FitContext#evaluation}; the model is still as it was validated. */
    default void afterValidation(FitContext fit) {}

    /** After the validation pass of an epoch, when the model is about to go on training. */
    default Signal afterEpoch(FitContext fit) {
        return Signal.CONTINUE;
    }

    /** After the last epoch, also when the fit ended early; not when it failed. */
    default void afterFit(FitContext fit) {}

    /**
     * After everything, also when the fit failed: to give back what {@link #beforeFit} took. It comes also when another callback's
     * {@link #beforeFit} or {@link #close} has failed, so perhaps without a {@link #beforeFit} of its own.
     */
    default void close(FitContext fit) {}
}
