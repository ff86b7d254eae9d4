package ai.vivace.text;

import ai.vivace.tensor.Tensor;

/**
 * Texts of one batch.
 *
 * @param tokens their numbers, int64 [batch, length]
 * @param mask 1 for tokens, 0 for what fills up, int64 [batch, length]
 * @param target their classes, int64 [batch]
 * @param texts which texts of the corpus they are
 */
public record TextBatch(Tensor tokens, Tensor mask, Tensor target, int[] texts) {
    /** The number of texts. */
    public int size() {
        return texts.length;
    }
}
