package ai.vivace.text.model;

import ai.vivace.init.Initializers;
import ai.vivace.nn.LockedDropout;
import ai.vivace.nn.Parameter;
import ai.vivace.nn.RecurrentState;
import ai.vivace.nn.Settings;
import ai.vivace.nn.UnaryLayer;
import ai.vivace.tensor.Functional;
import ai.vivace.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * AWD-LSTM (Merity 2017), the language model of ULMFiT (Howard 2018): from tokens, int64 [N, T], to the logits of each one's successor, [N, T,
 * vocabulary]. Its last map is the embedding's, with a bias.
 *
 * <p>State names are fastai's: {@code 0.encoder.weight}, {@code 0.rnns.0.…}, {@code 1.decoder.bias}.
 *
 * <p>As a layer it goes on where the batch before ended, as long as batches have as many texts and nobody has {@linkplain #reset told it to
 * start anew}: the rows of batches are then long texts in pieces. Gradients stay inside of a batch. {@link #run} is without such memory.
 */
public final class AwdLanguageModel extends UnaryLayer implements Generative, DeferredHead, TiedNames {
    private final AwdEncoder encoder;
    private final LockedDropout outputDropout;
    private final Parameter bias;
    private @Nullable List<RecurrentState> memory;
    private boolean headDeferred;

    /** A model of a configuration. */
    public static AwdLanguageModel of(AwdConfiguration configuration) {
        return new AwdLanguageModel(configuration);
    }

    static AwdLanguageModel build(Settings settings) {
        return of(AwdConfiguration.of(settings));
    }

    private AwdLanguageModel(AwdConfiguration configuration) {
        encoder = child("0", new AwdEncoder(configuration));
        Branching head = child("1", new Branching.Branch());
        bias = head.placeBias("decoder.bias", configuration.vocabulary(), Initializers.zeros());
        outputDropout = head.place(
                "output_dp", LockedDropout.of(configuration.dropouts().output()));
    }

    /**
     * What one pass gives.
     *
     * @param logits [N, T, vocabulary]
     * @param raw the last layer's features before the output's dropout
     * @param dropped and after it
     * @param states after the last token, one for each layer
     */
    public record Output(Tensor logits, Tensor raw, Tensor dropped, List<RecurrentState> states) {
        public Output {
            states = List.copyOf(states);
        }

        /**
         * What training adds to the loss (Merity 2017): alpha times the mean square of the dropped features (AR), and beta times that of the
         * differences from one token to the next (TAR).
         *
         * @param alpha 2 in fastai
         * @param beta 1 in fastai
         */
        public Tensor regularization(double alpha, double beta) {
            Tensor size = dropped.square().mean().mul(alpha);
            long steps = raw.size(1);
            if (steps < 2 || beta == 0) {
                return size;
            }
            Tensor change = raw.narrow(1, 1, steps - 1).sub(raw.narrow(1, 0, steps - 1));
            return size.add(change.square().mean().mul(beta));
        }
    }

    /** The part that a classifier takes over. */
    public AwdEncoder encoder() {
        return encoder;
    }

    @Override
    public long vocabulary() {
        return encoder.configuration().vocabulary();
    }

    /** One pass from given states, without memory. */
    public Output run(Tensor tokens, List<RecurrentState> states) {
        AwdEncoder.Encoded encoded = encoder.encode(tokens, states);
        Tensor dropped = outputDropout.apply(encoded.output());
        return new Output(headed(dropped), encoded.output(), dropped, encoded.states());
    }

    Tensor headed(Tensor features) {
        return Functional.linear(features, headWeight(), headBias());
    }

    @Override
    public void deferHead() {
        headDeferred = true;
    }

    @Override
    public boolean givesFeatures() {
        return headDeferred && isTraining();
    }

    @Override
    public Tensor headWeight() {
        return encoder.tokenWeight();
    }

    @Override
    public Tensor headBias() {
        return bias.value();
    }

    @Override
    protected Tensor forward(Tensor input) {
        List<RecurrentState> before = memory;
        if (before == null || before.get(0).hidden().size(1) != input.size(0)) {
            reset();
            before = encoder.zeroStates(input.size(0));
        }
        AwdEncoder.Encoded encoded = encoder.encode(input, before);
        List<RecurrentState> kept = encoded.states().stream()
                .map(state -> state.map(part -> part.detach().retain()))
                .toList();
        reset();
        memory = kept;
        Tensor dropped = outputDropout.apply(encoded.output());
        return givesFeatures() ? dropped : headed(dropped);
    }

    /** Forgets the batch before, as at the start of an epoch and of a validation, and frees what it remembered. */
    public void reset() {
        List<RecurrentState> before = memory;
        if (before != null) {
            before.forEach(state -> {
                state.hidden().close();
                state.cell().ifPresent(Tensor::close);
            });
        }
        memory = null;
    }

    @Override
    public Decoding begin(Tensor prompt, AttentionMask mask) {
        return AwdDecoding.begin(this, prompt, mask);
    }

    @Override
    public Map<String, String> ties() {
        Map<String, String> ties = new LinkedHashMap<>();
        ties.put("0.encoder_dp.emb.weight", "0.encoder.weight");
        ties.put("1.decoder.weight", "0.encoder.weight");
        return ties;
    }

    @Override
    public Map<String, Object> settings() {
        return encoder.configuration().toMap();
    }
}
