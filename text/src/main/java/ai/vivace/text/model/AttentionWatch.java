package ai.vivace.text.model;

import ai.vivace.tensor.Autograd;
import ai.vivace.tensor.DType;
import ai.vivace.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Looks at attentions. The engine does not tell the weights, as it works without keeping them; so they are worked out once more, in plain steps, while somebody
 * looks.
 */
final class AttentionWatch {
    private @Nullable List<Seen> seen;

    /**
     * One attention.
     *
     * @param weights [N, heads, targets, sources]
     * @param value what is taken the weighted mean of, [N, heads, sources, width]
     * @param attended what the engine gave
     */
    record Seen(Tensor weights, Tensor value, Tensor attended) {}

    /** Looks from now on. */
    void begin() {
        seen = new ArrayList<>();
    }

    /** Looks no more. */
    List<Seen> end() {
        List<Seen> all = seen == null ? List.of() : seen;
        seen = null;
        return all;
    }

    void saw(
            Tensor query,
            Tensor key,
            Tensor value,
            @Nullable Tensor mask,
            boolean causal,
            double scale,
            Tensor attended) {
        List<Seen> all = seen;
        if (all != null) {
            all.add(Autograd.off(() -> {
                long groups = query.size(1) / key.size(1);
                return new Seen(
                        weights(query, repeated(key, groups), mask, causal, scale),
                        repeated(value, groups),
                        attended.detach());
            }));
        }
    }

    private static Tensor weights(Tensor query, Tensor key, @Nullable Tensor mask, boolean causal, double scale) {
        Tensor scores = query.matmul(key.transpose(2, 3)).mul(scale);
        Tensor visible = causal ? AttentionMask.all().causal().tensor(query.size(2), key.size(2), query) : mask;
        if (visible != null) {
            scores = visible.dtype() == DType.BOOL
                    ? scores.maskedFill(visible.not(), Double.NEGATIVE_INFINITY)
                    : scores.add(visible);
        }
        Tensor weights = scores.softmax(3);
        return weights.maskedFill(weights.isNaN(), 0);
    }

    /** The keys or values of fewer heads, each for the heads of its group. */
    private static Tensor repeated(Tensor heads, long times) {
        return times == 1
                ? heads
                : heads.unsqueeze(2)
                        .expand(heads.size(0), heads.size(1), times, heads.size(2), heads.size(3))
                        .reshape(heads.size(0), heads.size(1) * times, heads.size(2), heads.size(3));
    }
}
