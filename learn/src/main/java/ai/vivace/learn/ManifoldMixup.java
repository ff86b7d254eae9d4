package ai.vivace.learn;

import ai.vivace.base.InputException;
import ai.vivace.base.Rng;
import ai.vivace.base.Spelling;
import ai.vivace.nn.Layer;
import ai.vivace.nn.Sequential;
import ai.vivace.nn.UnaryLayer;
import ai.vivace.tensor.Tensor;
import java.util.List;
import java.util.Map;

/**
 * Manifold mixup (Verma 2018): {@link Mixup} of what goes into a layer that is drawn for each batch among several. It is for models
 * that are a {@link Sequential}.
 */
public final class ManifoldMixup extends Mixing {
    private final double alpha;
    private final List<String> layers;

    private ManifoldMixup(double alpha, List<String> layers) {
        this.alpha = checked(alpha);
        this.layers = layers;
        InputException.require(!layers.isEmpty(), () -> "Manifold mixup needs at least one layer to mix before.");
    }

    /**
     * Mixes before one of the named layers.
     *
     * @param alpha above 0; 2 in the paper
     * @param layers names of the Sequential's children; "0" mixes inputs, as the paper has it among others
     */
    public static ManifoldMixup before(double alpha, String... layers) {
        return new ManifoldMixup(alpha, List.of(layers));
    }

    @Override
    public void beforeFit(FitContext fit) {
        super.beforeFit(fit);
        UnaryLayer model = fit.learner().model();
        InputException.require(
                model instanceof Sequential,
                () -> "Manifold mixup needs a Sequential, whose layers it can stand between, but the model is a "
                        + model.getClass().getSimpleName() + ".");
        for (String layer : layers) {
            InputException.require(
                    model.children().containsKey(layer),
                    () -> Spelling.unknown("layer", layer, model.children().keySet()));
        }
    }

    @Override
    public Signal beforeBatch(BatchContext batch) {
        Rng rng = draws(batch);
        Tensor partners = partners(batch.input(), rng);
        Tensor shares = shares(batch.input(), alpha, rng);
        String chosen = layers.get(rng.split("layer").nextInt(layers.size()));
        Map<String, Layer> children = batch.fit().learner().model().children();
        batch.forward(input -> {
            Tensor value = input;
            for (Map.Entry<String, Layer> child : children.entrySet()) {
                if (child.getKey().equals(chosen)) {
                    requireFractions(value);
                    value = blended(value, partners, shares);
                }
                value = ((UnaryLayer) child.getValue()).apply(value);
            }
            return value;
        });
        mixTargets(batch, partners, shares);
        return Signal.CONTINUE;
    }
}
