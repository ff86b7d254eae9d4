package ai.vivace.learn;

import ai.vivace.tensor.Tensor;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;

/** Remembers the model's state at its best epoch, in memory, and puts it back after the fit. */
public final class SaveBest implements Callback, Resumable {
    private final BestTracker tracker;
    private Map<String, Tensor> best = Map.of();

    private SaveBest(Monitor monitor) {
        tracker = new BestTracker(monitor, 0);
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
        tracker.reset();
        forget();
    }

    @Override
    public Signal afterEpoch(FitContext fit) {
        if (tracker.improves(fit)) {
            forget();
            best = StateCopy.of(fit.learner().model().state());
        }
        return Signal.CONTINUE;
    }

    @Override
    public void afterFit(FitContext fit) {
        StateCopy.restore(best, fit.learner().model().state());
    }

    @Override
    public void close(FitContext fit) {
        forget();
    }

    @Override
    public String stateName() {
        return "saveBest";
    }

    @Override
    public void save(ObjectNode facts, Map<String, Tensor> tensors) {
        tracker.save(facts);
        tensors.putAll(best);
    }

    @Override
    public void restore(ObjectNode facts, Map<String, Tensor> tensors) {
        tracker.restore(facts);
        best = StateCopy.of(new LinkedHashMap<>(tensors));
    }

    private void forget() {
        best.values().forEach(Tensor::close);
        best = Map.of();
    }
}
