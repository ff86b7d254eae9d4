package ai.vivace.text.model;

import ai.vivace.tensor.Tensor;

/** How features of tokens [N, T, width] become features of texts [N, width]. */
public enum TextPooling {
    /** The first token's. */
    FIRST {
        @Override
        public Tensor apply(Tensor hidden, AttentionMask mask) {
            return hidden.select(1, 0);
        }
    },
    /** The mean of the tokens that count; zeros where none does. */
    MEAN {
        @Override
        public Tensor apply(Tensor hidden, AttentionMask mask) {
            if (mask.sources().isEmpty()) {
                return hidden.mean(1);
            }
            Tensor weights = mask.sources().get().to(hidden.dtype());
            Tensor counts = weights.sum(1).clamp(1, Integer.MAX_VALUE).unsqueeze(1);
            return weights.unsqueeze(1).matmul(hidden).squeeze(1).div(counts);
        }
    };

    /**
     * The features of texts.
     *
     * @param mask which tokens count
     */
    public abstract Tensor apply(Tensor hidden, AttentionMask mask);
}
