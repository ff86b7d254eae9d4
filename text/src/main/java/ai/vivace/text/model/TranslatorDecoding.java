package ai.vivace.text.model;

import ai.vivace.base.InputException;
import ai.vivace.tensor.Autograd;
import ai.vivace.tensor.Scope;
import ai.vivace.tensor.Tensor;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Answers being written by a {@link TransformerTranslator}; the source is read once, and so are its keys and values in each layer. */
final class TranslatorDecoding implements Decoding {
    private final TransformerTranslator model;
    private final KeyValueCache cache;
    private Tensor memory;
    private @Nullable Tensor memoryMask;
    private float[][] logits = {};
    private int items;

    private TranslatorDecoding(TransformerTranslator model, Tensor memory, @Nullable Tensor memoryMask) {
        this.model = model;
        this.cache = new KeyValueCache(model.configuration().decoderLayers());
        this.memory = memory.retain();
        this.memoryMask = memoryMask == null ? null : memoryMask.copy().retain();
        this.items = (int) memory.size(0);
    }

    static TranslatorDecoding begin(TransformerTranslator model, Tensor source, AttentionMask mask) {
        return Autograd.off(() -> {
            try (Scope scope = Scope.open()) {
                Tensor encoded = model.evaluating(() -> model.encoded(source, mask));
                TranslatorDecoding decoding = new TranslatorDecoding(model, encoded, model.crossMask(mask, source));
                int[] start = new int[decoding.items];
                Arrays.fill(start, (int) model.configuration().start());
                try {
                    decoding.advance(start);
                } catch (RuntimeException e) {
                    decoding.close();
                    throw e;
                }
                return decoding;
            }
        });
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
        InputException.require(
                room() > 0,
                () -> "The answer has reached the model's "
                        + model.configuration().context() + " tokens.");
        Autograd.off(() -> {
            try (Scope scope = Scope.open()) {
                Tensor column = TokenBatches.column(tokens, memory.device());
                Tensor hidden = model.isTraining()
                        ? model.evaluating(() -> model.decoded(column, memory, memoryMask, cache))
                        : model.decoded(column, memory, memoryMask, cache);
                logits = TokenBatches.byText(model.headed(hidden).squeeze(1));
            }
        });
    }

    @Override
    public void select(int[] rows) {
        try (Scope scope = Scope.open()) {
            Tensor chosen = TokenBatches.rows(rows, items).to(memory.device());
            Autograd.off(() -> cache.select(chosen));
            Tensor before = memory;
            memory = before.indexSelect(0, chosen).retain();
            before.close();
            Tensor mask = memoryMask;
            if (mask != null) {
                memoryMask = mask.indexSelect(0, chosen).retain();
                mask.close();
            }
        }
        logits = TokenBatches.chosen(logits, rows);
        items = rows.length;
    }

    @Override
    public long room() {
        return model.configuration().context() - cache.length();
    }

    @Override
    public void close() {
        cache.close();
        memory.close();
        Tensor mask = memoryMask;
        if (mask != null) {
            mask.close();
        }
    }
}
