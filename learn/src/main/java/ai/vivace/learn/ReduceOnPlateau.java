package ai.vivace.learn;

import ai.vivace.base.InputException;
import ai.vivace.tensor.Tensor;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Divides the learning rates when a number has not improved for some epochs. Defaults are fastai's: validation loss, a patience
 * of one epoch, a division by 10, no lower bound, any improvement counts, no pause. NaN is never an improvement.
 *
 * <p>It works through {@link Learner#rateFactor(double)}, so it goes with every schedule; the bound is therefore a share of the
 * scheduled rates, where fastai's {@code min_lr} is a rate. The next fit starts at full rates.
 */
public final class ReduceOnPlateau implements Callback, Resumable {
    private static final Logger log = LoggerFactory.getLogger(ReduceOnPlateau.class);

    private final Monitor monitor;
    private final int patienceEpochs;
    private final double divisor;
    private final double smallestFactor;
    private final BestTracker tracker;
    private final double leastShare;
    private final int cooldownEpochs;
    private double factor = 1;
    private int pause;

    private ReduceOnPlateau(
            Monitor monitor,
            int patienceEpochs,
            double divisor,
            double smallestFactor,
            double leastShare,
            int cooldownEpochs) {
        InputException.require(
                patienceEpochs >= 1, () -> "The patience must be at least one epoch, but is " + patienceEpochs + ".");
        InputException.require(
                divisor > 1 && Double.isFinite(divisor),
                () -> "Rates must be divided by a number above 1, but came " + divisor + ".");
        InputException.require(
                smallestFactor >= 0 && smallestFactor <= 1,
                () -> "The smallest factor on rates must be 0 to 1, but is " + smallestFactor + ".");
        InputException.require(
                leastShare >= 0 && leastShare < 1,
                () -> "The least improvement must be a share of the best value, at least 0 and below 1, but is "
                        + leastShare + ".");
        InputException.require(
                cooldownEpochs >= 0, () -> "The cool-down must be 0 epochs or more, but is " + cooldownEpochs + ".");
        this.monitor = monitor;
        this.patienceEpochs = patienceEpochs;
        this.divisor = divisor;
        this.smallestFactor = smallestFactor;
        this.leastShare = leastShare;
        this.cooldownEpochs = cooldownEpochs;
        this.tracker = new BestTracker(monitor, 0, leastShare);
    }

    /** Watches a number; divides rates by 10 after one epoch without a new best. */
    public static ReduceOnPlateau on(Monitor monitor) {
        return new ReduceOnPlateau(monitor, 1, 10, 0, 0, 0);
    }

    /**
     * Watches a number with the defaults of PyTorch's {@code ReduceLROnPlateau}: rates are divided by 10 after the eleventh epoch in a row
     * that has not improved the best value by a ten-thousandth of it. (PyTorch's patience of 10 is the number of such epochs that it
     * lets pass.)
     */
    public static ReduceOnPlateau pytorch(Monitor monitor) {
        return new ReduceOnPlateau(monitor, 11, 10, 0, 1e-4, 0);
    }

    /**
     * The same with another patience.
     *
     * @param epochs how many epochs in a row may pass without a new best before rates are divided; at least 1
     */
    public ReduceOnPlateau patience(int epochs) {
        return new ReduceOnPlateau(monitor, epochs, divisor, smallestFactor, leastShare, cooldownEpochs);
    }

    /**
     * The same with another divisor.
     *
     * @param divisor above 1
     */
    public ReduceOnPlateau divisor(double divisor) {
        return new ReduceOnPlateau(monitor, patienceEpochs, divisor, smallestFactor, leastShare, cooldownEpochs);
    }

    /**
     * The same, never reducing rates below a share of the scheduled ones.
     *
     * @param factor 0 to 1; default 0
     */
    public ReduceOnPlateau smallestFactor(double factor) {
        return new ReduceOnPlateau(monitor, patienceEpochs, divisor, factor, leastShare, cooldownEpochs);
    }

    /**
     * The same, where only an improvement by more than a share of the best value counts: PyTorch's {@code threshold}.
     *
     * @param share at least 0 and below 1; default 0
     */
    public ReduceOnPlateau leastImprovement(double share) {
        return new ReduceOnPlateau(monitor, patienceEpochs, divisor, smallestFactor, share, cooldownEpochs);
    }

    /**
     * The same with a pause after each division, in which epochs without improvement do not count.
     *
     * @param epochs at least 0; default 0
     */
    public ReduceOnPlateau cooldown(int epochs) {
        return new ReduceOnPlateau(monitor, patienceEpochs, divisor, smallestFactor, leastShare, epochs);
    }

    @Override
    public Phase phase() {
        return Phase.TRACK;
    }

    @Override
    public void beforeFit(FitContext fit) {
        monitor.check(fit.learner());
        tracker.reset();
        factor = 1;
        pause = 0;
    }

    @Override
    public Signal afterEpoch(FitContext fit) {
        boolean improved = tracker.improves(fit);
        if (pause > 0) {
            pause--;
            tracker.restartPatience();
            return Signal.CONTINUE;
        }
        if (!improved && tracker.epochsSince() >= patienceEpochs) {
            if (factor > smallestFactor) {
                reduce(fit.learner());
            }
            tracker.restartPatience();
            pause = cooldownEpochs;
        }
        return Signal.CONTINUE;
    }

    private void reduce(Learner learner) {
        double reduced = Math.max(smallestFactor, factor / divisor);
        // Relative, as another one may watch another number.
        learner.rateFactor(learner.rateFactor() * (reduced / factor));
        factor = reduced;
        log.info(
                "{} has not improved on {} for {} epoch(s): learning rates are now {} of the scheduled ones.",
                monitor.name(),
                tracker.best(),
                tracker.epochsSince(),
                factor);
    }

    @Override
    public String stateName() {
        return "reduceOnPlateau:" + monitor.name();
    }

    @Override
    public void save(ObjectNode facts, Map<String, Tensor> tensors) {
        tracker.save(facts);
        facts.put("factor", factor).put("pause", pause);
    }

    @Override
    public void restore(ObjectNode facts, Map<String, Tensor> tensors) {
        tracker.restore(facts);
        factor = facts.path("factor").asDouble(1);
        pause = facts.path("pause").asInt();
    }
}
