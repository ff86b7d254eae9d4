package ai.vivace.vision.model;

import ai.vivace.base.InputException;
import ai.vivace.nn.BatchNorm;
import ai.vivace.nn.Sequential;
import ai.vivace.nn.Splitter;
import ai.vivace.nn.UnaryLayer;
import ai.vivace.tensor.Autograd;
import ai.vivace.tensor.Scope;
import ai.vivace.tensor.Shape;
import ai.vivace.tensor.Tensor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A network that goes on learning from what another one learnt: that one's body under a new {@linkplain Head head}.
 *
 * <pre>{@code
 * Transfer transfer = Transfer.of(Architectures.of("resnet34"), Shape.of(3, 224, 224), 10).weights(state).build();
 * }</pre>
 *
 * @param network children {@code body}, with the architecture's own names inside, and {@code head}
 * @param splitter its parameter groups: those of the body that the architecture names, and the head
 * @param statistics those that pictures should have when they go in
 * @param norms what the body's batch norms do in training; the network is prepared for it
 */
public record Transfer(Sequential network, Splitter splitter, ChannelStatistics statistics, Norms norms) {
    /** The network's child that turns pictures into maps of features. */
    public static final String BODY = "body";

    /** The network's child that makes answers of them. */
    public static final String HEAD = "head";

    /** What batch norms of a trained body do in training. */
    public enum Norms {
        /**
         * They normalise by the values that they bring along, which stay, and are frozen with the rest: what Keras's guide to fine-tuning
         * recommends. A frozen body then needs no gradients, which makes its epochs some three times as quick.
         */
        FIXED,
        /** They normalise by each batch, move towards it, and train even while the rest is frozen: fastai's. */
        TRAINED
    }

    private static final int CONVOLUTION_RANK = 4;
    private static final double HALF_AS_MUCH_AGAIN = 1.5;

    /**
     * Starts to describe one.
     *
     * @param picture the shape of one input: [channels, height, width], with any number of channels
     * @param outputs how many numbers come out: one for each class
     */
    public static Builder of(Architecture architecture, Shape picture, int outputs) {
        return new Builder(architecture, picture, outputs);
    }

    /**
     * The weights of a network's first convolution for pictures of another number of channels, as fastai adapts them: for one channel
     * the sum of all, for two the first two times 1.5, for more than there were zeros for those beyond.
     *
     * @param weight [outputs, channels, height, width]
     */
    public static Tensor adapted(Tensor weight, long channels) {
        long given = weight.size(1);
        if (channels == given) {
            return weight;
        }
        if (channels == 1) {
            return weight.sum(1).unsqueeze(1);
        }
        if (channels < given) {
            return weight.narrow(1, 0, channels).mul(channels == 2 ? HALF_AS_MUCH_AGAIN : 1);
        }
        Tensor beyond = Tensor.zeros(Shape.of(weight.size(0), channels - given, weight.size(2), weight.size(3)))
                .to(weight.dtype())
                .to(weight.device());
        return Tensor.cat(List.of(weight, beyond), 1);
    }

    /** What may be chosen. */
    public static final class Builder {
        private final Architecture architecture;
        private final Shape picture;
        private final int outputs;
        private Map<String, Tensor> weights = Map.of();
        private Head head = Head.standard();
        private Norms norms = Norms.FIXED;

        private Builder(Architecture architecture, Shape picture, int outputs) {
            this.architecture = architecture;
            this.picture = picture;
            this.outputs = outputs;
        }

        /**
         * What the body has learnt; nothing by default.
         *
         * @param state a whole network's or a body's, by the architecture's names or {@linkplain PretrainedWeights older ones}; what
         *     belongs to the old head is left out, and the first convolution is {@linkplain Transfer#adapted adapted} to the
         *     pictures' channels
         */
        public Builder weights(Map<String, Tensor> state) {
            weights = new LinkedHashMap<>(state);
            return this;
        }

        /** What makes answers; {@link Head#standard} by default. */
        public Builder head(Head choice) {
            head = choice;
            return this;
        }

        /** What the body's batch norms do; {@link Norms#FIXED} by default. Without weights they train. */
        public Builder norms(Norms choice) {
            norms = choice;
            return this;
        }

        /**
         * The network.
         *
         * @throws InputException when the architecture has no body, or the weights are not its; it names what differs
         */
        public Transfer build() {
            Sequential body = architecture.body(picture);
            Norms kept = weights.isEmpty() ? Norms.TRAINED : norms;
            try (Scope scope = Scope.open()) {
                if (!weights.isEmpty()) {
                    load(body);
                }
                if (kept == Norms.FIXED) {
                    BatchNorm.fixStatistics(body);
                }
                Map<String, UnaryLayer> parts = new LinkedHashMap<>();
                parts.put(BODY, body);
                parts.put(HEAD, head.build(features(), outputs));
                return new Transfer(
                        Sequential.of(parts),
                        splitter(),
                        architecture.statistics().channels(Math.toIntExact(picture.size(0))),
                        kept);
            }
        }

        /** How many channels the body's maps have, seen by a copy of it that is not worth drawing values for. */
        private long features() {
            try (Sequential copy = architecture.body(picture)) {
                Cost.zero(copy);
                Tensor map = copy.evaluating(() -> Autograd.off(() -> copy.apply(Tensor.zeros(picture.prepend(1)))));
                InputException.require(
                        map.rank() == CONVOLUTION_RANK,
                        () -> "The body of " + architecture
                                + " should give maps [N, features, height, width], but gives " + map.shape() + ".");
                return map.size(1);
            }
        }

        private void load(Sequential body) {
            Map<String, Tensor> state = new LinkedHashMap<>();
            PretrainedWeights.prepared(body, weights).forEach((name, value) -> {
                if (body.children().containsKey(name.split("\\.", 2)[0])) {
                    state.put(name, value);
                }
            });
            body.load(state);
        }

        private Splitter splitter() {
            List<String> starts = new ArrayList<>();
            architecture.groups().forEach(group -> starts.add(BODY + "." + group));
            starts.add(HEAD);
            return Splitter.startingAt(starts.toArray(String[]::new));
        }
    }
}
