package ai.vivace.nn;

import ai.vivace.base.InputException;
import ai.vivace.tensor.Tensor;

/**
 * Stochastic depth (Huang 2016), also called drop path: drops a residual branch for whole items at a probability and divides it
 * by 1 - probability otherwise, as in {@code input.add(depth.apply(branch.apply(input)))}.
 *
 * <p>Each item has a draw of its own. The paper draws once for a batch and multiplies by 1 - probability in use instead.
 */
public final class StochasticDepth extends DropoutLayer {
    /**
     * For one branch.
     *
     * @param probability of an item to go without the branch; 0 to 1
     */
    public static StochasticDepth of(double probability) {
        return new StochasticDepth(probability);
    }

    static StochasticDepth build(Settings settings) {
        return of(settings.number("probability"));
    }

    private StochasticDepth(double probability) {
        super(probability);
    }

    /**
     * The probabilities of a network's branches, in equal steps from 0 for the first to the given one for the last, as in timm;
     * the paper's first block has last / blocks.
     *
     * @param last the last block's; 0 to 1
     * @param blocks how many, at least 1; a single one has {@code last}
     */
    public static double[] rising(double last, int blocks) {
        checked(last);
        InputException.require(blocks >= 1, () -> "There must be at least 1 block, but came " + blocks + ".");
        double[] probabilities = new double[blocks];
        for (int i = 0; i < blocks; i++) {
            probabilities[i] = blocks == 1 ? last : last * i / (blocks - 1);
        }
        return probabilities;
    }

    @Override
    Tensor drop(Tensor input) {
        requireRank(input, 1, "[N, …]");
        return masked(input, sizesBefore(input, 1));
    }
}
