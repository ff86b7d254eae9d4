package ai.vivace.init;

import ai.vivace.base.InputException;

/**
 * Fixup's rule for the weights inside residual branches of nets without norm layers (Zhang 2019): of L branches with m weights each,
 * all but the last weight start by Kaiming's rule times L^(-1/(2m-2)), and the last starts at 0. So does the output layer.
 *
 * <p>Each step then moves the output by as much as in one layer, whatever the depth. The paper also puts a number that is added, from
 * 0, before each weight and activation, and one that multiplies, from 1, after each branch.
 */
public final class Fixup {
    private Fixup() {}

    /**
     * L^(-1/(2m-2)): 0.19 for ResNet-56 with 27 branches of 2 weights; 1/2 for ResNet-50 with 16 of 3.
     *
     * @param branches L, how many residual branches the whole model has; 1 or more
     * @param weights m, how many weights the branch has; 2 or more, since a single one starts at 0
     */
    public static double factor(int branches, int weights) {
        InputException.require(
                branches >= 1 && weights >= 2,
                () -> "Fixup's factor is for at least 1 branch of at least 2 weights, but came " + branches + " and "
                        + weights + ".");
        return Math.pow(branches, -1.0 / (2 * weights - 2));
    }

    /** Of all weights of a branch but the last: normal with deviation factor · gain/√in. */
    public static Initializer weight(double gain, int branches, int weights) {
        return Initializers.kaimingNormal(gain * factor(branches, weights), Fans.Mode.IN);
    }
}
