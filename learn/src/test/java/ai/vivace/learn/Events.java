package ai.vivace.learn;

import java.util.ArrayList;
import java.util.List;

/** A callback that notes what it sees; at the first occurrence of one event it may answer something, or fail. */
final class Events implements Callback {
    /** The events of one training batch in order, up to afterBatch. */
    static final List<String> BATCH = List.of(
            "beforeBatch", "afterOutput", "afterLoss", "afterGradients", "beforeStep", "afterStep", "afterBatch");

    final List<String> seen = new ArrayList<>();
    private final Phase phase;
    private final String special;
    private final Signal answer;
    private final boolean fails;
    private boolean happened;

    private Events(Phase phase, String special, Signal answer, boolean fails) {
        this.phase = phase;
        this.special = special;
        this.answer = answer;
        this.fails = fails;
    }

    static Events quiet() {
        return new Events(Phase.RECORD, "", Signal.CONTINUE, false);
    }

    static Events in(Phase phase) {
        return new Events(phase, "", Signal.CONTINUE, false);
    }

    static Events answering(String event, Signal answer) {
        return new Events(Phase.RECORD, event, answer, false);
    }

    static Events failingAt(String event) {
        return failingAt(event, Phase.RECORD);
    }

    static Events failingAt(String event, Phase phase) {
        return new Events(phase, event, Signal.CONTINUE, true);
    }

    private Signal see(String event) {
        seen.add(event);
        if (happened || !event.equals(special)) {
            return Signal.CONTINUE;
        }
        happened = true;
        if (fails) {
            throw new IllegalStateException("failed at " + event);
        }
        return answer;
    }

    @Override
    public Phase phase() {
        return phase;
    }

    @Override
    public void beforeFit(FitContext fit) {
        see("beforeFit");
    }

    @Override
    public Signal beforeEpoch(FitContext fit) {
        return see("beforeEpoch");
    }

    @Override
    public Signal beforeBatch(BatchContext batch) {
        return see("beforeBatch");
    }

    @Override
    public Signal afterOutput(BatchContext batch) {
        return see("afterOutput");
    }

    @Override
    public Signal afterLoss(BatchContext batch) {
        return see("afterLoss");
    }

    @Override
    public Signal afterGradients(BatchContext batch) {
        return see("afterGradients");
    }

    @Override
    public Signal beforeStep(BatchContext batch) {
        return see("beforeStep");
    }

    @Override
    public Signal afterStep(BatchContext batch) {
        return see("afterStep");
    }

    @Override
    public Signal afterBatch(BatchContext batch) {
        return see("afterBatch");
    }

    @Override
    public void beforeValidation(FitContext fit) {
        see("beforeValidation");
    }

    @Override
    public void afterValidation(FitContext fit) {
        see("afterValidation");
    }

    @Override
    public Signal afterEpoch(FitContext fit) {
        return see("afterEpoch");
    }

    @Override
    public void afterFit(FitContext fit) {
        see("afterFit");
    }

    @Override
    public void close(FitContext fit) {
        see("close");
    }
}
