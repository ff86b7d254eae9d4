package ai.vivace.learn;

import ai.vivace.base.InputException;
import ai.vivace.schedule.FlatCosine;
import ai.vivace.schedule.OneCycle;
import ai.vivace.schedule.Policy;
import ai.vivace.schedule.PyTorchOneCycle;
import ai.vivace.schedule.Rates;
import ai.vivace.schedule.Sgdr;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/** Stages as JSON and back, for checkpoints. */
final class StageFacts {
    private StageFacts() {}

    static ArrayNode write(List<Stage> stages) {
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        for (Stage stage : stages) {
            ObjectNode node = list.addObject().put("epochs", stage.epochs());
            stage.freezeTo().ifPresent(group -> node.put("freezeTo", group));
            node.set("rates", write(stage.rates()));
            node.set("policy", write(stage.policy()));
        }
        return list;
    }

    static List<Stage> read(JsonNode list) {
        List<Stage> stages = new ArrayList<>();
        for (JsonNode node : list) {
            stages.add(new Stage(
                    node.path("epochs").asInt(),
                    rates(node.path("rates")),
                    policy(node.path("policy")),
                    node.has("freezeTo") ? OptionalInt.of(node.path("freezeTo").asInt()) : OptionalInt.empty()));
        }
        return stages;
    }

    private static ObjectNode write(Rates rates) {
        ObjectNode node = JsonNodeFactory.instance.objectNode().put("last", rates.last());
        if (rates instanceof Rates.Spread spread) {
            return node.put("kind", "spread").put("first", spread.first());
        }
        return node.put("kind", rates instanceof Rates.LastGroup ? "last" : "fixed");
    }

    private static Rates rates(JsonNode node) {
        double last = node.path("last").asDouble();
        return switch (node.path("kind").asText()) {
            case "fixed" -> Rates.of(last);
            case "last" -> Rates.last(last);
            case "spread" -> Rates.spread(node.path("first").asDouble(), last);
            default -> throw unknown("rates", node);
        };
    }

    private static ObjectNode write(Policy policy) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        if (policy instanceof OneCycle cycle) {
            node.put("kind", "oneCycle")
                    .put("division", cycle.division())
                    .put("finalDivision", cycle.finalDivision())
                    .put("riseShare", cycle.riseShare());
            ArrayNode momenta = node.putArray("momenta");
            cycle.momenta().forEach(momenta::add);
            return node;
        }
        if (policy instanceof FlatCosine flat) {
            return node.put("kind", "flatCosine")
                    .put("flatShare", flat.flatShare())
                    .put("finalDivision", flat.finalDivision());
        }
        if (policy instanceof Sgdr sgdr) {
            return node.put("kind", "sgdr")
                    .put("cycles", sgdr.cycles())
                    .put("cycleEpochs", sgdr.cycleEpochs())
                    .put("multiplier", sgdr.multiplier());
        }
        if (policy instanceof PyTorchOneCycle cycle) {
            return node.put("kind", "pytorchOneCycle").put("steps", cycle.steps());
        }
        if (policy.equals(Policy.constant())) {
            return node.put("kind", "constant");
        }
        throw new InputException("A policy of the program's own, " + policy
                + ", cannot be written to a checkpoint. Use one of Vivace's, or train without checkpoints.");
    }

    private static Policy policy(JsonNode node) {
        return switch (node.path("kind").asText()) {
            case "constant" -> Policy.constant();
            case "oneCycle" ->
                new OneCycle(
                        node.path("division").asDouble(),
                        node.path("finalDivision").asDouble(),
                        node.path("riseShare").asDouble(),
                        List.of(
                                node.path("momenta").path(0).asDouble(),
                                node.path("momenta").path(1).asDouble(),
                                node.path("momenta").path(2).asDouble()));
            case "pytorchOneCycle" -> new PyTorchOneCycle(node.path("steps").asInt());
            case "flatCosine" ->
                new FlatCosine(
                        node.path("flatShare").asDouble(),
                        node.path("finalDivision").asDouble());
            case "sgdr" ->
                new Sgdr(
                        node.path("cycles").asInt(),
                        node.path("cycleEpochs").asInt(),
                        node.path("multiplier").asInt());
            default -> throw unknown("policy", node);
        };
    }

    private static InputException unknown(String what, JsonNode node) {
        return new InputException(
                "The checkpoint has " + what + " of a kind this version does not know: " + node + ".");
    }
}
