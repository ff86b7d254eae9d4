package ai.vivace.learn;

import ai.vivace.base.InputException;
import ai.vivace.nn.Parameter;
import ai.vivace.optim.OptimizerState;
import ai.vivace.store.Checkpoint;
import ai.vivace.tensor.Scope;
import ai.vivace.tensor.Tensor;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A training in the middle, as a checkpoint file has it: stages, position, model, gradients, optimizer and the memories of callbacks.
 * What is read is known to fit the learner's settings before any of it is restored.
 */
final class SavedRun implements AutoCloseable {
    private static final String MODEL = "model";
    private static final String OPTIMIZER = "optimizer";
    private static final String GRADIENT = "gradient";
    private static final String CALLBACK = "callback";

    private final Learner learner;
    private final Path file;
    private final Checkpoint checkpoint;
    private final List<Stage> stages;
    private final Position position;

    private SavedRun(Learner learner, Path file, Checkpoint checkpoint) {
        this.learner = learner;
        this.file = file;
        this.checkpoint = checkpoint;
        this.stages = StageFacts.read(facts().path("stages"));
        this.position = new Position(
                whole("stage", stages.size() - 1),
                whole("epoch", Integer.MAX_VALUE),
                whole("batch", learner.data().training().batches()),
                signal());
        int epochs = stages.get(position.stage()).epochs();
        require(position.epoch() <= epochs, "its epoch is " + position.epoch() + " of " + epochs);
    }

    // ---- writing

    static void write(Path file, Learner learner, List<Stage> stages, Position position) {
        ObjectNode facts = JsonNodeFactory.instance.objectNode();
        RunSettings.write(learner, facts);
        facts.set("stages", StageFacts.write(stages));
        facts.put("stage", position.stage())
                .put("epoch", position.epoch())
                .put("batch", position.batch())
                .put("signal", position.signal().name());
        facts.put("epochsDone", learner.epochsDone());
        facts.put("rateFactor", learner.rateFactor());
        try (Scope scope = Scope.open()) {
            Map<String, Tensor> tensors = new LinkedHashMap<>();
            writeModel(learner, facts, tensors);
            OptimizerState optimizer = learner.optimizer().state();
            putAll(tensors, OPTIMIZER, optimizer.tensors());
            ObjectNode numbers = facts.putObject(OPTIMIZER);
            optimizer.numbers().forEach(numbers::put);
            ObjectNode callbacks = facts.putObject("callbacks");
            for (Resumable callback : learner.callbacks().resumables()) {
                Map<String, Tensor> own = new LinkedHashMap<>();
                callback.save(callbacks.putObject(callback.stateName()), own);
                putAll(tensors, CALLBACK + "." + callback.stateName(), own);
            }
            Checkpoint.write(file, tensors, facts);
        }
    }

    private static void writeModel(Learner learner, ObjectNode facts, Map<String, Tensor> tensors) {
        putAll(tensors, MODEL, learner.model().state());
        ObjectNode trainable = facts.putObject("trainable");
        learner.model().parameters().forEach((name, parameter) -> {
            trainable.put(name, parameter.isTrainable());
            Tensor gradient = parameter.value().grad();
            if (gradient != null) {
                tensors.put(GRADIENT + "." + name, gradient);
            }
        });
    }

    private static void putAll(Map<String, Tensor> all, String group, Map<String, Tensor> members) {
        members.forEach((name, tensor) -> all.put(group + "." + name, tensor));
    }

    // ---- reading

    /**
     * Reads a checkpoint; changes nothing.
     *
     * @throws InputException when it is damaged, or was written under settings that would give other results
     */
    static SavedRun read(Learner learner, Path file) {
        Checkpoint checkpoint = Checkpoint.read(file);
        try {
            RunSettings.check(learner, checkpoint.facts(), file);
            return new SavedRun(learner, file, checkpoint);
        } catch (InputException e) {
            checkpoint.close();
            throw e;
        }
    }

    private ObjectNode facts() {
        return checkpoint.facts();
    }

    private int whole(String name, int most) {
        JsonNode value = facts().path(name);
        require(
                value.isInt() && value.intValue() >= 0 && value.intValue() <= most,
                "its " + name + " is \"" + value.asText() + "\"");
        return value.intValue();
    }

    private Signal signal() {
        String name = facts().path("signal").asText();
        for (Signal signal : Signal.values()) {
            if (signal.name().equals(name)) {
                return signal;
            }
        }
        throw damaged("its signal is \"" + name + "\"", null);
    }

    private void require(boolean condition, String otherwise) {
        if (!condition) {
            throw damaged(otherwise, null);
        }
    }

    private InputException damaged(String reason, @Nullable Throwable cause) {
        return new InputException("Checkpoint " + file + " is damaged: " + reason + ".", cause);
    }

    List<Stage> stages() {
        return stages;
    }

    Position position() {
        return position;
    }

    // ---- restoring

    /** The first step: it changes nothing when the model is another. */
    void restoreModel() {
        try (Scope scope = Scope.open()) {
            learner.model().load(checkpoint.group(MODEL));
        }
        learner.epochsDone(whole("epochsDone", Integer.MAX_VALUE));
    }

    /** The rest, once callbacks are ready; then the checkpoint's memory is freed. */
    void restore(FitContext fit) {
        try (Scope scope = Scope.open()) {
            restoreParameters();
            learner.optimizer().load(new OptimizerState(checkpoint.group(OPTIMIZER), optimizerNumbers()));
            learner.rateFactor(facts().path("rateFactor").asDouble(1));
            for (Resumable callback : learner.callbacks().resumables()) {
                JsonNode own = facts().path("callbacks").path(callback.stateName());
                if (own instanceof ObjectNode saved) {
                    callback.restore(saved, onDevice(CALLBACK + "." + callback.stateName()));
                }
            }
        } catch (IllegalArgumentException e) {
            throw damaged("a callback's state cannot be read: " + e.getMessage(), e);
        }
        close();
        restoreEvaluation(fit);
    }

    private void restoreParameters() {
        Map<String, Parameter> parameters = learner.model().parameters();
        Map<String, Tensor> gradients = onDevice(GRADIENT);
        parameters.forEach((name, parameter) -> {
            parameter.trainable(facts().path("trainable").path(name).asBoolean(true));
            Tensor gradient = gradients.get(name);
            if (gradient != null) {
                parameter.value().grad(gradient.copy().retain());
            }
        });
    }

    private Map<String, Double> optimizerNumbers() {
        Map<String, Double> numbers = new LinkedHashMap<>();
        facts().path(OPTIMIZER)
                .properties()
                .forEach(entry -> numbers.put(entry.getKey(), entry.getValue().asDouble()));
        return numbers;
    }

    /** A group's tensors where the model is. */
    private Map<String, Tensor> onDevice(String group) {
        Map<String, Tensor> tensors = checkpoint.group(group);
        tensors.replaceAll((name, tensor) -> tensor.to(learner.device()));
        return tensors;
    }

    /** A resumed epoch sees the validation before it, as an uninterrupted one does. */
    private void restoreEvaluation(FitContext fit) {
        List<EpochRow> epochs = learner.history().epochs();
        if (position.epoch() > 0 && !epochs.isEmpty()) {
            fit.evaluation(epochs.get(epochs.size() - 1).evaluation());
        }
    }

    @Override
    public void close() {
        checkpoint.close();
    }
}
