package ai.vivace.text.model;

import ai.vivace.nn.RecurrentState;
import ai.vivace.tensor.Autograd;
import ai.vivace.tensor.Scope;
import ai.vivace.tensor.Shape;
import ai.vivace.tensor.Tensor;
import java.util.Arrays;
import java.util.List;

/** Texts being continued by an {@link AwdLanguageModel}; it remembers states only, so there is always room. */
final class AwdDecoding implements Decoding {
    private final AwdLanguageModel model;
    private List<RecurrentState> states;
    private float[][] logits;

    private AwdDecoding(AwdLanguageModel model, List<RecurrentState> states, float[][] logits) {
        this.model = model;
        this.states = states;
        this.logits = logits;
    }

    static AwdDecoding begin(AwdLanguageModel model, Tensor prompt, AttentionMask mask) {
        TokenBatches.check(prompt, Long.MAX_VALUE);
        return Autograd.off(() -> {
            try (Scope scope = Scope.open()) {
                AwdEncoder.Encoded encoded = model.evaluating(() -> model.encoder()
                        .encode(
                                prompt,
                                model.encoder().zeroStates(prompt.size(0)),
                                mask.sources().orElse(null)));
                Tensor last = last(encoded).hidden().squeeze(0);
                return new AwdDecoding(model, retained(encoded.states()), TokenBatches.byText(model.headed(last)));
            }
        });
    }

    /** The last layer's state, whose hidden part is its output for the last token that counts. */
    private static RecurrentState last(AwdEncoder.Encoded encoded) {
        return encoded.states().get(encoded.states().size() - 1);
    }

    private static List<RecurrentState> retained(List<RecurrentState> states) {
        return states.stream()
                .map(state -> state.map(part -> part.copy().retain()))
                .toList();
    }

    @Override
    public int items() {
        return logits.length;
    }

    @Override
    public float[][] logits() {
        return logits;
    }

    @Override
    public void advance(int[] tokens) {
        TokenBatches.check(tokens, items(), model.vocabulary());
        Autograd.off(() -> {
            try (Scope scope = Scope.open()) {
                Tensor column = Tensor.of(Arrays.stream(tokens).asLongStream().toArray(), Shape.of(tokens.length, 1))
                        .to(states.get(0).hidden().device());
                AwdEncoder.Encoded encoded = model.isTraining()
                        ? model.evaluating(() -> model.encoder().encode(column, states))
                        : model.encoder().encode(column, states);
                logits = TokenBatches.byText(model.headed(encoded.output().squeeze(1)));
                close();
                states = retained(encoded.states());
            }
        });
    }

    @Override
    public void select(int[] rows) {
        try (Scope scope = Scope.open()) {
            Tensor chosen =
                    TokenBatches.rows(rows, items()).to(states.get(0).hidden().device());
            List<RecurrentState> selected = states.stream()
                    .map(state -> state.map(part -> part.indexSelect(1, chosen)))
                    .toList();
            close();
            states = retained(selected);
        }
        float[][] before = logits;
        logits = Arrays.stream(rows).mapToObj(row -> before[row].clone()).toArray(float[][]::new);
    }

    @Override
    public long room() {
        return Long.MAX_VALUE;
    }

    @Override
    public void close() {
        states.forEach(state -> {
            state.hidden().close();
            state.cell().ifPresent(Tensor::close);
        });
    }
}
