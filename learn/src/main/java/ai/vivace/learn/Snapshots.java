package ai.vivace.learn;

import ai.vivace.base.InputException;
import ai.vivace.nn.Ensemble;
import ai.vivace.nn.UnaryLayer;
import ai.vivace.tensor.Tensor;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Keeps the model's state at the end of each cycle of a cyclic schedule (Huang 2017): several models for the training of one.
 *
 * <pre>{@code
 * Snapshots snapshots = Snapshots.every(10);
 * Learner learner = Learner.of(data, network()).callbacks(snapshots).build();
 * Sgdr cycles = Sgdr.of(5, 10).multiplier(1);
 * learner.fit(List.of(Stage.of(cycles.epochs(), Rates.of(0.1), cycles)));
 * Ensemble ensemble = snapshots.ensemble(() -> network(), Ensemble.Average.SOFTMAX);
 * }</pre>
 *
 * States stay in memory from fit to fit, until {@link #clear} or {@link #close()}.
 */
public final class Snapshots implements Callback, Resumable, AutoCloseable {
    private final int epochs;
    private final List<StateCopy> states = new ArrayList<>();

    private Snapshots(int epochs) {
        InputException.require(epochs >= 1, () -> "A cycle has at least 1 epoch, but came " + epochs + ".");
        this.epochs = epochs;
    }

    /** Keeps the state after each so many epochs of a fit. */
    public static Snapshots every(int epochs) {
        return new Snapshots(epochs);
    }

    /** How many states are kept. */
    public int count() {
        return states.size();
    }

    /**
     * The models that were kept, as one.
     *
     * @param architecture makes a model of the learner's kind, whose parameters are overwritten
     * @throws InputException when nothing was kept or the kind is another
     */
    public Ensemble ensemble(Supplier<? extends UnaryLayer> architecture, Ensemble.Average average) {
        InputException.require(
                !states.isEmpty(), () -> "No cycle of " + epochs + " epochs has ended: there are no snapshots.");
        List<UnaryLayer> members = new ArrayList<>();
        for (StateCopy state : states) {
            UnaryLayer member = architecture.get();
            member.load(state.tensors());
            members.add(member);
        }
        return Ensemble.of(average, members);
    }

    @Override
    public Phase phase() {
        return Phase.TRACK;
    }

    @Override
    public Signal afterEpoch(FitContext fit) {
        if ((fit.epoch() + 1) % epochs == 0) {
            states.add(StateCopy.of(fit.learner().model()));
        }
        return Signal.CONTINUE;
    }

    /** Forgets all states. */
    public void clear() {
        states.forEach(StateCopy::close);
        states.clear();
    }

    @Override
    public void close() {
        clear();
    }

    @Override
    public String stateName() {
        return "snapshots";
    }

    @Override
    public void save(ObjectNode facts, Map<String, Tensor> tensors) {
        facts.put("count", states.size());
        for (int i = 0; i < states.size(); i++) {
            String prefix = i + ".";
            states.get(i).tensors().forEach((name, tensor) -> tensors.put(prefix + name, tensor));
        }
    }

    @Override
    public void restore(ObjectNode facts, Map<String, Tensor> tensors) {
        clear();
        for (int i = 0; i < facts.path("count").asInt(); i++) {
            String prefix = i + ".";
            Map<String, Tensor> state = new LinkedHashMap<>();
            tensors.forEach((name, tensor) -> {
                if (name.startsWith(prefix)) {
                    state.put(name.substring(prefix.length()), tensor);
                }
            });
            states.add(StateCopy.of(state));
        }
    }
}
