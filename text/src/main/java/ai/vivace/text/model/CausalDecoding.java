package ai.vivace.text.model;

import ai.vivace.base.InputException;
import ai.vivace.tensor.Autograd;
import ai.vivace.tensor.Scope;
import ai.vivace.tensor.Shape;
import ai.vivace.tensor.Tensor;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Texts being continued by a {@link CausalTransformer}. */
final class CausalDecoding implements Decoding {
    private final CausalTransformer model;
    private final KeyValueCache cache;

    /** For each text, which of its places count; null when all do. */
    private boolean @Nullable [][] attended;

    /** For each text, the place of its next token. */
    private long[] next;

    private float[][] logits = {};

    private CausalDecoding(CausalTransformer model, boolean @Nullable [][] attended, long[] next) {
        this.model = model;
        this.cache = new KeyValueCache(model.configuration().layers());
        this.attended = attended;
        this.next = next;
    }

    static CausalDecoding begin(CausalTransformer model, Tensor prompt, AttentionMask mask) {
        TokenBatches.check(prompt, model.configuration().context());
        int items = (int) prompt.size(0);
        int length = (int) prompt.size(1);
        try (Scope scope = Scope.open()) {
            boolean[][] attended = mask.sources().map(CausalDecoding::rows).orElse(null);
            long[] next = new long[items];
            Arrays.fill(next, length);
            if (attended != null) {
                for (int i = 0; i < items; i++) {
                    boolean[] row = attended[i];
                    InputException.require(
                            row[length - 1],
                            () -> "Texts that are continued have their padding in front, but the last token of one is"
                                    + " masked. Pad in front.");
                    int count = 0;
                    for (boolean here : row) {
                        count += here ? 1 : 0;
                    }
                    next[i] = count;
                }
            }
            CausalDecoding decoding = new CausalDecoding(model, attended, next);
            try {
                Tensor positions =
                        mask.sources().map(Positions::counted).orElseGet(() -> Positions.range(0, length, prompt));
                decoding.read(prompt, mask, positions);
            } catch (RuntimeException e) {
                decoding.close();
                throw e;
            }
            return decoding;
        }
    }

    private static boolean[][] rows(Tensor mask) {
        int items = (int) mask.size(0);
        int length = (int) mask.size(1);
        long[] values = mask.toLongs();
        boolean[][] rows = new boolean[items][length];
        for (int i = 0; i < values.length; i++) {
            rows[i / length][i % length] = values[i] != 0;
        }
        return rows;
    }

    private void read(Tensor tokens, AttentionMask mask, Tensor positions) {
        Autograd.off(() -> {
            Tensor hidden = model.isTraining()
                    ? model.evaluating(() -> model.hidden(tokens, mask, cache, positions))
                    : model.hidden(tokens, mask, cache, positions);
            Tensor last = hidden.narrow(1, hidden.size(1) - 1, 1);
            logits = TokenBatches.byText(model.headed(last).squeeze(1));
        });
    }

    @Override
    public int items() {
        return next.length;
    }

    @Override
    public float[][] logits() {
        return logits;
    }

    @Override
    public void advance(int[] tokens) {
        int items = next.length;
        TokenBatches.check(tokens, items, model.vocabulary());
        InputException.require(
                room() > 0,
                () -> "The text has reached the model's "
                        + model.configuration().context() + " tokens.");
        try (Scope scope = Scope.open()) {
            Tensor device = model.tokenWeight();
            Tensor column = TokenBatches.column(tokens, device.device());
            Tensor positions = Tensor.of(next, Shape.of(items, 1)).to(device.device());
            read(column, mask(device), positions);
            for (int i = 0; i < items; i++) {
                next[i]++;
            }
        }
    }

    private AttentionMask mask(Tensor like) {
        boolean[][] rows = attended;
        if (rows == null) {
            return AttentionMask.all();
        }
        int length = (int) cache.length() + 1;
        long[] values = new long[rows.length * length];
        Arrays.fill(values, 1);
        for (int i = 0; i < rows.length; i++) {
            for (int place = 0; place < rows[i].length; place++) {
                values[i * length + place] = rows[i][place] ? 1 : 0;
            }
        }
        return AttentionMask.attending(
                Tensor.of(values, Shape.of(rows.length, length)).to(like.device()));
    }

    @Override
    public void select(int[] rows) {
        try (Scope scope = Scope.open()) {
            Tensor chosen =
                    TokenBatches.rows(rows, next.length).to(model.tokenWeight().device());
            Autograd.off(() -> cache.select(chosen));
        }
        long[] places = next;
        boolean[][] masks = attended;
        next = Arrays.stream(rows).mapToLong(row -> places[row]).toArray();
        logits = TokenBatches.chosen(logits, rows);
        attended = masks == null
                ? null
                : Arrays.stream(rows).mapToObj(row -> masks[row]).toArray(boolean[][]::new);
    }

    @Override
    public long room() {
        return model.configuration().context() - cache.length();
    }

    @Override
    public void close() {
        cache.close();
    }
}
