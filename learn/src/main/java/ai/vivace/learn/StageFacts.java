package ai.vivace.learn;

import static java.util.Map.entry;

import ai.vivace.base.InputException;
import ai.vivace.schedule.CosineAnnealing;
import ai.vivace.schedule.Cyclical;
import ai.vivace.schedule.FlatCosine;
import ai.vivace.schedule.InverseSquareRoot;
import ai.vivace.schedule.Noam;
import ai.vivace.schedule.OneCycle;
import ai.vivace.schedule.Policy;
import ai.vivace.schedule.PolynomialDecay;
import ai.vivace.schedule.PyTorchOneCycle;
import ai.vivace.schedule.Rates;
import ai.vivace.schedule.Sgdr;
import ai.vivace.schedule.SlantedTriangle;
import ai.vivace.schedule.StepDecay;
import ai.vivace.schedule.WarmUpStableDecay;
import ai.vivace.schedule.WarmedUp;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/** Stages as JSON and back, for checkpoints. */
final class StageFacts {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String CONSTANT = "constant";
    private static final String WARMED_UP = "warmedUp";

    /** Policies whose components are numbers and choices, by the name they are written under. */
    private static final Map<String, Class<? extends Record>> KINDS = Map.ofEntries(
            entry("oneCycle", OneCycle.class),
            entry("pyTorchOneCycle", PyTorchOneCycle.class),
            entry("flatCosine", FlatCosine.class),
            entry("sgdr", Sgdr.class),
            entry("cosineAnnealing", CosineAnnealing.class),
            entry("polynomialDecay", PolynomialDecay.class),
            entry("stepDecay", StepDecay.class),
            entry("inverseSquareRoot", InverseSquareRoot.class),
            entry("noam", Noam.class),
            entry("warmUpStableDecay", WarmUpStableDecay.class),
            entry("cyclical", Cyclical.class),
            entry("slantedTriangle", SlantedTriangle.class));

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
        if (rates instanceof Rates.Divided divided) {
            return node.put("kind", "divided").put("division", divided.division());
        }
        return node.put("kind", rates instanceof Rates.LastGroup ? "last" : "fixed");
    }

    private static Rates rates(JsonNode node) {
        double last = node.path("last").asDouble();
        return switch (node.path("kind").asText()) {
            case "fixed" -> Rates.of(last);
            case "last" -> Rates.last(last);
            case "spread" -> Rates.spread(node.path("first").asDouble(), last);
            case "divided" -> Rates.divided(last, node.path("division").asDouble());
            default -> throw unknown("rates", node);
        };
    }

    private static ObjectNode write(Policy policy) {
        if (policy instanceof WarmedUp warmed) {
            ObjectNode node = JsonNodeFactory.instance.objectNode();
            node.put("kind", WARMED_UP).put("share", warmed.share());
            node.set("policy", write(warmed.policy()));
            return node;
        }
        if (policy.equals(Policy.constant())) {
            return JsonNodeFactory.instance.objectNode().put("kind", CONSTANT);
        }
        for (Map.Entry<String, Class<? extends Record>> kind : KINDS.entrySet()) {
            if (kind.getValue().isInstance(policy)) {
                ObjectNode node = JSON.valueToTree(policy);
                return node.put("kind", kind.getKey());
            }
        }
        throw new InputException("A policy of the program's own, " + policy
                + ", cannot be written to a checkpoint. Use one of Vivace's, or train without checkpoints.");
    }

    private static Policy policy(JsonNode node) {
        String kind = node.path("kind").asText();
        if (kind.equals(CONSTANT)) {
            return Policy.constant();
        }
        if (kind.equals(WARMED_UP)) {
            return policy(node.path("policy")).warmedUp(node.path("share").asDouble());
        }
        Class<? extends Record> type = KINDS.get(kind);
        if (type == null || !(node instanceof ObjectNode object)) {
            throw unknown("policy", node);
        }
        try {
            return (Policy) JSON.treeToValue(object.deepCopy().without("kind"), type);
        } catch (JsonProcessingException e) {
            throw unknown("policy", node);
        }
    }

    private static InputException unknown(String what, JsonNode node) {
        return new InputException(
                "The checkpoint has " + what + " of a kind this version does not know: " + node + ".");
    }
}
