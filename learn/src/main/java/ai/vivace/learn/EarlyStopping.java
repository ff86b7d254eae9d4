package ai.vivace.learn;

import ai.vivace.base.InputException;
import ai.vivace.tensor.Tensor;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends the fit when a number has not improved for some epochs. Defaults are fastai's: validation loss, no margin, a patience of
 * one epoch. NaN is never an improvement.
 */
public final class EarlyStopping implements Callback, Resumable {
    private static final Logger log = LoggerFactory.getLogger(EarlyStopping.class);

    private final Monitor monitor;
    private final int patienceEpochs;
    private final double margin;
    private final BestTracker tracker;

    private EarlyStopping(Monitor monitor, int patienceEpochs, double margin) {
        InputException.require(
                patienceEpochs >= 1, () -> "The patience must be at least one epoch, but is " + patienceEpochs + ".");
        this.monitor = monitor;
        this.patienceEpochs = patienceEpochs;
        this.margin = margin;
        this.tracker = new BestTracker(monitor, margin);
    }

    /** Watches a number; stops after one epoch without a new best. */
    public static EarlyStopping on(Monitor monitor) {
        return new EarlyStopping(monitor, 1, 0);
    }

    /**
     * The same with another patience.
     *
     * @param epochs how many epochs in a row may pass without a new best before training stops; at least 1
     */
    public EarlyStopping patience(int epochs) {
        return new EarlyStopping(monitor, epochs, margin);
    }

    /**
     * The same, where only an improvement by more than a margin counts.
     *
     * @param margin at least 0; default 0
     */
    public EarlyStopping margin(double margin) {
        return new EarlyStopping(monitor, patienceEpochs, margin);
    }

    @Override
    public Phase phase() {
        return Phase.TRACK;
    }

    @Override
    public void beforeFit(FitContext fit) {
        monitor.check(fit.learner());
        tracker.reset();
    }

    @Override
    public Signal afterEpoch(FitContext fit) {
        if (tracker.improves(fit) || tracker.epochsSince() < patienceEpochs) {
            return Signal.CONTINUE;
        }
        log.info(
                "Stopped after epoch {}: {} has not improved on {} for {} epoch(s).",
                fit.epoch() + 1,
                monitor.name(),
                tracker.best(),
                tracker.epochsSince());
        return Signal.END_FIT;
    }

    @Override
    public String stateName() {
        return "earlyStopping:" + monitor.name();
    }

    @Override
    public void save(ObjectNode facts, Map<String, Tensor> tensors) {
        tracker.save(facts);
    }

    @Override
    public void restore(ObjectNode facts, Map<String, Tensor> tensors) {
        tracker.restore(facts);
    }
}
