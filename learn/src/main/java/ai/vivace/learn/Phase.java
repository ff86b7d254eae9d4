package ai.vivace.learn;

/** When a callback runs among the others at each event: phases in this order, and in the order given within one. */
public enum Phase {
    /** Sets up how the model computes: mixed precision. */
    COMPUTE,
    /** Sets rates and momenta. */
    SCHEDULE,
    /** Changes inputs and targets: mixup. */
    INPUT,
    /** Changes what gradients are taken of: distillation, penalties. */
    OBJECTIVE,
    /** Scales losses, changes gradients: accumulation, clipping. */
    GRADIENT,
    /** Changes weights after a step: averaging. */
    WEIGHTS,
    /** Watches and stops: divergence. */
    GUARD,
    /** Writes down what happened. */
    RECORD,
    /** Acts on what is written down: saving the best, early stopping, plateaus. */
    TRACK,
    /** Tells people: progress. */
    REPORT;

    /** Whether callbacks of this phase change training itself, so that the learning-rate finder must run them too. */
    public boolean shapesTraining() {
        return compareTo(GUARD) < 0;
    }
}
