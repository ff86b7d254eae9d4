package ai.vivace.nn;

import ai.vivace.base.InputException;
import ai.vivace.base.Rng;
import ai.vivace.init.Initializer;
import ai.vivace.tensor.Autograd;
import ai.vivace.tensor.Scope;
import ai.vivace.tensor.Shape;
import ai.vivace.tensor.Tensor;
import java.util.Arrays;

/**
 * A layer whose weight is g · v / ‖v‖ for each output (Salimans and Kingma 2016): direction and length are trained apart.
 *
 * <p>Wherever v is drawn, g follows as its length, so that the weight starts as that of the layer it is made of. Where that is 0, as
 * at the end of Fixup's branches, g is 0 and v gets a direction of its own: 0 has none.
 *
 * <p>State: {@code bias} if there is one, {@code weight_g} [outputs, 1, …], {@code weight_v}, as in PyTorch.
 */
public final class WeightNorm extends Reweighted {
    private final Parameter length;
    private final Parameter direction;

    /**
     * A layer with its weight's length and direction apart.
     *
     * @param layer which gives its parameters to this one
     */
    public static WeightNorm of(WeightedLayer layer) {
        return new WeightNorm(layer);
    }

    static WeightNorm build(Settings settings) {
        return of(layer(settings));
    }

    private WeightNorm(WeightedLayer layer) {
        super(layer);
        direction = layer.weight();
        InputException.require(
                !(layer instanceof Embedding),
                () -> "Weight norm is for linear layers and convolutions, not for " + layer + ".");
        long[] sizes = direction.shape().toArray();
        Arrays.fill(sizes, 1, sizes.length, 1);
        Initializer follow = (tensor, rng) -> tensor.copyFrom(lengths());
        adoptBias();
        length = parameter("weight_g", Shape.of(sizes), Parameter.Role.NORM, follow);
        adopt("weight_v", direction);
        direction.whenDrawn(this::follow);
    }

    private void follow() {
        Autograd.off(() -> {
            try (Scope scope = Scope.open()) {
                Tensor drawn = lengths();
                length.assign(drawn);
                Tensor none = drawn.eq(0);
                if (none.sum().item() > 0) {
                    Shape shape = direction.shape();
                    double unit = 1 / Math.sqrt((double) shape.withoutFirst().elements());
                    Tensor any = Tensor.randomNormal(shape, Rng.of(0).split("weight norm"))
                            .mul(unit)
                            .to(drawn.dtype())
                            .to(drawn.device());
                    direction.assign(Tensor.where(none, any, direction.value()));
                }
            }
        });
    }

    @Override
    Parameter scalable() {
        return length;
    }

    /** ‖v‖ for each output, in g's shape. */
    private Tensor lengths() {
        Tensor value = direction.value();
        long[] sizes = value.shape().toArray();
        Arrays.fill(sizes, 1, sizes.length, 1);
        return value.flatten(1, -1).square().sum(1).sqrt().reshape(sizes);
    }

    @Override
    public Tensor weight() {
        return direction.value().mul(length.value().div(lengths()));
    }
}
