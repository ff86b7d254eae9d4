package ai.vivace.vision.generate;

import ai.vivace.base.InputException;
import ai.vivace.optim.OptimizerState;
import ai.vivace.store.Checkpoint;
import ai.vivace.tensor.Scope;
import ai.vivace.tensor.Shape;
import ai.vivace.tensor.Tensor;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What an adversarial training needs to go on: see {@link GanLearner#save}. */
record GanCheckpoint(Switcher.Turn turn, List<GanStep> steps, List<GanEpoch> epochs) {
    private static final String KIND = "gan";
    private static final String STEPS = "history.steps";
    private static final String EPOCHS = "history.epochs";
    private static final int STEP_COLUMNS = 3;
    private static final int EPOCH_COLUMNS = 3;

    static void write(
            Path file,
            long seed,
            List<GanPlayer> players,
            Switcher.Turn turn,
            List<GanStep> steps,
            List<GanEpoch> epochs) {
        InputException.require(!steps.isEmpty(), () -> "There is nothing to save before the first epoch.");
        ObjectNode facts = JsonNodeFactory.instance.objectNode();
        facts.put("kind", KIND).put("seed", Long.toString(seed)).put("turnBatches", turn.batches());
        try (Scope scope = Scope.open()) {
            Map<String, Tensor> tensors = new LinkedHashMap<>();
            for (GanPlayer player : players) {
                player.network().state().forEach((name, tensor) -> tensors.put(player.name() + "." + name, tensor));
                OptimizerState state = player.optimizer().state();
                state.tensors().forEach((name, tensor) -> tensors.put(optimizer(player) + "." + name, tensor));
                ObjectNode numbers = facts.putObject(optimizer(player));
                state.numbers().forEach(numbers::put);
            }
            tensors.put(STEPS, stepRows(steps));
            tensors.put(EPOCHS, epochRows(epochs));
            Checkpoint.write(file, tensors, facts);
        }
    }

    static GanCheckpoint read(Path file, long seed, List<GanPlayer> players) {
        try (Scope scope = Scope.open()) {
            Checkpoint checkpoint = Checkpoint.read(file);
            ObjectNode facts = checkpoint.facts();
            InputException.require(
                    facts.path("kind").asText().equals(KIND)
                            && facts.path("seed").asText().equals(Long.toString(seed)),
                    () -> file + " is not of an adversarial training with the seed " + seed + ".");
            List<GanStep> steps = steps(checkpoint, file);
            for (GanPlayer player : players) {
                player.network().load(checkpoint.group(player.name()));
                Map<String, Double> numbers = new LinkedHashMap<>();
                for (Map.Entry<String, JsonNode> entry :
                        facts.path(optimizer(player)).properties()) {
                    numbers.put(entry.getKey(), entry.getValue().asDouble());
                }
                player.optimizer().load(new OptimizerState(checkpoint.group(optimizer(player)), numbers));
            }
            GanStep last = steps.get(steps.size() - 1);
            return new GanCheckpoint(
                    new Switcher.Turn(last.side(), facts.path("turnBatches").asInt(1), last.loss()),
                    steps,
                    epochs(checkpoint, file));
        }
    }

    private static String optimizer(GanPlayer player) {
        return player.name() + "-optimizer";
    }

    private static Tensor stepRows(List<GanStep> steps) {
        double[] rows = new double[STEP_COLUMNS * steps.size()];
        int at = 0;
        for (GanStep step : steps) {
            rows[at++] = step.side() == Side.CRITIC ? 0 : 1;
            rows[at++] = step.loss();
            rows[at++] = step.ranking();
        }
        return Tensor.of(rows, Shape.of(steps.size(), STEP_COLUMNS));
    }

    private static Tensor epochRows(List<GanEpoch> epochs) {
        double[] rows = new double[EPOCH_COLUMNS * epochs.size()];
        int at = 0;
        for (GanEpoch epoch : epochs) {
            rows[at++] = epoch.criticLoss();
            rows[at++] = epoch.generatorLoss();
            rows[at++] = epoch.ranking();
        }
        return Tensor.of(rows, Shape.of(epochs.size(), EPOCH_COLUMNS));
    }

    private static List<GanStep> steps(Checkpoint checkpoint, Path file) {
        double[] rows = rows(checkpoint, STEPS, STEP_COLUMNS, file);
        List<GanStep> steps = new ArrayList<>();
        for (int at = 0; at < rows.length; at += STEP_COLUMNS) {
            steps.add(new GanStep(rows[at] == 0 ? Side.CRITIC : Side.GENERATOR, rows[at + 1], rows[at + 2]));
        }
        return steps;
    }

    private static List<GanEpoch> epochs(Checkpoint checkpoint, Path file) {
        double[] rows = rows(checkpoint, EPOCHS, EPOCH_COLUMNS, file);
        List<GanEpoch> epochs = new ArrayList<>();
        for (int at = 0; at < rows.length; at += EPOCH_COLUMNS) {
            epochs.add(new GanEpoch(epochs.size(), rows[at], rows[at + 1], rows[at + 2]));
        }
        return epochs;
    }

    private static double[] rows(Checkpoint checkpoint, String name, int columns, Path file) {
        Tensor rows = checkpoint.tensors().get(name);
        if (rows == null || rows.rank() != 2 || rows.size(1) != columns || rows.size(0) == 0) {
            throw new InputException(
                    file + " is damaged: its \"" + name + "\" is missing or not [n, " + columns + "].");
        }
        return rows.toDoubles();
    }
}
