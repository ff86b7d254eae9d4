package ai.vivace.learn;

import ai.vivace.tensor.Tensor;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Remembers the model's state at its best epoch, in memory, and puts it back after the fit. What it remembers is what was
 * validated: with {@link WeightAverage}, the average.
 */
public final class SaveBest implements Callback, Resumable {
    private final Monitor monitor;
    private final BestTracker tracker;
    private @Nullable StateCopy best;

    private SaveBest(Monitor monitor) {
        this.monitor = monitor;
        this.tracker = new BestTracker(monitor, 0);
    }

    /** Judges epochs by a number. */
    public static SaveBest on(Monitor monitor) {
        return new SaveBest(monitor);
    }

    @Override
    public Phase phase() {
        return Phase.TRACK;
    }

    @Override
    public void beforeFit(FitContext fit) {
        monitor.check(fit.learner());
        tracker.reset();
        forget();
    }

    @Override
    public void afterValidation(FitContext fit) {
        if (!tracker.improves(fit)) {
            return;
        }
        if (best == null) {
            best = StateCopy.of(fit.learner().model());
        } else {
            best.update(fit.learner().model());
        }
    }

    @Override
    public void afterFit(FitContext fit) {
        if (best != null) {
            best.restore(fit.learner().model());
        }
    }

    @Override
    public void close(FitContext fit) {
        forget();
    }

    @Override
    public String stateName() {
        return "saveBest:" + monitor.name();
    }

    @Override
    public void save(ObjectNode facts, Map<String, Tensor> tensors) {
        tracker.save(facts);
        if (best != null) {
            tensors.putAll(best.tensors());
        }
    }

    @Override
    public void restore(ObjectNode facts, Map<String, Tensor> tensors) {
        tracker.restore(facts);
        forget();
        if (!tensors.isEmpty()) {
            best = StateCopy.of(tensors);
        }
    }

    private void forget() {
        if (best != null) {
            best.close();
            best = null;
        }
    }
}
