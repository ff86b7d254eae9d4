package ai.vivace.text.model;

import ai.vivace.init.Embeddings;
import ai.vivace.nn.Embedding;
import ai.vivace.nn.EmbeddingDropout;
import ai.vivace.nn.LockedDropout;
import ai.vivace.nn.PackedSequences;
import ai.vivace.nn.Parameter;
import ai.vivace.nn.RecurrentOutput;
import ai.vivace.nn.RecurrentState;
import ai.vivace.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The body of AWD-LSTM: tokens [N, T] to features [N, T, embedding]. State names are fastai's: {@code encoder.weight}, {@code
 * rnns.0.weight_hh_l0_raw}, ….
 */
public final class AwdEncoder extends Branching {
    private final AwdConfiguration configuration;
    private final EmbeddingDropout embedding;
    private final Parameter tokenWeight;
    private final LockedDropout inputDropout;
    private final LockedDropout hiddenDropout;
    private final List<WeightDroppedLstm> layers = new ArrayList<>();

    AwdEncoder(AwdConfiguration configuration) {
        this.configuration = configuration;
        AwdDropouts dropouts = configuration.dropouts();
        embedding = child(
                "encoder",
                EmbeddingDropout.of(
                        Embedding.of(
                                configuration.vocabulary(),
                                configuration.embedding(),
                                configuration.padding(),
                                Embeddings.awdLstm()),
                        dropouts.embedding()));
        tokenWeight = embedding.parameter("weight");
        for (int i = 0; i < configuration.layers(); i++) {
            layers.add(place(
                    "rnns." + i,
                    new WeightDroppedLstm(configuration.inputs(i), configuration.outputs(i), dropouts.weight())));
        }
        inputDropout = child("input_dp", LockedDropout.of(dropouts.input()));
        hiddenDropout = child("hidden_dps", LockedDropout.of(dropouts.hidden()));
    }

    /**
     * What it gives.
     *
     * @param output the last layer's features, [N, T, embedding]
     * @param states after the last token, one for each layer
     */
    public record Encoded(Tensor output, List<RecurrentState> states) {
        public Encoded {
            states = List.copyOf(states);
        }
    }

    /** States of zeros for so many texts, one for each layer. */
    public List<RecurrentState> zeroStates(long items) {
        return layers.stream().map(layer -> layer.zeroState(items)).toList();
    }

    /** All tokens from given states. */
    public Encoded encode(Tensor tokens, List<RecurrentState> states) {
        return encode(tokens, states, null);
    }

    /**
     * The tokens that count, from given states; others leave the states as they are.
     *
     * @param mask [N, T]: true, or not 0, for tokens that count; null for all
     */
    public Encoded encode(Tensor tokens, List<RecurrentState> states, @Nullable Tensor mask) {
        TokenBatches.check(tokens, Long.MAX_VALUE);
        PackedSequences packed = mask == null ? null : PackedSequences.of(mask);
        Tensor x = inputDropout.apply(embedding.apply(tokens));
        List<RecurrentState> after = new ArrayList<>();
        for (int i = 0; i < layers.size(); i++) {
            RecurrentOutput result = layers.get(i).run(x, states.get(i), packed);
            after.add(result.state());
            x = i < layers.size() - 1 ? hiddenDropout.apply(result.output()) : result.output();
        }
        return new Encoded(x, after);
    }

    /** What it is. */
    public AwdConfiguration configuration() {
        return configuration;
    }

    /** The tokens' vectors without dropout, which the decoder shares. */
    Tensor tokenWeight() {
        return tokenWeight.value();
    }
}
