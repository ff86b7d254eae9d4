package ai.vivace.nn;

import ai.vivace.base.InputException;
import ai.vivace.tensor.Tensor;
import ai.vivace.tensor.TensorException;
import java.util.Arrays;

/**
 * Where the weights that lead into one unit lie in a parameter, for what acts on units: bounds on their length, adaptive clipping.
 *
 * <p>In most layers a unit is a place of the first dimension: [outputs, inputs / groups, kernel…]. A transposed convolution's weight is
 * [inputs, outputs / groups, kernel…]: there a unit is a group of rows and a place of the second dimension.
 */
public final class Units {
    private static final Units ROWS = new Units(0);

    /** How many groups a transposed weight has; 0 where units are rows. */
    private final long groups;

    private Units(long groups) {
        this.groups = groups;
    }

    /** A unit is a place of the first dimension. */
    public static Units rows() {
        return ROWS;
    }

    /**
     * Those of a transposed convolution.
     *
     * @param groups into how many parts the channels are divided; 1 or more
     */
    public static Units transposed(long groups) {
        InputException.require(groups > 0, () -> "A convolution's groups must be positive, but came " + groups + ".");
        return new Units(groups);
    }

    /**
     * The length of each unit's weights, in a shape that broadcasts with the tensor; of the whole where it has fewer than two
     * dimensions.
     *
     * @param values in the parameter's shape: its values, or its gradient
     */
    public Tensor lengths(Tensor values) {
        if (values.rank() < 2) {
            return values.norm();
        }
        long[] sizes = new long[values.rank()];
        Arrays.fill(sizes, 1);
        if (groups == 0) {
            sizes[0] = values.size(0);
            return values.flatten(1, -1).square().sum(1).sqrt().reshape(sizes);
        }
        long inputs = values.size(0);
        if (inputs % groups != 0) {
            throw new TensorException("units: a weight of shape " + values.shape() + " does not divide into " + groups
                    + " groups of inputs");
        }
        long outputs = values.size(1);
        Tensor each = values.reshape(groups, inputs / groups, outputs, -1)
                .square()
                .sum(1, 3)
                .sqrt();
        sizes[0] = inputs;
        sizes[1] = outputs;
        return each.unsqueeze(1).expand(groups, inputs / groups, outputs).reshape(sizes);
    }

    @Override
    public String toString() {
        return groups == 0 ? "rows" : "transposed in " + groups + (groups == 1 ? " group" : " groups");
    }
}
