package ai.vivace.learn;

/**
 * Something that happens at certain moments of training. Everything beyond forward, backward and step is one.
 *
 * <p>For each training batch: {@link #beforeBatch}, the model, {@link #afterOutput}, the loss, {@link #afterLoss}, the gradients,
 * {@link #beforeStep}, the step, {@link #afterStep}; and {@link #afterBatch} in any case. Around them, epochs and the fit. A context
 * has a setter for what may be changed and none for what may not. Callbacks run in the order of their {@link #phase}.
 */
public interface Callback {
    /** When this callback runs among the others. */
    default Phase phase() {
        return Phase.RECORD;
    }

    /** Before the first epoch of a fit; also before a resumed one. */
    default void beforeFit(FitContext fit) {}

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

    /** Gradients are there and about to be used; {@link Signal#SKIP_BATCH} lets them add up instead. */
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

    /** After the validation pass of an epoch, whose results are in {@link FitContext#evaluation}. */
    default void afterValidation(FitContext fit) {}

    default Signal afterEpoch(FitContext fit) {
        return Signal.CONTINUE;
    }

    /** After the last epoch, also when the fit ended early; not when it failed. */
    default void afterFit(FitContext fit) {}

    /** After everything, also when the fit failed: to give back what {@link #beforeFit} took. */
    default void close(FitContext fit) {}
}
