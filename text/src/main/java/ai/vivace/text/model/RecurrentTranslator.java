package ai.vivace.text.model;

import static java.util.Map.entry;

import ai.vivace.base.InputException;
import ai.vivace.nn.Embedding;
import ai.vivace.nn.Layer;
import ai.vivace.nn.Linear;
import ai.vivace.nn.RecurrentLayer;
import ai.vivace.nn.RecurrentOutput;
import ai.vivace.nn.RecurrentSettings;
import ai.vivace.nn.RecurrentState;
import ai.vivace.nn.Settings;
import ai.vivace.tensor.Tensor;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A recurrent encoder and decoder with attention (Sutskever 2014, Bahdanau 2014, Luong 2015).
 *
 * <p>The encoder is a GRU in both directions; its last states, through a linear map and tanh, start the decoder, a GRU too. Attention is
 * Luong's arrangement: after the step, s and the weighted mean c of what the encoder gave become tanh(W·[c; s]), of which logits are made. So a
 * whole answer is one call of the engine in training. Scores are Luong's or Bahdanau's.
 *
 * <p>State names: {@code source_embedding}, {@code target_embedding}, {@code encoder}, {@code bridge}, {@code decoder}, {@code attention.…},
 * {@code combine}, {@code output}.
 */
public final class RecurrentTranslator extends Layer implements Translator {
    /** How well a token of the source fits a step of the answer, by the encoder's h and the decoder's s. */
    public enum Score {
        /** sᵀ·W·h, where W brings h to the width of s (Luong's general). */
        GENERAL,
        /** sᵀ·W·h / √width: as in transformers. */
        SCALED,
        /** vᵀ·tanh(U·s + W·h) (Bahdanau). */
        ADDITIVE
    }

    private final long vocabulary;
    private final long width;
    private final Score score;
    private final long padding;
    private final long start;
    private final Embedding source;
    private final Embedding target;
    private final RecurrentLayer encoder;
    private final Linear bridge;
    private final RecurrentLayer decoder;
    private final Linear keys;
    private final @Nullable Linear queries;
    private final @Nullable Linear energy;
    private final Linear combine;
    private final Linear output;

    /**
     * A model over one vocabulary.
     *
     * @param width features of tokens and states
     * @param padding the token that fills up short texts
     * @param start the token that answers start with
     */
    public static RecurrentTranslator of(long vocabulary, long width, Score score, long padding, long start) {
        return new RecurrentTranslator(vocabulary, width, score, padding, start);
    }

    static RecurrentTranslator build(Settings settings) {
        return of(
                settings.integer("vocabulary"),
                settings.integer("width"),
                settings.choice("score", Score.class),
                settings.integer("padding"),
                settings.integer("start"));
    }

    private RecurrentTranslator(long vocabulary, long width, Score score, long padding, long start) {
        Sizes.check("An encoder and decoder", vocabulary, width, 1, width, 1);
        InputException.require(
                start >= 0 && start < vocabulary,
                () -> "The start must be a token from 0 to " + (vocabulary - 1) + ", but is " + start + ".");
        this.vocabulary = vocabulary;
        this.width = width;
        this.score = score;
        this.padding = padding;
        this.start = start;
        source = child("source_embedding", Embedding.of(vocabulary, width, padding));
        target = child("target_embedding", Embedding.of(vocabulary, width, padding));
        encoder = child(
                "encoder", RecurrentLayer.of(RecurrentSettings.gru(width, width).bidirectional()));
        bridge = child("bridge", Linear.of(2 * width, width));
        decoder = child("decoder", RecurrentLayer.of(RecurrentSettings.gru(width, width)));
        Branching attention = child("attention", new Branching.Branch());
        keys = attention.place("key", Linear.withoutBias(2 * width, width));
        boolean additive = score == Score.ADDITIVE;
        queries = additive ? attention.place("query", Linear.withoutBias(width, width)) : null;
        energy = additive ? attention.place("energy", Linear.withoutBias(width, 1)) : null;
        combine = child("combine", Linear.withoutBias(3 * width, width));
        output = child("output", Linear.of(width, vocabulary));
    }

    /** What the encoder gives: all that the decoder needs of a source. */
    record Memory(
            Tensor values,
            Tensor keys,
            Tensor state,
            @Nullable Tensor mask) {}

    @Override
    public long vocabulary() {
        return vocabulary;
    }

    @Override
    public long start() {
        return start;
    }

    @Override
    public long padding() {
        return padding;
    }

    /** The mask by which the padding's token does not count. */
    public AttentionMask withoutPadding(Tensor tokens) {
        return AttentionMask.attending(tokens.ne((double) padding));
    }

    Memory encoded(Tensor tokens, AttentionMask mask) {
        TokenBatches.check(tokens, Long.MAX_VALUE);
        Tensor embedded = source.apply(tokens);
        RecurrentState zeros = encoder.zeroState(tokens.size(0));
        Tensor counted = mask.sources().orElse(null);
        RecurrentOutput read = counted == null ? encoder.run(embedded, zeros) : encoder.run(embedded, zeros, counted);
        Tensor ends = read.state().hidden();
        Tensor both = Tensor.cat(List.of(ends.select(0, 0), ends.select(0, 1)), 1);
        return new Memory(
                read.output(),
                keys.apply(read.output()),
                bridge.apply(both).tanh().unsqueeze(0),
                counted == null ? null : counted.unsqueeze(1));
    }

    /** What some steps of the decoder give, with its state after them. */
    record Steps(Tensor logits, Tensor state) {}

    Steps decoded(Tensor answer, Memory memory, Tensor state) {
        RecurrentOutput steps = decoder.run(target.apply(answer), new RecurrentState(state, Optional.empty()));
        Tensor scores = scores(steps.output(), memory.keys());
        Tensor mask = memory.mask();
        Tensor weights = (mask == null ? scores : scores.maskedFill(mask.not(), -1e9)).softmax(2);
        Tensor context = weights.matmul(memory.values());
        Tensor seen =
                combine.apply(Tensor.cat(List.of(context, steps.output()), 2)).tanh();
        return new Steps(output.apply(seen), steps.state().hidden());
    }

    /** [N, T, S]. */
    private Tensor scores(Tensor steps, Tensor keys) {
        Linear map = queries;
        Linear sum = energy;
        if (map != null && sum != null) {
            Tensor together =
                    map.apply(steps).unsqueeze(2).add(keys.unsqueeze(1)).tanh();
            return sum.apply(together).squeeze(3);
        }
        Tensor products = steps.matmul(keys.transpose(1, 2));
        return score == Score.SCALED ? products.mul(1 / Math.sqrt((double) width)) : products;
    }

    @Override
    public Tensor logits(Tensor tokens, AttentionMask sourceMask, Tensor shifted) {
        TokenBatches.check(shifted, Long.MAX_VALUE);
        Memory memory = encoded(tokens, sourceMask);
        return decoded(shifted, memory, memory.state()).logits();
    }

    @Override
    public Decoding begin(Tensor tokens, AttentionMask mask) {
        return RecurrentDecoding.begin(this, tokens, mask);
    }

    @Override
    public Map<String, Object> settings() {
        return Settings.ordered(
                entry("vocabulary", vocabulary),
                entry("width", width),
                entry("score", score.name().toLowerCase(Locale.ROOT)),
                entry("padding", padding),
                entry("start", start));
    }
}
