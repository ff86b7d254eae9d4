package ai.vivace.cli;

import ai.vivace.learn.BatchContext;
import ai.vivace.learn.Callback;
import ai.vivace.learn.Learner;
import ai.vivace.learn.Phase;
import ai.vivace.learn.RateFinder;
import ai.vivace.learn.RateFinding;
import ai.vivace.learn.Signal;

/** Shows how far the learning-rate finder has come. */
record FinderProgress(Progress progress) implements Callback {
    /** Finds a rate and shows how. */
    static RateFinding find(Learner learner, RateFinder finder, Console console) {
        try (Progress progress =
                Progress.of(console, "finding the learning rate: batch", finder.batches() * finder.repeats())) {
            return learner.findRate(finder, new FinderProgress(progress));
        }
    }

    @Override
    public Phase phase() {
        return Phase.REPORT;
    }

    @Override
    public Signal afterBatch(BatchContext batch) {
        progress.step();
        return Signal.CONTINUE;
    }
}
