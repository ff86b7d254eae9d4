package ai.vivace.learn;

import ai.vivace.base.InputException;
import ai.vivace.tensor.Tensor;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends the fit when a number has not improved for some epochs. Defaults are fastai's: validation loss, no margin, a patience of
 * one epoch.
 */
public final class EarlyStopping implements Callback, Resumable {
    private static final Logger log = LoggerFactory.getLogger(EarlyStopping.class);

    private final Monitor monitor;
    private final int patienceEpochs;
    private final BestTracker tracker;

    private EarlyStopping(Monitor monitor, int patienceEpochs, double margin) {
        InputException.require(
                patienceEpochs >= 1, () -> "The patience must be at least one epoch, but is " + patienceEpochs + ".");
        this.monitor = monitor;
        this.patienceEpochs = patienceEpochs;
        this.tracker = new BestTracker(monitor, margin);
    }

    /** Watches a number; stops after one epoch without a new best. */
    public static EarlyStopping on(Monitor monitor) {
        return new EarlyStopping(monitor, 1, 0);
    }

    /** The same with another patience. */
    public EarlyStopping patience(int epochs) {
        return new EarlyStopping(monitor, epochs, 0);
    }

    /** The same, where only an improvement by more than a margin counts. */
    public EarlyStopping margin(double margin) {
        return new EarlyStopping(monitor, patienceEpochs, margin);
    }

    @Override
    public Phase phase() {
        return Phase.TRACK;
    }

    @Override
    public void beforeFit(FitContext fit) {
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
        return "earlyStopping";
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
