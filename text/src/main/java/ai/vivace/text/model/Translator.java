package ai.vivace.text.model;

import ai.vivace.tensor.Tensor;

/** A model that answers one text with another, as a translation, and learns from pairs of them. */
public interface Translator extends Generative {
    /**
     * The logits of each token of the answer, given the right ones before it (teacher forcing).
     *
     * @param source int64 [N, S]
     * @param sourceMask which of it count
     * @param shifted the answer with the start's token in front and without its last one, int64 [N, T]
     * @return [N, T, vocabulary]
     */
    Tensor logits(Tensor source, AttentionMask sourceMask, Tensor shifted);

    /** The token that fills up texts. */
    long padding();

    /** The token that answers start with. */
    long start();
}
