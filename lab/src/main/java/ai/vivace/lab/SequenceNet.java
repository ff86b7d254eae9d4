package ai.vivace.lab;

import ai.vivace.base.Rng;
import ai.vivace.nn.Embedding;
import ai.vivace.nn.Linear;
import ai.vivace.nn.Parameter;
import ai.vivace.nn.RecurrentLayer;
import ai.vivace.nn.RecurrentSettings;
import ai.vivace.nn.Sequential;
import ai.vivace.nn.UnaryLayer;
import ai.vivace.tensor.Scope;
import ai.vivace.text.model.CausalTransformer;
import ai.vivace.text.model.DecoderConfiguration;
import java.util.List;

/** Nets of about equal size that read tokens in order and answer at each: int64 [N, T] to logits [N, T, vocabulary]. */
enum SequenceNet {
    /** h = tanh(W x + U h + b) (Elman 1990). */
    RNN("RNN", 128),
    /** Cells behind three gates (Hochreiter and Schmidhuber 1997). */
    LSTM("LSTM", 64),
    /** Two layers of attention to everything before, four heads, rotary positions (Vaswani 2017, Su 2021). */
    TRANSFORMER("Transformer", 40);

    private static final int LAYERS = 2;
    private static final int HEADS = 4;
    private static final int EMBEDDING = 32;

    private final String label;
    private final int width;

    SequenceNet(String label, int width) {
        this.label = label;
        this.width = width;
    }

    String label() {
        return label;
    }

    /** How many of the nets come before this one, as a share of all. */
    double place() {
        List<SequenceNet> all = List.of(values());
        return (double) all.indexOf(this) / all.size();
    }

    /** A net with starting weights. */
    UnaryLayer build(int vocabulary, int context, long seed) {
        UnaryLayer net =
                switch (this) {
                    case RNN -> recurrent(vocabulary, RecurrentSettings.rnn(EMBEDDING, width));
                    case LSTM -> recurrent(vocabulary, RecurrentSettings.lstm(EMBEDDING, width));
                    case TRANSFORMER ->
                        CausalTransformer.of(
                                DecoderConfiguration.llama(vocabulary, width, LAYERS, HEADS, HEADS, 8L * width / 3)
                                        .context(context));
                };
        try (Scope scope = Scope.open()) {
            net.initialize(Rng.of(seed).split(label));
        }
        return net;
    }

    private UnaryLayer recurrent(int vocabulary, RecurrentSettings settings) {
        return Sequential.of(
                Embedding.of(vocabulary, EMBEDDING), RecurrentLayer.of(settings), Linear.of(width, vocabulary));
    }

    /** The weights by which tokens become vectors. */
    Parameter embedding(UnaryLayer net) {
        return net.parameters().values().stream()
                .filter(parameter -> parameter.value().rank() == 2)
                .findFirst()
                .orElseThrow();
    }

    /** Multiplications of a forward pass, for each token of a text. */
    long multiplications(int vocabulary, int length) {
        long w = width;
        return switch (this) {
            case RNN -> w * EMBEDDING + w * w + w * vocabulary;
            case LSTM -> 4 * (w * EMBEDDING + w * w) + w * vocabulary;
            case TRANSFORMER -> LAYERS * (4 * w * w + 8 * w * w + 2 * w * length) + w * vocabulary;
        };
    }
}
