package ai.vivace.optim;

import ai.vivace.base.InputException;
import ai.vivace.tensor.TensorList;

/**
 * What both kinds of Schedule-Free (Defazio et al. 2024) have in common: fast weights z that take the steps, their average x, and
 * parameters y between the two, where gradients are taken.
 */
final class Averaging {
    static final String AVERAGE = "average";
    static final String FAST = "fast";
    private static final String HIGHEST = "highestRate";
    private static final String WEIGHTS = "weights";

    private Averaging() {}

    /** z ← z − rate·(direction + decay·y), x ← (1 − c)·x + c·z, y ← (1 − momentum)·z + momentum·x. */
    static void move(Step step, TensorList direction) {
        double rate = step.hyper().learningRate();
        TensorList fast = step.stateFromParameters(FAST);
        TensorList average = step.stateFromParameters(AVERAGE);
        fast.addInPlace(direction, -rate);
        if (step.weightDecay() != 0) {
            fast.addInPlace(step.parameters(), -rate * step.weightDecay());
        }
        average.lerpInPlace(fast, share(step));
        step.parameters().copyFrom(fast).lerpInPlace(average, step.hyper().momentum());
    }

    /** This step's share in the average: the square of the highest rate so far, through the sum of those of all steps. */
    private static double share(Step step) {
        double highest = Math.max(step.number(HIGHEST, 0), step.hyper().learningRate());
        double weight = highest * highest;
        double weights = step.number(WEIGHTS, 0) + weight;
        step.remember(HIGHEST, highest);
        step.remember(WEIGHTS, weights);
        return weights == 0 ? 0 : weight / weights;
    }

    static void refuse(OptimizerSettings inner, String what) {
        InputException.require(
                inner.evaluationState().isEmpty(),
                () -> what + " would change weights that " + inner.getClass().getSimpleName()
                        + " computes anew from its average at each step. Leave one of the two out.");
    }
}
