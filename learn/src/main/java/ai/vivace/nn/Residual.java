package ai.vivace.nn;

import static java.util.Map.entry;

import ai.vivace.base.InputException;
import ai.vivace.init.Initializers;
import ai.vivace.tensor.Shape;
import ai.vivace.tensor.Tensor;
import ai.vivace.tensor.TensorException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * shortcut(x) + scale · branch(x) (He 2015). Without a shortcut of its own the input goes past the branch unchanged.
 *
 * <p>State: {@code scale}, unless the {@linkplain BranchScale scaling} is none; {@code branch.…} and {@code shortcut.…}. The scale does
 * not decay.
 *
 * <pre>{@code
 * Residual.of(Sequential.of(Linear.of(64, 64), Activation.relu(), Linear.of(64, 64)), BranchScale.skipInit())
 * }</pre>
 */
public final class Residual extends UnaryLayer implements Container, Foldable, ResidualBlock {
    private static final String BRANCH = "branch";
    private static final String SHORTCUT = "shortcut";

    private final UnaryLayer branch;
    private final @Nullable UnaryLayer shortcut;
    private final BranchScale scaling;
    private final @Nullable Parameter scale;

    /** The branch is added to the input as it is. */
    public static Residual of(UnaryLayer branch) {
        return of(branch, BranchScale.none());
    }

    /** The branch is scaled and added to the input. */
    public static Residual of(UnaryLayer branch, BranchScale scaling) {
        return new Residual(branch, null, scaling);
    }

    /** The branch is scaled and added to what another layer makes of the input, where the branch changes its shape. */
    public static Residual of(UnaryLayer branch, UnaryLayer shortcut, BranchScale scaling) {
        return new Residual(branch, shortcut, scaling);
    }

    static Residual build(Settings settings, Map<String, Layer> children) {
        BranchScale scaling = new BranchScale(
                settings.choice("scaling", BranchScale.Kind.class), settings.integer("size"), settings.number("start"));
        for (String name : children.keySet()) {
            InputException.require(
                    name.equals(BRANCH) || name.equals(SHORTCUT),
                    () -> "A residual layer has a branch and a shortcut, but came \"" + name + "\".");
        }
        UnaryLayer branch = unary(children, BRANCH);
        if (branch == null) {
            throw new InputException("A residual layer needs a branch, but has only " + children.keySet() + ".");
        }
        return new Residual(branch, unary(children, SHORTCUT), scaling);
    }

    private Residual(UnaryLayer branch, @Nullable UnaryLayer shortcut, BranchScale scaling) {
        this.scaling = scaling;
        scale = scaling.kind() == BranchScale.Kind.NONE
                ? null
                : parameter(
                        "scale", Shape.of(scaling.size()), Parameter.Role.NORM, Initializers.constant(scaling.start()));
        this.branch = child(BRANCH, branch);
        this.shortcut = shortcut == null ? null : child(SHORTCUT, shortcut);
    }

    private static @Nullable UnaryLayer unary(Map<String, Layer> children, String name) {
        Layer child = children.get(name);
        if (child == null) {
            return null;
        }
        if (child instanceof UnaryLayer unary) {
            return unary;
        }
        throw new InputException(
                "A residual layer takes layers from one tensor to one tensor, but its " + name + " is " + child + ".");
    }

    /** By what the branch is multiplied. */
    public BranchScale scaling() {
        return scaling;
    }

    @Override
    public List<Layer> branch() {
        return List.of(branch);
    }

    @Override
    public Residual folded() {
        Residual copy = new Residual(
                Folding.foldOrCopy(branch), shortcut == null ? null : Folding.foldOrCopy(shortcut), scaling);
        if (scale != null) {
            copy.parameter("scale").assign(scale.value());
            copy.to(scale.value().device());
        }
        copy.eval();
        return copy;
    }

    @Override
    protected Tensor forward(Tensor input) {
        Tensor past = shortcut == null ? input : shortcut.apply(input);
        Tensor computed = branch.apply(input);
        if (!past.shape().equals(computed.shape())) {
            throw new TensorException("the branch gives " + computed.shape() + " but the shortcut " + past.shape()
                    + ". Give the layer a shortcut that brings inputs into the branch's shape");
        }
        return past.add(scale == null ? computed : computed.mul(spread(scale.value(), computed.rank())));
    }

    /** The numbers in a shape that multiplies the right dimension. */
    private Tensor spread(Tensor numbers, int rank) {
        if (scaling.kind() != BranchScale.Kind.CHANNEL || rank <= 2) {
            return numbers;
        }
        long[] sizes = new long[rank - 1];
        Arrays.fill(sizes, 1);
        sizes[0] = scaling.size();
        return numbers.reshape(sizes);
    }

    @Override
    public Map<String, Object> settings() {
        return Settings.ordered(
                entry("scaling", scaling.kind().name().toLowerCase(Locale.ROOT)),
                entry("size", scaling.size()),
                entry("start", scaling.start()));
    }
}
