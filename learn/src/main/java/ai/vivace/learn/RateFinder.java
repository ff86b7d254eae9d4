package ai.vivace.learn;

import ai.vivace.base.InputException;
import ai.vivace.base.Rng;
import ai.vivace.data.Batch;
import ai.vivace.data.BatchStream;
import ai.vivace.data.Loader;
import ai.vivace.optim.OptimizerGroup;
import ai.vivace.optim.OptimizerState;
import ai.vivace.schedule.Policy;
import ai.vivace.schedule.Rates;
import ai.vivace.schedule.SmoothedLoss;
import ai.vivace.tensor.Engine;
import ai.vivace.tensor.Scope;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The learning-rate range test (Smith 2015) as fastai does it: trains for a few batches while the rate rises exponentially, and
 * stops when the smoothed loss exceeds four times its best (a best of 0 or less has no multiple: then only when it is no number).
 *
 * <p>Afterwards, also when it fails, everything is as before, to the last bit: parameters, buffers, optimizer state, freezing and
 * rates; gradients are cleared. The copy is kept in memory; nothing is written to disk. Unlike fastai's, the random numbers of
 * what comes later, training or not, do not change either. Of the learner's callbacks those run that shape training ({@link Phase#shapesTraining}); those that
 * watch, record and report do not.
 *
 * <p>Where batches take long, {@link #within} bounds the time by bigger steps between rates. With {@link #group} the rate of one parameter
 * group rises alone, while the others keep still: what it suggests is for {@link Rates} that differ by group.
 *
 * <p>One curve depends on its batches. With {@link #repeats} the test runs several times from the same weights, each time with the batches
 * that follow, and the curve is the median: where most runs have stopped, it ends.
 *
 * @param lowest the first rate, positive; default 1e-7
 * @param highest the rate after the last batch, above the lowest; default 10
 * @param batches how many at most in a run, at least 6; default 100
 * @param repeats how many runs, at least 1; default 1
 * @param smoothing the share of the mean that stays at each loss, at least 0 and below 1; default 0.98
 * @param limit about how long it may take; default empty, for however long it takes
 * @param group whose rate rises, counted from 0, or from -1 for the last and backwards; default empty, for all groups
 */
public record RateFinder(
        double lowest,
        double highest,
        int batches,
        int repeats,
        double smoothing,
        Optional<Duration> limit,
        OptionalInt group) {
    private static final int FEWEST = 6;

    /** With fewer batches a curve has no shape, however short the time. */
    private static final int FEWEST_WITHIN = 20;

    /** The batches that time is taken of; the first, which warms up, does not count. */
    private static final int TIMED = 4;

    private static final double SMOOTHING = 0.98;
    private static final double DIVERGED = 4;

    public RateFinder {
        InputException.require(
                lowest > 0 && lowest < highest && Double.isFinite(highest),
                () -> "The finder's rates must be positive and rise, but came " + lowest + " to " + highest + ".");
        InputException.require(
                batches >= FEWEST, () -> "The finder needs at least " + FEWEST + " batches, but came " + batches + ".");
        InputException.require(repeats >= 1, () -> "The finder runs at least once, not " + repeats + " times.");
        SmoothedLoss.of(smoothing);
        limit.ifPresent(time -> InputException.require(
                !time.isNegative() && !time.isZero(),
                () -> "The finder's time must be more than nothing, but is " + time.toMillis() + " ms."));
    }

    /** A single run of all groups, however long it takes. */
    public RateFinder(double lowest, double highest, int batches) {
        this(lowest, highest, batches, 1, SMOOTHING, Optional.empty(), OptionalInt.empty());
    }

    /** fastai's settings: 1e-7 to 10 in at most 100 batches. */
    public static RateFinder standard() {
        return new RateFinder(1e-7, 10, 100);
    }

    /** The same with several runs, whose median is taken; an odd number is best. */
    public RateFinder repeats(int newRepeats) {
        return new RateFinder(lowest, highest, batches, newRepeats, smoothing, limit, group);
    }

    /** The same with another smoothing: less shows more of the curve's turns, and more of its noise. */
    public RateFinder smoothing(double newSmoothing) {
        return new RateFinder(lowest, highest, batches, repeats, newSmoothing, limit, group);
    }

    /**
     * The same within about so much time for all runs: as many batches as fit, by the time of the first few, but at least 20 a run and no
     * more than are set. The rates then take bigger steps; how big, depends on the machine.
     */
    public RateFinder within(Duration time) {
        return new RateFinder(lowest, highest, batches, repeats, smoothing, Optional.of(time), group);
    }

    /** The same for one parameter group alone. */
    public RateFinder group(int number) {
        return new RateFinder(lowest, highest, batches, repeats, smoothing, limit, OptionalInt.of(number));
    }

    RateFinding run(Learner learner, Callbacks shaping) {
        int planned = limit.isPresent() ? affordable(learner, shaping, limit.get()) : batches;
        List<Sweep> sweeps = new ArrayList<>();
        int epoch = learner.epochsDone();
        for (int repeat = 0; repeat < repeats; repeat++) {
            Sweep sweep = sweep(learner, repeat, epoch);
            runAndPutBack(learner, shaping, sweep, planned, planned);
            sweeps.add(sweep);
            epoch = sweep.epoch;
        }
        return repeats == 1
                ? RateFinding.of(sweeps.get(0).rates, sweeps.get(0).losses, planned)
                : median(sweeps, planned);
    }

    private Sweep sweep(Learner learner, int repeat, int epoch) {
        int groups = learner.groups().size();
        int chosen = group.orElse(-1);
        InputException.require(
                chosen >= -groups && chosen < groups,
                () -> "The finder is for parameter group " + chosen + ", but the model has " + groups + " groups, 0 to "
                        + (groups - 1) + ".");
        return new Sweep(repeat, epoch, SmoothedLoss.of(smoothing), Math.floorMod(chosen, groups), group.isPresent());
    }

    /** How many batches a run may have. */
    private int affordable(Learner learner, Callbacks shaping, Duration time) {
        long start = System.nanoTime();
        Sweep timed = sweep(learner, 0, learner.epochsDone());
        runAndPutBack(learner, shaping, timed, batches, Math.min(TIMED, batches));
        long end = System.nanoTime();
        long each = Math.max(1, (end - timed.afterFirst) / Math.max(1, timed.losses.size() - 1));
        long left = (time.toNanos() - (end - start)) / each / repeats;
        return (int) Math.min(batches, Math.max(left, FEWEST_WITHIN));
    }

    /** At each rate the median of the runs' losses, a run that has stopped before counting as infinitely bad. */
    private static RateFinding median(List<Sweep> sweeps, int planned) {
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
        return RateFinding.of(rates, losses, planned);
    }

    private void runAndPutBack(Learner learner, Callbacks shaping, Sweep sweep, int planned, int most) {
        try (StateCopy model = StateCopy.of(learner.model());
                OptimizerState optimizer = learner.optimizer().state().copy()) {
            learner.optimizer().clearGradients();
            try {
                Engine.sparingRandomness(learner.device(), () -> learner.model().training(() -> {
                    run(learner, shaping, sweep, planned, most);
                    return sweep;
                }));
            } finally {
                model.restore(learner.model());
                learner.optimizer().load(optimizer);
            }
        }
    }

    private void run(Learner learner, Callbacks shaping, Sweep sweep, int planned, int most) {
        Loader loader = learner.data().training();
        Policy rising = () -> progress -> lowest * Math.pow(highest / lowest, progress);
        Stage stage = Stage.of(1, Rates.of(1), rising);
        List<Callback> callbacks = new ArrayList<>(shaping.all());
        callbacks.add(sweep);
        Callbacks all = new Callbacks(callbacks);
        FitContext fit = new FitContext(learner, stage, planned);
        Loop loop = new Loop(learner, all);
        try (var closing = all.closing(fit)) {
            all.tell(fit, Callback::beforeFit);
            int done = 0;
            Signal signal = Signal.CONTINUE;
            while (done < most && signal != Signal.END_FIT) {
                try (BatchStream stream = loader.epoch(sweep.epoch++)) {
                    boolean more = true;
                    while (more && done < most && signal != Signal.END_FIT) {
                        try (var scope = Scope.open()) {
                            Batch batch = stream.next();
                            more = batch != null;
                            if (batch != null) {
                                fit.at(0, done);
                                Rng draws = Rng.of(learner.seed())
                                        .split("finder")
                                        .split((long) sweep.repeat * planned + done);
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
        private final SmoothedLoss smoothed;
        private final int repeat;
        private final int group;
        private final boolean alone;
        private long afterFirst;
        private double best = Double.POSITIVE_INFINITY;

        /** The loader's epoch from which the next batches come. */
        private int epoch;

        private Sweep(int repeat, int epoch, SmoothedLoss smoothed, int group, boolean alone) {
            this.repeat = repeat;
            this.epoch = epoch;
            this.smoothed = smoothed;
            this.group = group;
            this.alone = alone;
        }

        private double lossAt(int point) {
            return point < losses.size() && Double.isFinite(losses.get(point))
                    ? losses.get(point)
                    : Double.POSITIVE_INFINITY;
        }

        @Override
        public Signal beforeBatch(BatchContext batch) {
            List<OptimizerGroup> groups = batch.fit().learner().optimizer().groups();
            for (int i = 0; alone && i < groups.size(); i++) {
                if (i != group) {
                    groups.get(i).hyper().learningRate(0);
                }
            }
            return Signal.CONTINUE;
        }

        @Override
        public Signal afterBatch(BatchContext batch) {
            if (losses.size() == 1) {
                afterFirst = System.nanoTime();
            }
            return Signal.CONTINUE;
        }

        @Override
        public Signal afterLoss(BatchContext batch) {
            double loss = smoothed.add(batch.loss());
            rates.add(batch.fit()
                    .learner()
                    .optimizer()
                    .groups()
                    .get(group)
                    .hyper()
                    .learningRate());
            losses.add(loss);
            best = Math.min(best, loss);
            boolean diverged = !Double.isFinite(loss) || (best > 0 && loss > DIVERGED * best);
            return diverged ? Signal.END_FIT : Signal.CONTINUE;
        }
    }
}
