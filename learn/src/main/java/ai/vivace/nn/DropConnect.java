package ai.vivace.nn;

import static java.util.Map.entry;

import ai.vivace.tensor.Functional;
import ai.vivace.tensor.Tensor;
import java.util.Map;

/**
 * Dropout of a layer's weights (Wan 2013), also called weight drop (Merity 2017): in training, each weight is 0 at a probability and
 * divided by 1 - probability otherwise; the bias is left alone.
 *
 * <p>Weights are drawn once for each use: all items of the batch and all steps of a sequence [N, time, …] have the same. Wan draws
 * for each item, and samples in use; we, as AWD-LSTM, use the expected weight then. State and names are those of the layer it is made
 * of.
 */
public final class DropConnect extends Reweighted implements Stochastic {
    private final double probability;

    /**
     * A layer with its weights dropped.
     *
     * @param layer which gives its parameters to this one
     * @param probability of a weight to be dropped; 0 to 1
     */
    public static DropConnect of(WeightedLayer layer, double probability) {
        return new DropConnect(layer, probability);
    }

    static DropConnect build(Settings settings) {
        return of(layer(settings), settings.number("probability"));
    }

    private DropConnect(WeightedLayer layer, double probability) {
        super(layer);
        this.probability = DropoutLayer.checked(probability);
        adopt("weight", layer.weight());
        adoptBias();
    }

    @Override
    public Tensor weight() {
        Tensor weight = layer().weight().value();
        return isTraining() && probability > 0 ? Functional.dropout(weight, probability) : weight;
    }

    @Override
    Map<String, Object> ownSettings() {
        return Settings.ordered(entry("probability", probability));
    }
}
