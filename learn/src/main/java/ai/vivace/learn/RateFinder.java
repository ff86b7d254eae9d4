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
import ai.vivace.tensor.Engine;
import ai.vivace.tensor.Scope;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The learning-rate range test (Smith 2015) as fastai does it: trains for a few batches while the rate rises exponentially, and
 * stops when the smoothed loss exceeds four times its best (a best of 0 or less has no multiple: then only when it is no number).
 *
 * <p>Afterwards, also when it fails, everything is as before, to the last bit: parameters, buffers, optimizer state, freezing and
 * rates; gradients are cleared. The copy is kept in memory; nothing is written to disk. Unlike fastai's, the random numbers of
 * what comes later, training or not, do not change either. Of the learner's callbacks those run that shape training ({@link Phase#shapesTraining}); those that
 * watch, record and report do not.
 *
 * <p>One curve depends on its batches. With {@link #repeats} the test runs several times from the same weights, each time with the batches
 * that follow, and the curve is the median: where most runs have stopped, it ends.
 *
 * @param lowest the first rate, positive; default 1e-7
 * @param highest the rate after the last batch, above the lowest; default 10
 * @param batches how many at most in a run, at least 6; default 100
 * @param repeats how many runs, at least 1; default 1
 */
public record RateFinder(double lowest, double highest, int batches, int repeats) {
    private static final int FEWEST = 6;
    private static final double DIVERGED = 4;

    public RateFinder {
        InputException.require(
                lowest > 0 && lowest < highest && Double.isFinite(highest),
                () -> "The finder's rates must be positive and rise, but came " + lowest + " to " + highest + ".");
        InputException.require(
                batches >= FEWEST, () -> "The finder needs at least " + FEWEST + " batches, but came " + batches + ".");
        InputException.require(repeats >= 1, () -> "The finder runs at least once, not " + repeats + " times.");
    }

    /** A single run. */
    public RateFinder(double lowest, double highest, int batches) {
        this(lowest, highest, batches, 1);
    }

    /** fastai's settings: 1e-7 to 10 in at most 100 batches. */
    public static RateFinder standard() {
        return new RateFinder(1e-7, 10, 100);
    }

    /** The same with several runs, whose median is taken; an odd number is best. */
    public RateFinder repeats(int newRepeats) {
        return new RateFinder(lowest, highest, batches, newRepeats);
    }

    RateFinding run(Learner learner, Callbacks shaping) {
        List<Sweep> sweeps = new ArrayList<>();
        int epoch = learner.epochsDone();
        for (int repeat = 0; repeat < repeats; repeat++) {
            Sweep sweep = new Sweep(repeat, epoch);
            runAndPutBack(learner, shaping, sweep);
            sweeps.add(sweep);
            epoch = sweep.epoch;
        }
        return repeats == 1 ? RateFinding.of(sweeps.get(0).rates, sweeps.get(0).losses, batches) : median(sweeps);
    }

    /** At each rate the median of the runs' losses, a run that has stopped before counting as infinitely bad. */
    private RateFinding median(List<Sweep> sweeps) {
        List<Double> rates = new ArrayList<>();
        List<Double> losses = new ArrayList<>();
        Sweep longest = sweeps.stream()
                .max(Comparator.comparingInt(sweep -> sweep.losses.size()))
                .orElseThrow();
        for (int i = 0; i < longest.losses.size(); i++) {
            int point = i;
            double[] sorted = sweeps.stream()
                    .mapToDouble(sweep -> sweep.lossAt(point))
                    .sorted()
                    .toArray();
            double median = (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
            if (Double.isInfinite(median)) {
                break;
            }
            rates.add(longest.rates.get(i));
            losses.add(median);
        }
        return RateFinding.of(rates, losses, batches);
    }

    private void runAndPutBack(Learner learner, Callbacks shaping, Sweep sweep) {
        try (StateCopy model = StateCopy.of(learner.model());
                OptimizerState optimizer = learner.optimizer().state().copy()) {
            learner.optimizer().clearGradients();
            try {
                Engine.sparingRandomness(learner.device(), () -> learner.model().training(() -> {
                    sweep(learner, shaping, sweep);
                    return sweep;
                }));
            } finally {
                model.restore(learner.model());
                learner.optimizer().load(optimizer);
            }
        }
    }

    private void sweep(Learner learner, Callbacks shaping, Sweep sweep) {
        Loader loader = learner.data().training();
        Policy rising = () -> progress -> lowest * Math.pow(highest / lowest, progress);
        Stage stage = Stage.of(1, Rates.of(1), rising);
        List<Callback> callbacks = new ArrayList<>(shaping.all());
        callbacks.add(sweep);
        Callbacks all = new Callbacks(callbacks);
        FitContext fit = new FitContext(learner, stage, batches);
        Loop loop = new Loop(learner, all);
        try (var closing = all.closing(fit)) {
            all.tell(fit, Callback::beforeFit);
            int done = 0;
            Signal signal = Signal.CONTINUE;
            while (done < batches && signal != Signal.END_FIT) {
                try (BatchStream stream = loader.epoch(sweep.epoch++)) {
                    boolean more = true;
                    while (more && done < batches && signal != Signal.END_FIT) {
                        try (var scope = Scope.open()) {
                            Batch batch = stream.next();
                            more = batch != null;
                            if (batch != null) {
                                fit.at(0, done);
                                Rng draws = Rng.of(learner.seed())
                                        .split("finder")
                                        .split((long) sweep.repeat * batches + done);
                                signal = loop.batch(fit, batch, draws);
                                done++;
                            }
                        }
                    }
                }
            }
        }
    }

    /** Writes the curve and stops when it has left the useful region. */
    private static final class Sweep implements Callback {
        private final List<Double> rates = new ArrayList<>();
        private final List<Double> losses = new ArrayList<>();
        private final SmoothedLoss smoothed = SmoothedLoss.standard();
        private final int repeat;
        private double best = Double.POSITIVE_INFINITY;

        /** The loader's epoch from which the next batches come. */
        private int epoch;

        private Sweep(int repeat, int epoch) {
            this.repeat = repeat;
            this.epoch = epoch;
        }

        private double lossAt(int point) {
            return point < losses.size() && Double.isFinite(losses.get(point))
                    ? losses.get(point)
                    : Double.POSITIVE_INFINITY;
        }

        @Override
        public Signal afterLoss(BatchContext batch) {
            double loss = smoothed.add(batch.loss());
            rates.add(batch.fit().learner().rate());
            losses.add(loss);
            best = Math.min(best, loss);
            boolean diverged = !Double.isFinite(loss) || (best > 0 && loss > DIVERGED * best);
            return diverged ? Signal.END_FIT : Signal.CONTINUE;
        }
    }
}
