package ai.vivace.learn;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** A callback that notes what it sees; at the first occurrence of one event it may do something, answer something, or fail. */
final class Events implements Callback {
    /** The events of one training batch in order, up to afterBatch. */
    static final List<String> BATCH = List.of(
            "beforeBatch", "afterOutput", "afterLoss", "afterGradients", "beforeStep", "afterStep", "afterBatch");

    final List<String> seen = new ArrayList<>();
    private final Phase phase;
    private final String special;
    private final Signal answer;
    private final Consumer<FitContext> deed;
    private boolean happened;

    private Events(Phase phase, String special, Signal answer, Consumer<FitContext> deed) {
        this.phase = phase;
        this.special = special;
        this.answer = answer;
        this.deed = deed;
    }

    static Events quiet() {
        return new Events(Phase.RECORD, "", Signal.CONTINUE, fit -> {});
    }

    static Events in(Phase phase) {
        return new Events(phase, "", Signal.CONTINUE, fit -> {});
    }

    static Events answering(String event, Signal answer) {
        return new Events(Phase.RECORD, event, answer, fit -> {});
    }

    static Events failingAt(String event) {
        return failingAt(event, Phase.RECORD);
    }

    static Events failingAt(String event, Phase phase) {
        return doing(event, phase, fit -> {
            throw new IllegalStateException("failed at " + event);
        });
    }

    static Events doing(String event, Phase phase, Consumer<FitContext> deed) {
        return new Events(phase, event, Signal.CONTINUE, deed);
    }

    private Signal see(String event, FitContext fit) {
        seen.add(event);
        if (happened || !event.equals(special)) {
            return Signal.CONTINUE;
        }
        happened = true;
        deed.accept(fit);
        return answer;
    }

    @Override
    public Phase phase() {
        return phase;
    }

    @Override
    public void beforeFit(FitContext fit) {
        see("beforeFit", fit);
    }

    @Override
    public Signal beforeEpoch(FitContext fit) {
        return see("beforeEpoch", fit);
    }

    @Override
    public Signal beforeBatch(BatchContext batch) {
        return see("beforeBatch", batch.fit());
    }

    @Override
    public Signal afterOutput(BatchContext batch) {
        return see("afterOutput", batch.fit());
    }

    @Override
    public Signal afterLoss(BatchContext batch) {
        return see("afterLoss", batch.fit());
    }

    @Override
    public Signal afterGradients(BatchContext batch) {
        return see("afterGradients", batch.fit());
    }

    @Override
    public Signal beforeStep(BatchContext batch) {
        return see("beforeStep", batch.fit());
    }

    @Override
    public Signal afterStep(BatchContext batch) {
        return see("afterStep", batch.fit());
    }

    @Override
    public Signal afterBatch(BatchContext batch) {
        return see("afterBatch", batch.fit());
    }

    @Override
    public void beforeValidation(FitContext fit) {
        see("beforeValidation", fit);
    }

    @Override
    public void afterValidation(FitContext fit) {
        see("afterValidation", fit);
    }

    @Override
    public Signal afterEpoch(FitContext fit) {
        return see("afterEpoch", fit);
    }

    @Override
    public void afterFit(FitContext fit) {
        see("afterFit", fit);
    }

    @Override
    public void close(FitContext fit) {
        see("close", fit);
    }
}
