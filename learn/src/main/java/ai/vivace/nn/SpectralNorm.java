package ai.vivace.nn;

import static java.util.Map.entry;

import ai.vivace.base.InputException;
import ai.vivace.base.Rng;
import ai.vivace.tensor.Autograd;
import ai.vivace.tensor.Scope;
import ai.vivace.tensor.Shape;
import ai.vivace.tensor.Tensor;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A layer whose weight is divided by its largest singular value (Miyato 2018), which bounds how much the layer can stretch its input.
 *
 * <p>The value is estimated as uᵀ·W·v, where W is [outputs, rest] and u and v are kept: each use in training improves them by power
 * iteration, use otherwise leaves them alone. Unlike PyTorch's {@code spectral_norm}, they begin with fifteen iterations, so that the
 * estimate is good from the start.
 *
 * <p>State: {@code bias} if there is one, {@code weight_orig}, {@code weight_u} [outputs], {@code weight_v} [rest], as in PyTorch.
 */
public final class SpectralNorm extends Reweighted {
    private static final double EPSILON = 1e-12;
    private static final int FIRST_ITERATIONS = 15;

    private final Parameter original;
    private final int iterations;

    /** With one power iteration for each use in training, as in the paper. */
    public static SpectralNorm of(WeightedLayer layer) {
        return of(layer, 1);
    }

    /**
     * With more power iterations for each use in training.
     *
     * @param layer which gives its parameters to this one
     * @param iterations at least 1
     */
    public static SpectralNorm of(WeightedLayer layer, int iterations) {
        return new SpectralNorm(layer, iterations);
    }

    static SpectralNorm build(Settings settings) {
        return of(layer(settings), Math.toIntExact(settings.integer("iterations")));
    }

    private SpectralNorm(WeightedLayer layer, int iterations) {
        super(layer);
        InputException.require(
                iterations >= 1, () -> "Spectral norm needs at least 1 power iteration, but came " + iterations + ".");
        this.iterations = iterations;
        original = layer.weight();
        adoptBias();
        adopt("weight_orig", original);
        Rng rng = Rng.of(0).split("spectral norm");
        long outputs = original.shape().size(0);
        buffer("weight_u", Tensor.randomNormal(Shape.of(outputs), rng.split("u")));
        buffer("weight_v", Tensor.randomNormal(Shape.of(original.shape().elements() / outputs), rng.split("v")));
        begin();
        original.whenDrawn(this::begin);
    }

    private void begin() {
        iterate(FIRST_ITERATIONS);
    }

    private void iterate(int times) {
        Autograd.off(() -> {
            try (Scope scope = Scope.open()) {
                Tensor matrix = original.value().flatten(1, -1);
                for (int i = 0; i < times; i++) {
                    buffer("weight_v")
                            .copyFrom(normalized(matrix.transpose(0, 1).matmul(buffer("weight_u"))));
                    buffer("weight_u").copyFrom(normalized(matrix.matmul(buffer("weight_v"))));
                }
            }
        });
    }

    private static Tensor normalized(Tensor vector) {
        return vector.div(vector.norm().clamp(EPSILON, Double.POSITIVE_INFINITY));
    }

    @Override
    @Nullable
    Parameter scalable() {
        return null;
    }

    @Override
    public Tensor weight() {
        if (isTraining()) {
            iterate(iterations);
        }
        Tensor weight = original.value();
        // Copies, since later uses change u and v before gradients of this one are taken.
        Tensor u = buffer("weight_u").copy();
        Tensor v = buffer("weight_v").copy();
        return weight.div(weight.flatten(1, -1).matmul(v).mul(u).sum());
    }

    @Override
    Map<String, Object> ownSettings() {
        return Settings.ordered(entry("iterations", iterations));
    }
}
