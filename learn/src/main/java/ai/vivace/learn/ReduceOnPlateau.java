package ai.vivace.learn;

import ai.vivace.base.InputException;
import ai.vivace.tensor.Tensor;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Divides the learning rates when a number has not improved for some epochs. Defaults are fastai's: validation loss, a patience
 * of one epoch, a division by 10, no lower bound. NaN is never an improvement.
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
    private double factor = 1;

    private ReduceOnPlateau(Monitor monitor, int patienceEpochs, double divisor, double smallestFactor) {
        InputException.require(
                patienceEpochs >= 1, () -> "The patience must be at least one epoch, but is " + patienceEpochs + ".");
        InputException.require(
                divisor > 1 && Double.isFinite(divisor),
                () -> "Rates must be divided by a number above 1, but came " + divisor + ".");
        InputException.require(
                smallestFactor >= 0 && smallestFactor <= 1,
                () -> "The smallest factor on rates must be 0 to 1, but is " + smallestFactor + ".");
        this.monitor = monitor;
        this.patienceEpochs = patienceEpochs;
        this.divisor = divisor;
        this.smallestFactor = smallestFactor;
        this.tracker = new BestTracker(monitor, 0);
    }

    /** Watches a number; divides rates by 10 after one epoch without a new best. */
    public static ReduceOnPlateau on(Monitor monitor) {
        return new ReduceOnPlateau(monitor, 1, 10, 0);
    }

    /**
     * The same with another patience.
     *
     * @param epochs how many epochs in a row may pass without a new best before rates are divided; at least 1
     */
    public ReduceOnPlateau patience(int epochs) {
        return new ReduceOnPlateau(monitor, epochs, divisor, smallestFactor);
    }

    /**
     * The same with another divisor.
     *
     * @param divisor above 1
     */
    public ReduceOnPlateau divisor(double divisor) {
        return new ReduceOnPlateau(monitor, patienceEpochs, divisor, smallestFactor);
    }

    /**
     * The same, never reducing rates below a share of the scheduled ones.
     *
     * @param factor 0 to 1; default 0
     */
    public ReduceOnPlateau smallestFactor(double factor) {
        return new ReduceOnPlateau(monitor, patienceEpochs, divisor, factor);
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
    }

    @Override
    public Signal afterEpoch(FitContext fit) {
        if (!tracker.improves(fit) && tracker.epochsSince() >= patienceEpochs) {
            if (factor > smallestFactor) {
                reduce(fit.learner());
            }
            tracker.restartPatience();
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
        facts.put("factor", factor);
    }

    @Override
    public void restore(ObjectNode facts, Map<String, Tensor> tensors) {
        tracker.restore(facts);
        factor = facts.path("factor").asDouble(1);
    }
}
