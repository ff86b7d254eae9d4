package ai.vivace.learn;

import ai.vivace.base.InputException;
import ai.vivace.tensor.Tensor;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/**
 * Divides the learning rates when a number has not improved for some epochs. Defaults are fastai's: validation loss, a patience
 * of one epoch, a division by 10, no lower bound.
 *
 * <p>It works through {@link Learner#rateFactor}, so it goes with every schedule.
 */
public final class ReduceOnPlateau implements Callback, Resumable {
    private final Monitor monitor;
    private final int patienceEpochs;
    private final double divisor;
    private final double smallestFactor;
    private final BestTracker tracker;
    private double factor = 1;

    private ReduceOnPlateau(Monitor monitor, int patienceEpochs, double divisor, double smallestFactor) {
        InputException.require(
                patienceEpochs >= 1, () -> "The patience must be at least one epoch, but is " + patienceEpochs + ".");
        InputException.require(divisor > 1, () -> "Rates must be divided by more than 1, but came " + divisor + ".");
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

    public ReduceOnPlateau patience(int epochs) {
        return new ReduceOnPlateau(monitor, epochs, divisor, smallestFactor);
    }

    public ReduceOnPlateau divisor(double divisor) {
        return new ReduceOnPlateau(monitor, patienceEpochs, divisor, smallestFactor);
    }

    /** The share of the scheduled rates below which they are not reduced. */
    public ReduceOnPlateau smallestFactor(double factor) {
        return new ReduceOnPlateau(monitor, patienceEpochs, divisor, factor);
    }

    @Override
    public Phase phase() {
        return Phase.TRACK;
    }

    @Override
    public void beforeFit(FitContext fit) {
        tracker.reset();
        factor = 1;
    }

    @Override
    public Signal afterEpoch(FitContext fit) {
        if (!tracker.improves(fit) && tracker.epochsSince() >= patienceEpochs) {
            factor = Math.max(smallestFactor, factor / divisor);
            fit.learner().rateFactor(factor);
            tracker.restartPatience();
        }
        return Signal.CONTINUE;
    }

    @Override
    public void close(FitContext fit) {
        fit.learner().rateFactor(1);
    }

    @Override
    public String stateName() {
        return "reduceOnPlateau";
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
