package ai.vivace.nn;

import static java.util.Map.entry;

import ai.vivace.tensor.Functional;
import ai.vivace.tensor.Tensor;
import java.util.Map;

/**
 * Dropout of whole words (Gal and Ghahramani 2016): in training, the vector of a number is 0 at a probability, wherever in the batch
 * the number stands, and divided by 1 - probability otherwise. State and names are the embedding's.
 */
public final class EmbeddingDropout extends Reweighted implements Stochastic {
    private final double probability;

    /**
     * An embedding with its vectors dropped.
     *
     * @param embedding which gives its parameter to this layer
     * @param probability of a number's vector to be dropped; 0 to 1
     */
    public static EmbeddingDropout of(Embedding embedding, double probability) {
        return new EmbeddingDropout(embedding, probability);
    }

    static EmbeddingDropout build(Settings settings) {
        return of(Embedding.build(settings), settings.number("probability"));
    }

    private EmbeddingDropout(Embedding embedding, double probability) {
        super(embedding);
        this.probability = DropoutLayer.checked(probability);
        adopt("weight", embedding.weight());
    }

    @Override
    public Tensor weight() {
        Tensor weight = layer().weight().value();
        return isTraining() && probability > 0
                ? weight.mul(Functional.dropoutMask(weight, new long[] {weight.size(0), 1}, probability))
                : weight;
    }

    @Override
    Map<String, Object> ownSettings() {
        return Settings.ordered(entry("probability", probability));
    }
}
