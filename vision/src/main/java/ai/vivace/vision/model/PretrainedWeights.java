package ai.vivace.vision.model;

import ai.vivace.base.InputException;
import ai.vivace.nn.Layer;
import ai.vivace.nn.StateDifference;
import ai.vivace.nn.UnaryLayer;
import ai.vivace.tensor.Scope;
import ai.vivace.tensor.Shape;
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
 * the size of pictures, and the first convolution is made to fit pictures of another number of channels, as fastai does: for one channel
 * the sum over all, for two the first two times 1.5, for more zeros for those beyond. Counts of batches, which files from before PyTorch
 * 0.4.1 lack, are 0.
 */
public final class PretrainedWeights {
    private static final String COUNT = "num_batches_tracked";

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

    private static Map<String, Tensor> prepared(UnaryLayer network, Map<String, Tensor> state) {
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
                .filter(entry -> entry.getValue().rank() == 4)
                .findFirst()
                .ifPresent(first -> prepared.computeIfPresent(
                        first.getKey(),
                        (name, value) -> withChannels(value, first.getValue().shape())));
        return prepared;
    }

    /** A convolution's weight for as many channels as another shape has, if that is all they differ in. */
    private static Tensor withChannels(Tensor weight, Shape wanted) {
        Shape given = weight.shape();
        boolean channelsDiffer = given.rank() == 4
                && given.size(0) == wanted.size(0)
                && given.size(2) == wanted.size(2)
                && given.size(3) == wanted.size(3)
                && given.size(1) == 3
                && wanted.size(1) != 3;
        if (!channelsDiffer) {
            return weight;
        }
        long channels = wanted.size(1);
        if (channels == 1) {
            return weight.sum(1).unsqueeze(1);
        }
        if (channels == 2) {
            return weight.narrow(1, 0, 2).mul(1.5);
        }
        Tensor beyond =
                Tensor.zeros(Shape.of(wanted.size(0), channels - 3, wanted.size(2), wanted.size(3)), weight.dtype());
        return Tensor.cat(List.of(weight, beyond), 1);
    }
}
