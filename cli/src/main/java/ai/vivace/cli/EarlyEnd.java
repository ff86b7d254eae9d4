package ai.vivace.cli;

import ai.vivace.learn.BatchContext;
import ai.vivace.learn.Callback;
import ai.vivace.learn.FitContext;
import ai.vivace.learn.Phase;
import ai.vivace.learn.Signal;

/**
 * Lets Ctrl-C end a training after the batch under way, with a validation, so that what has been learnt until then can be kept. Whoever trains closes this when
 * all is written.
 */
final class EarlyEnd implements Callback, AutoCloseable {
    private final Interruption interruption = Interruption.watched();

    /** Whether the training was ended. */
    boolean isAsked() {
        return interruption.isAsked();
    }

    /** Says so, if it was. */
    void tell(Console console) {
        if (isAsked()) {
            console.warn("Ended early: what was learnt until then is kept.");
        }
    }

    @Override
    public Phase phase() {
        return Phase.REPORT;
    }

    @Override
    public Signal afterBatch(BatchContext batch) {
        return isAsked() ? Signal.END_EPOCH : Signal.CONTINUE;
    }

    @Override
    public Signal afterEpoch(FitContext fit) {
        return isAsked() ? Signal.END_FIT : Signal.CONTINUE;
    }

    @Override
    public void close() {
        interruption.close();
    }
}
