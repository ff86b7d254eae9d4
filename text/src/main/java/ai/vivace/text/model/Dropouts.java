package ai.vivace.text.model;

import ai.vivace.base.InputException;
import ai.vivace.nn.Layer;
import ai.vivace.tensor.Functional;
import ai.vivace.tensor.Tensor;

/**
 * What a transformer drops in training.
 *
 * @param hidden the probability of a feature of the embeddings, or of what a part adds to its input, to be dropped; 0 to 1
 * @param attention the probability of a weight of the attention to be dropped; 0 to 1
 */
public record Dropouts(double hidden, double attention) {
    public Dropouts {
        double givenHidden = hidden;
        double givenAttention = attention;
        InputException.require(
                hidden >= 0 && hidden <= 1 && attention >= 0 && attention <= 1,
                () -> "Probabilities to drop must be 0 to 1, but are " + givenHidden + " and " + givenAttention + ".");
    }

    /** Features with some of them dropped, where a layer trains. */
    Tensor hiddenDropped(Tensor features, Layer layer) {
        return layer.isTraining() && hidden > 0 ? Functional.dropout(features, hidden) : features;
    }

    /** Nothing. */
    public static Dropouts none() {
        return new Dropouts(0, 0);
    }

    /** One probability for both. */
    public static Dropouts of(double probability) {
        return new Dropouts(probability, probability);
    }
}
