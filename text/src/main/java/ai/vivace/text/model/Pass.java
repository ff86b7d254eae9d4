package ai.vivace.text.model;

import ai.vivace.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/** What all layers of a transformer share in one pass over some tokens. */
record Pass(@Nullable Tensor mask, boolean causal, @Nullable Rotation rotation) {
    /**
     * A pass.
     *
     * @param targets the tokens that attend, which are the last ones
     * @param length all tokens, those that are remembered with them
     * @param bias what is added to scores, [1, heads, targets, length]
     */
    static Pass of(
            AttentionMask mask,
            long targets,
            long length,
            @Nullable Tensor bias,
            @Nullable Rotation rotation,
            Tensor like) {
        if (bias == null && mask.isBuiltIn(targets, length)) {
            return new Pass(null, true, rotation);
        }
        Tensor visible = mask.tensor(targets, length, like);
        if (bias == null) {
            return new Pass(visible, false, rotation);
        }
        return new Pass(
                visible == null ? bias : bias.maskedFill(visible.not(), Double.NEGATIVE_INFINITY), false, rotation);
    }
}
