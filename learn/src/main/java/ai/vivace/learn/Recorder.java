package ai.vivace.learn;

import ai.vivace.schedule.SmoothedLoss;
import ai.vivace.tensor.Shape;
import ai.vivace.tensor.Tensor;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/** Writes the history. Every learner has one; predictions and validation leave it alone. */
final class Recorder implements Callback, Resumable {
    private static final String STEPS = "steps";
    private static final int COLUMNS = 4;

    private final History history = new History();
    private final SmoothedLoss smoothed = SmoothedLoss.standard();
    private int firstStepOfFit;
    private long epochStart;
    private long earlierNanos;

    History history() {
        return history;
    }

    @Override
    public Phase phase() {
        return Phase.RECORD;
    }

    @Override
    public void beforeFit(FitContext fit) {
        smoothed.reset();
        firstStepOfFit = history.steps().size();
        earlierNanos = 0;
    }

    @Override
    public Signal beforeEpoch(FitContext fit) {
        epochStart = System.nanoTime() - earlierNanos;
        earlierNanos = 0;
        return Signal.CONTINUE;
    }

    @Override
    public Signal afterLoss(BatchContext batch) {
        Learner learner = batch.fit().learner();
        double mean = smoothed.add(batch.loss());
        history.add(new StepRow(learner.rate(), learner.momentum(), batch.loss(), mean));
        return Signal.CONTINUE;
    }

    @Override
    public Signal afterEpoch(FitContext fit) {
        long now = System.nanoTime();
        history.add(new EpochRow(
                history.epochs().size(),
                smoothed.value(),
                Objects.requireNonNull(fit.evaluation(), "An epoch ends with validation"),
                history.steps().size(),
                (now - epochStart) / 1e9));
        epochStart = now;
        return Signal.CONTINUE;
    }

    @Override
    public String stateName() {
        return "recorder";
    }

    @Override
    public void save(ObjectNode facts, Map<String, Tensor> tensors) {
        facts.put("firstStepOfFit", firstStepOfFit).put("nanosOfEpoch", System.nanoTime() - epochStart);
        if (!history.steps().isEmpty()) {
            tensors.put(STEPS, steps());
        }
        ArrayNode epochs = facts.putArray("epochs");
        for (EpochRow row : history.epochs()) {
            ObjectNode node = epochs.addObject()
                    .put("trainLoss", exact(row.trainLoss()))
                    .put("loss", exact(row.evaluation().loss()))
                    .put("steps", row.steps())
                    .put("seconds", row.seconds());
            ObjectNode metrics = node.putObject("metrics");
            row.evaluation().metrics().forEach((name, value) -> metrics.put(name, exact(value)));
        }
    }

    @Override
    public void restore(ObjectNode facts, Map<String, Tensor> tensors) {
        history.clear();
        smoothed.reset();
        firstStepOfFit = facts.path("firstStepOfFit").asInt();
        earlierNanos = facts.path("nanosOfEpoch").asLong();
        Tensor steps = tensors.get(STEPS);
        if (steps != null) {
            restoreSteps(steps.toDoubles());
        }
        for (JsonNode row : facts.path("epochs")) {
            history.add(new EpochRow(
                    history.epochs().size(),
                    number(row.path("trainLoss")),
                    evaluation(row),
                    row.path("steps").asInt(),
                    row.path("seconds").asDouble()));
        }
    }

    /** A row for each step: a long training has millions, which as text would fill the file's header. */
    private Tensor steps() {
        double[] values = new double[COLUMNS * history.steps().size()];
        int place = 0;
        for (StepRow row : history.steps()) {
            values[place++] = row.rate();
            values[place++] = row.momentum();
            values[place++] = row.loss();
            values[place++] = row.smoothedLoss();
        }
        return Tensor.of(values, Shape.of(history.steps().size(), COLUMNS));
    }

    private void restoreSteps(double[] values) {
        for (int i = 0; i < values.length; i += COLUMNS) {
            if (history.steps().size() >= firstStepOfFit) {
                smoothed.add(values[i + 2]);
            }
            history.add(new StepRow(values[i], values[i + 1], values[i + 2], values[i + 3]));
        }
    }

    private static Evaluation evaluation(JsonNode row) {
        Map<String, Double> metrics = new LinkedHashMap<>();
        row.path("metrics").properties().forEach(entry -> metrics.put(entry.getKey(), number(entry.getValue())));
        return new Evaluation(number(row.path("loss")), metrics);
    }

    /** JSON has no NaN. */
    private static String exact(double value) {
        return Double.toString(value);
    }

    private static double number(JsonNode node) {
        return Double.parseDouble(node.asText("NaN"));
    }
}
