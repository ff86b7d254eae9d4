package ai.vivace.text.model;

import ai.vivace.base.InputException;
import ai.vivace.tensor.Tensor;

/** A model that continues texts, or answers one text with another. */
public interface Generative {
    /** How many tokens the model knows. */
    long vocabulary();

    /**
     * Reads texts, so that they can be continued; for a model that answers one text with another, reads those to be answered.
     *
     * @param tokens int64 [N, T]
     * @param mask which of them count; texts shorter than others have their padding in front, or, where they are to be answered, anywhere
     * @throws InputException when there is nothing to read, or more than the model can
     */
    Decoding begin(Tensor tokens, AttentionMask mask);
}
