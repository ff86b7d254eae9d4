package ai.vivace.learn;

import ai.vivace.base.InputException;
import ai.vivace.base.Rng;
import ai.vivace.data.Batch;
import ai.vivace.data.BatchStream;
import ai.vivace.data.Loader;
import ai.vivace.optim.OptimizerState;
import ai.vivace.schedule.Policy;
import ai.vivace.schedule.Rates;
import ai.vivace.schedule.SmoothedLoss;
import ai.vivace.tensor.Scope;
import java.util.ArrayList;
import java.util.List;

/**
 * The learning-rate range test (Smith 2015) as fastai does it: trains for a few batches while the rate rises exponentially, and
 * stops when the smoothed loss exceeds four times its best.
 *
 * <p>Afterwards, also when it fails, everything is as before, to the last bit: parameters, buffers, optimizer state, freezing and
 * rates; gradients are cleared. The copy is kept in memory; nothing is written to disk. Unlike fastai's, the random numbers of later
 * training do not change either. Of the learner's callbacks those run that shape training ({@link Phase#shapesTraining}); those that
 * watch, record and report do not.
 *
 * @param lowest the first rate, positive; default 1e-7
 * @param highest the rate after the last batch, above the lowest; default 10
 * @param batches how many at most, at least 6; default 100
 */
public record RateFinder(double lowest, double highest, int batches) {
    private static final int FEWEST = 6;
    private static final double DIVERGED = 4;

    public RateFinder {
        InputException.require(
                lowest > 0 && lowest < highest && Double.isFinite(highest),
                () -> "The finder's rates must be positive and rise, but came " + lowest + " to " + highest + ".");
        InputException.require(
                batches >= FEWEST, () -> "The finder needs at least " + FEWEST + " batches, but came " + batches + ".");
    }

    /** fastai's settings: 1e-7 to 10 in at most 100 batches. */
    public static RateFinder standard() {
        return new RateFinder(1e-7, 10, 100);
    }

    RateFinding run(Learner learner, Callbacks shaping) {
        try (StateCopy model = StateCopy.of(learner.model());
                OptimizerState optimizer = learner.optimizer().state().copy()) {
            learner.optimizer().clearGradients();
            try {
                return learner.model().training(() -> sweep(learner, shaping));
            } finally {
                model.restore(learner.model());
                learner.optimizer().load(optimizer);
            }
        }
    }

    private RateFinding sweep(Learner learner, Callbacks shaping) {
        Loader loader = learner.data().training();
        Policy rising = () -> progress -> lowest * Math.pow(highest / lowest, progress);
        Stage stage = Stage.of(1, Rates.of(1), rising);
        Sweep sweep = new Sweep();
        List<Callback> callbacks = new ArrayList<>(shaping.all());
        callbacks.add(sweep);
        Callbacks all = new Callbacks(callbacks);
        FitContext fit = new FitContext(learner, stage, batches);
        Loop loop = new Loop(learner, all);
        try (var closing = all.closing(fit)) {
            all.tell(fit, Callback::beforeFit);
            int done = 0;
            Signal signal = Signal.CONTINUE;
            for (int epoch = 0; done < batches && signal != Signal.END_FIT; epoch++) {
                try (BatchStream stream = loader.epoch(learner.epochsDone() + epoch)) {
                    boolean more = true;
                    while (more && done < batches && signal != Signal.END_FIT) {
                        try (var scope = Scope.open()) {
                            Batch batch = stream.next();
                            more = batch != null;
                            if (batch != null) {
                                fit.at(0, done);
                                Rng draws =
                                        Rng.of(learner.seed()).split("finder").split(done);
                                signal = loop.batch(fit, batch, draws);
                                done++;
                            }
                        }
                    }
                }
            }
        }
        return RateFinding.of(sweep.rates, sweep.losses, batches);
    }

    /** Writes the curve and stops when it has left the useful region. */
    private static final class Sweep implements Callback {
        private final List<Double> rates = new ArrayList<>();
        private final List<Double> losses = new ArrayList<>();
        private final SmoothedLoss smoothed = SmoothedLoss.standard();
        private double best = Double.POSITIVE_INFINITY;

        @Override
        public Signal afterLoss(BatchContext batch) {
            double loss = smoothed.add(batch.loss());
            rates.add(batch.fit().learner().rate());
            losses.add(loss);
            best = Math.min(best, loss);
            return Double.isFinite(loss) && loss <= DIVERGED * best ? Signal.CONTINUE : Signal.END_FIT;
        }
    }
}
