package ai.vivace.learn;

/**
 * Where a training stands between two batches.
 *
 * @param stage the stage, from 0
 * @param epoch the epoch of the stage in which it goes on; the number of its epochs when none is left
 * @param batch the batch of that epoch with which it goes on; the number of its batches when only validation is left
 * @param signal what callbacks have answered: {@link Signal#END_EPOCH} leaves out the remaining batches of the epoch
 */
record Position(int stage, int epoch, int batch, Signal signal) {
    static final Position START = new Position(0, 0, 0, Signal.CONTINUE);

    /** After a batch, of which the loop has come to a signal. */
    static Position afterBatch(int stage, int epoch, int batch, Signal signal) {
        return new Position(stage, epoch, batch + 1, signal);
    }

    /** After an epoch. */
    static Position afterEpoch(int stage, int epoch) {
        return new Position(stage, epoch + 1, 0, Signal.CONTINUE);
    }

    /** The same once callbacks have answered: the end of an epoch that is over already means nothing. */
    Position answered(Signal answer) {
        Signal both = signal.or(answer);
        boolean meaningless = batch == 0 && both == Signal.END_EPOCH;
        return new Position(stage, epoch, batch, meaningless ? Signal.CONTINUE : both);
    }
}
