package ai.vivace.text.model;

import ai.vivace.tensor.Autograd;
import ai.vivace.tensor.Scope;
import ai.vivace.tensor.Tensor;
import java.util.Arrays;
import java.util.function.UnaryOperator;

/** Answers being written by a {@link RecurrentTranslator}; the source is read once. */
final class RecurrentDecoding implements Decoding {
    private final RecurrentTranslator model;
    private RecurrentTranslator.Memory memory;
    private Tensor state;
    private float[][] logits = {};
    private int items;

    private RecurrentDecoding(RecurrentTranslator model, RecurrentTranslator.Memory memory) {
        this.model = model;
        this.memory = map(memory, part -> part.copy().retain());
        this.state = memory.state().copy().retain();
        this.items = (int) memory.values().size(0);
    }

    static RecurrentDecoding begin(RecurrentTranslator model, Tensor source, AttentionMask mask) {
        return Autograd.off(() -> {
            try (Scope scope = Scope.open()) {
                RecurrentDecoding decoding =
                        new RecurrentDecoding(model, model.evaluating(() -> model.encoded(source, mask)));
                int[] start = new int[decoding.items];
                Arrays.fill(start, (int) model.start());
                decoding.advance(start);
                return decoding;
            }
        });
    }

    private static RecurrentTranslator.Memory map(RecurrentTranslator.Memory memory, UnaryOperator<Tensor> change) {
        Tensor mask = memory.mask();
        return new RecurrentTranslator.Memory(
                change.apply(memory.values()),
                change.apply(memory.keys()),
                change.apply(memory.state()),
                mask == null ? null : change.apply(mask));
    }

    @Override
    public int items() {
        return items;
    }

    @Override
    public float[][] logits() {
        return logits;
    }

    @Override
    public void advance(int[] tokens) {
        TokenBatches.check(tokens, items, model.vocabulary());
        Autograd.off(() -> {
            try (Scope scope = Scope.open()) {
                Tensor column = TokenBatches.column(tokens, state.device());
                RecurrentTranslator.Steps steps = model.isTraining()
                        ? model.evaluating(() -> model.decoded(column, memory, state))
                        : model.decoded(column, memory, state);
                logits = TokenBatches.byText(steps.logits().squeeze(1));
                replaceState(steps.state().copy().retain());
            }
        });
    }

    private void replaceState(Tensor next) {
        state.close();
        state = next;
    }

    @Override
    public void select(int[] rows) {
        try (Scope scope = Scope.open()) {
            Tensor chosen = TokenBatches.rows(rows, items).to(state.device());
            RecurrentTranslator.Memory before = memory;
            Tensor mask = before.mask();
            memory = new RecurrentTranslator.Memory(
                    before.values().indexSelect(0, chosen).retain(),
                    before.keys().indexSelect(0, chosen).retain(),
                    before.state().indexSelect(1, chosen).retain(),
                    mask == null ? null : mask.indexSelect(0, chosen).retain());
            closeAll(before);
            replaceState(state.indexSelect(1, chosen).retain());
        }
        logits = TokenBatches.chosen(logits, rows);
        items = rows.length;
    }

    @Override
    public long room() {
        return Long.MAX_VALUE;
    }

    private static void closeAll(RecurrentTranslator.Memory memory) {
        memory.values().close();
        memory.keys().close();
        memory.state().close();
        Tensor mask = memory.mask();
        if (mask != null) {
            mask.close();
        }
    }

    @Override
    public void close() {
        closeAll(memory);
        state.close();
    }
}
