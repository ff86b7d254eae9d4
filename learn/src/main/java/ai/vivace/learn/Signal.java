package ai.vivace.learn;

/** What a callback wants the loop to do next. Of several answers to one event the strongest counts: the last named here. */
public enum Signal {
    /** Go on. */
    CONTINUE,
    /** Leave out the rest of this batch: once there are gradients, they stay and add up. Outside of batches: go on. */
    SKIP_BATCH,
    /** Leave out the rest of this batch and the remaining training batches of this epoch; validation follows. */
    END_EPOCH,
    /** Leave out everything up to the end of the fit, validation too, and the stages that would follow. */
    END_FIT;

    Signal or(Signal other) {
        return compareTo(other) >= 0 ? this : other;
    }
}
