package ai.vivace.nn;

import static java.util.Map.entry;

import ai.vivace.tensor.Functional;
import ai.vivace.tensor.Tensor;
import java.util.Map;

/**
 * ShakeDrop (Yamada 2018) on a residual branch: at a probability an item's branch is multiplied by α drawn from -1 to 1, while gradients
 * flow as if it were β from 0 to 1; otherwise it stays as it is. As in {@code input.add(shake.apply(branch.apply(input)))}.
 *
 * <p>In use the branch is multiplied by the expected value 1 - probability. The branch should end in a norm layer. Each item has draws of
 * its own; the reference implementation decides once for a batch whether to shake.
 */
public final class ShakeDrop extends UnaryLayer implements Stochastic {
    private final double probability;

    /**
     * For one branch.
     *
     * @param probability of an item to be shaken, 0 to 1; in the paper {@link StochasticDepth#rising rising} linearly to 0.5 at the last
     *     block
     */
    public static ShakeDrop of(double probability) {
        return new ShakeDrop(probability);
    }

    static ShakeDrop build(Settings settings) {
        return of(settings.number("probability"));
    }

    private ShakeDrop(double probability) {
        this.probability = DropoutLayer.checked(probability);
    }

    /** How likely an item is shaken; 0 to 1. */
    public double probability() {
        return probability;
    }

    @Override
    protected Tensor forward(Tensor input) {
        if (probability == 0) {
            return input;
        }
        if (!isTraining()) {
            return input.mul(1 - probability);
        }
        DropoutLayer.requireRank(input, 1, "[N, …]");
        long[] sizes = DropoutLayer.sizesBefore(input, 1);
        Tensor shaken = Functional.uniform(input, sizes).lt(probability);
        Tensor forward = Functional.uniform(input, sizes).mul(2).sub(1);
        Tensor ones = forward.zerosLike().add(1);
        Tensor backward = Functional.uniform(input, sizes);
        return Shaken.apart(input, Tensor.where(shaken, forward, ones), Tensor.where(shaken, backward, ones));
    }

    @Override
    public Map<String, Object> settings() {
        return Settings.ordered(entry("probability", probability));
    }
}
