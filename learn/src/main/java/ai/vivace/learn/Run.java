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
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The stages of one call to fit, what of them is done, and how both are written to a checkpoint and read back. */
final class Run {
    private static final String MODEL = "model";
    private static final String OPTIMIZER = "optimizer";
    private static final String GRADIENT = "gradient";
    private static final String CALLBACK = "callback";

    private final Learner learner;
    private final List<Stage> stages;
    private int current;
    private @Nullable FitContext fit;

    private Run(Learner learner, List<Stage> stages) {
        this.learner = learner;
        this.stages = List.copyOf(stages);
    }

    static void start(Learner learner, List<Stage> stages) {
        InputException.require(!stages.isEmpty(), () -> "There is nothing to train: no stages came.");
        int groups = learner.groups().size();
        for (Stage stage : stages) {
            stage.freezeTo()
                    .ifPresent(group -> InputException.require(
                            group >= -groups && group < groups,
                            () -> "A stage freezes to parameter group " + group + ", but the model has " + groups
                                    + " groups, 0 to " + (groups - 1) + "."));
        }
        new Run(learner, stages).go(0, 0, 0, () -> {});
    }

    /** Notes which stage a checkpoint written now would be in. */
    void fit(FitContext context) {
        fit = context;
    }

    /** Runs the stages from a position on. */
    private void go(int firstStage, int firstEpoch, int firstBatch, Runnable restoration) {
        learner.run(this);
        try {
            Loop loop = new Loop(learner, learner.callbacks());
            Signal signal = Signal.CONTINUE;
            for (current = firstStage; current < stages.size() && signal != Signal.END_FIT; current++) {
                boolean resumed = current == firstStage;
                stages.get(current).freezeTo().ifPresent(learner::freezeTo);
                signal = loop.run(
                        this,
                        stages.get(current),
                        resumed ? firstEpoch : 0,
                        resumed ? firstBatch : 0,
                        resumed ? restoration : () -> {});
            }
        } finally {
            learner.run(null);
        }
    }

    void save(Path file) {
        try (Scope scope = Scope.open()) {
            saveNow(file);
        }
    }

    private void saveNow(Path file) {
        FitContext position = fit;
        if (position == null) {
            throw new IllegalStateException("There is no fit to write a checkpoint of.");
        }
        ObjectNode facts = JsonNodeFactory.instance.objectNode();
        facts.put("seed", learner.seed());
        facts.put("optimizerKind", learner.optimizerKind());
        facts.put("trainingItems", learner.data().training().items());
        facts.put("batchesPerEpoch", position.batchesPerEpoch());
        facts.put("stage", current).put("epoch", position.nextEpoch()).put("batch", position.nextBatch());
        facts.put("epochsDone", learner.epochsDone());
        facts.put("rateFactor", learner.rateFactor());
        facts.set("stages", StageFacts.write(stages));

        Map<String, Tensor> tensors = new LinkedHashMap<>();
        learner.model().state().forEach((name, tensor) -> tensors.put(MODEL + "." + name, tensor));
        ObjectNode trainable = facts.putObject("trainable");
        learner.model().parameters().forEach((name, parameter) -> {
            trainable.put(name, parameter.isTrainable());
            Tensor gradient = parameter.value().grad();
            if (gradient != null) {
                tensors.put(GRADIENT + "." + name, gradient);
            }
        });
        OptimizerState optimizer = learner.optimizer().state();
        optimizer.tensors().forEach((name, tensor) -> tensors.put(OPTIMIZER + "." + name, tensor));
        ObjectNode numbers = facts.putObject("optimizer");
        optimizer.numbers().forEach(numbers::put);

        ObjectNode callbacks = facts.putObject("callbacks");
        for (Resumable callback : learner.callbacks().resumables()) {
            String name = callback.stateName();
            Map<String, Tensor> own = new LinkedHashMap<>();
            callback.save(callbacks.putObject(name), own);
            own.forEach((key, tensor) -> tensors.put(CALLBACK + "." + name + "." + key, tensor));
        }
        Checkpoint.write(file, tensors, facts);
    }

    static void resume(Learner learner, Path file) {
        try (Checkpoint checkpoint = Checkpoint.read(file)) {
            JsonNode facts = checkpoint.facts();
            check(learner, facts, file);
            Run run = new Run(learner, StageFacts.read(facts.path("stages")));
            learner.epochsDone(facts.path("epochsDone").asInt());
            run.go(
                    facts.path("stage").asInt(),
                    facts.path("epoch").asInt(),
                    facts.path("batch").asInt(),
                    () -> run.restore(checkpoint));
        }
    }

    private static void check(Learner learner, JsonNode facts, Path file) {
        same("seed", learner.seed(), facts.path("seed"), file);
        same("number of training items", learner.data().training().items(), facts.path("trainingItems"), file);
        same("number of batches", learner.data().training().batches(), facts.path("batchesPerEpoch"), file);
        same("optimizer", learner.optimizerKind(), facts.path("optimizerKind"), file);
        Set<String> lacking = new TreeSet<>();
        facts.path("callbacks").fieldNames().forEachRemaining(lacking::add);
        learner.callbacks().resumables().forEach(callback -> lacking.remove(callback.stateName()));
        InputException.require(
                lacking.isEmpty(),
                () -> "Checkpoint " + file + " cannot be resumed: it has the state of the callbacks " + lacking
                        + ", which this learner lacks. Give the callbacks it was written with.");
    }

    private static void same(String what, Object here, JsonNode value, Path file) {
        String there = value.asText();
        InputException.require(
                here.toString().equals(there),
                () -> "Checkpoint " + file + " cannot be resumed: its " + what + " is " + there + ", but here it is "
                        + here + ". Give the data and settings it was written with.");
    }

    private void restore(Checkpoint checkpoint) {
        try (Scope scope = Scope.open()) {
            restoreNow(checkpoint);
        }
        restoreEvaluation();
    }

    private void restoreNow(Checkpoint checkpoint) {
        ObjectNode facts = checkpoint.facts();
        learner.model().load(checkpoint.group(MODEL));
        Map<String, Parameter> parameters = learner.model().parameters();
        facts.path("trainable").properties().forEach(entry -> {
            Parameter parameter = parameters.get(entry.getKey());
            if (parameter != null) {
                parameter.trainable(entry.getValue().asBoolean());
            }
        });
        checkpoint.group(GRADIENT).forEach((name, gradient) -> {
            Parameter parameter = parameters.get(name);
            if (parameter != null) {
                parameter.value().grad(gradient.copy().retain());
            }
        });
        Map<String, Double> numbers = new LinkedHashMap<>();
        facts.path("optimizer")
                .properties()
                .forEach(entry -> numbers.put(entry.getKey(), entry.getValue().asDouble()));
        learner.optimizer().load(new OptimizerState(checkpoint.group(OPTIMIZER), numbers));
        learner.rateFactor(facts.path("rateFactor").asDouble(1));
        for (Resumable callback : learner.callbacks().resumables()) {
            JsonNode own = facts.path("callbacks").path(callback.stateName());
            if (own instanceof ObjectNode saved) {
                callback.restore(saved, checkpoint.group(CALLBACK + "." + callback.stateName()));
            }
        }
    }

    /** A resumed epoch sees the validation before it, as an uninterrupted one does. */
    private void restoreEvaluation() {
        List<EpochRow> epochs = learner.history().epochs();
        if (fit != null && fit.epoch() > 0 && !epochs.isEmpty()) {
            fit.evaluation(epochs.get(epochs.size() - 1).evaluation());
        }
    }
}
