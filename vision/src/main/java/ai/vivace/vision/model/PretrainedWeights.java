package ai.vivace.vision.model;

import ai.vivace.base.InputException;
import ai.vivace.nn.Layer;
import ai.vivace.nn.StateDifference;
import ai.vivace.nn.UnaryLayer;
import ai.vivace.tensor.Scope;
import ai.vivace.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Brings weights from files into networks, by name.
 *
 * <p>Before names are compared, those of old files become today's ({@link WeightNames}), {@link StateFitting} networks fit what depends on
 * the size of pictures, and the first convolution is {@linkplain Transfer#adapted adapted} to pictures of another number of channels.
 * Counts of batches, which files from before PyTorch 0.4.1 lack, are 0.
 */
public final class PretrainedWeights {
    private static final String COUNT = "num_batches_tracked";
    private static final int KERNEL_RANK = 4;

    private PretrainedWeights() {}

    /**
     * Overwrites all of a network.
     *
     * @param state values by name, as from {@link ai.vivace.store.WeightFile#tensors}
     * @throws InputException when a name is missing or too many or a shape differs; it lists them, and nothing has changed
     */
    public static void load(UnaryLayer network, Map<String, Tensor> state) {
        try (Scope scope = Scope.open()) {
            network.load(prepared(network, state));
        }
    }

    /**
     * Overwrites the body of a network, which must fit exactly, and of the head what fits: for weights trained to tell other classes.
     *
     * @param architecture that the network is of; it says where the head starts
     * @param state values by name, as from {@link ai.vivace.store.WeightFile#tensors}
     * @return what fitted and what, in the head, did not
     * @throws InputException when a name of the body is missing or too many or a shape differs; it lists them, and nothing has changed
     */
    public static StateDifference loadBody(Architecture architecture, UnaryLayer network, Map<String, Tensor> state) {
        try (Scope scope = Scope.open()) {
            Map<String, Tensor> prepared = prepared(network, state);
            Set<String> body = body(architecture, network);
            Map<String, Tensor> own = network.state();
            StateDifference difference = StateDifference.between(inBody(own, body), inBody(prepared, body));
            InputException.require(
                    difference.isEmpty(),
                    () -> "The weights do not fit the body of " + architecture + "; are they another network's? "
                            + difference);
            return network.loadMatching(prepared);
        }
    }

    /** The names of the network's children and own values that are not its head. */
    private static Set<String> body(Architecture architecture, Layer network) {
        Set<String> body = new LinkedHashSet<>(network.ownParameters().keySet());
        String cut = architecture.cut().orElse("");
        List<String> children = List.copyOf(network.children().keySet());
        if (children.contains(cut)) {
            body.addAll(children.subList(0, children.indexOf(cut)));
        } else {
            children.stream().filter(name -> !name.startsWith("head")).forEach(body::add);
        }
        return body;
    }

    private static Map<String, Tensor> inBody(Map<String, Tensor> state, Set<String> body) {
        Map<String, Tensor> part = new LinkedHashMap<>();
        state.forEach((name, value) -> {
            int dot = name.indexOf('.');
            if (body.contains(dot < 0 ? name : name.substring(0, dot))) {
                part.put(name, value);
            }
        });
        return part;
    }

    /** A state as it can be loaded into a network, or into the body of one. */
    static Map<String, Tensor> prepared(UnaryLayer network, Map<String, Tensor> state) {
        Map<String, Tensor> own = network.state();
        Map<String, Tensor> renamed = WeightNames.today(network, state);
        Map<String, Tensor> fitted = network instanceof StateFitting fitting ? fitting.fitted(renamed) : renamed;
        Map<String, Tensor> prepared = new LinkedHashMap<>(fitted);
        own.forEach((name, value) -> {
            if (name.endsWith(COUNT)) {
                prepared.computeIfAbsent(name, missing -> value.zerosLike());
            }
        });
        own.entrySet().stream()
                .filter(entry -> entry.getValue().rank() == KERNEL_RANK)
                .findFirst()
                .ifPresent(first -> prepared.computeIfPresent(
                        first.getKey(),
                        (name, weight) -> weight.rank() == KERNEL_RANK
                                ? Transfer.adapted(weight, first.getValue().size(1))
                                : weight));
        return prepared;
    }
}
