package ai.vivace.nn;

import ai.vivace.base.InputException;
import ai.vivace.tensor.Functional;
import ai.vivace.tensor.Tensor;
import ai.vivace.tensor.TensorException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Shake-Shake (Gastaldi 2017): shortcut(x) + α·first(x) + (1 - α)·second(x), with α drawn for each item from 0 to 1; gradients flow as if
 * it had been another draw β. In use both are 1/2, the expected value.
 *
 * <p>This is Shake-Shake-Image of the paper, its best. It is for long trainings of residual nets with two branches of one architecture.
 *
 * <p>State: {@code branch1.…}, {@code branch2.…} and {@code shortcut.…}.
 */
public final class ShakeShake extends UnaryLayer implements Container, Foldable, ResidualBlock, Stochastic {
    private static final String FIRST = "branch1";
    private static final String SECOND = "branch2";
    private static final String SHORTCUT = "shortcut";

    private final UnaryLayer first;
    private final UnaryLayer second;
    private final @Nullable UnaryLayer shortcut;

    /** Two branches that are added to the input. */
    public static ShakeShake of(UnaryLayer first, UnaryLayer second) {
        return new ShakeShake(first, second, null);
    }

    /** Two branches that are added to what another layer makes of the input, where they change its shape. */
    public static ShakeShake of(UnaryLayer first, UnaryLayer second, UnaryLayer shortcut) {
        return new ShakeShake(first, second, shortcut);
    }

    static ShakeShake build(Settings settings, Map<String, Layer> children) {
        Map<String, UnaryLayer> layers = CoreLayers.unary(settings.layer(), children);
        UnaryLayer first = layers.get(FIRST);
        UnaryLayer second = layers.get(SECOND);
        if (first == null || second == null) {
            throw new InputException("A Shake-Shake layer needs " + FIRST + " and " + SECOND + ", but has only "
                    + children.keySet() + ".");
        }
        return new ShakeShake(first, second, layers.get(SHORTCUT));
    }

    private ShakeShake(UnaryLayer first, UnaryLayer second, @Nullable UnaryLayer shortcut) {
        this.first = child(FIRST, first);
        this.second = child(SECOND, second);
        this.shortcut = shortcut == null ? null : child(SHORTCUT, shortcut);
    }

    @Override
    public List<Layer> branch() {
        return List.of(first, second);
    }

    @Override
    public ShakeShake folded() {
        ShakeShake copy = new ShakeShake(
                Folding.foldOrCopy(first),
                Folding.foldOrCopy(second),
                shortcut == null ? null : Folding.foldOrCopy(shortcut));
        copy.eval();
        return copy;
    }

    @Override
    protected Tensor forward(Tensor input) {
        Tensor one = first.apply(input);
        Tensor other = second.apply(input);
        Tensor past = shortcut == null ? input : shortcut.apply(input);
        if (!one.shape().equals(other.shape()) || !one.shape().equals(past.shape())) {
            throw new TensorException("the branches give " + one.shape() + " and " + other.shape()
                    + ", and the shortcut " + past.shape() + "; all three must be of one shape");
        }
        if (!isTraining()) {
            return past.add(one.add(other).mul(0.5));
        }
        long[] sizes = DropoutLayer.sizesBefore(one, 1);
        Tensor share = Shaken.apart(one.sub(other), Functional.uniform(one, sizes), Functional.uniform(one, sizes));
        return past.add(other).add(share);
    }
}
