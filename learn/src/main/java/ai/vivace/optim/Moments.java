package ai.vivace.optim;

import ai.vivace.tensor.TensorList;

/** Running means of gradients and of their squares, for the rules of Adam's family that the engine does not fuse. */
final class Moments {
    static final String AVERAGE = "average";
    static final String SQUARES = "squares";

    private Moments() {}

    /** Takes this step's gradients into both means, each as far as its momentum says. */
    static void update(Step step) {
        step.state(AVERAGE).lerpInPlace(step.gradients(), 1 - step.hyper().momentum());
        updateSquares(step);
    }

    /** The sum of gradients that fades by the momentum, with this step's: SGD's, and not a mean. */
    static TensorList undampened(Step step) {
        return step.state(AVERAGE).mulInPlace(step.hyper().momentum()).addInPlace(step.gradients(), 1);
    }

    static void updateSquares(Step step) {
        double keep = step.hyper().squareMomentum();
        step.state(SQUARES).mulInPlace(keep).addProductInPlace(step.gradients(), step.gradients(), 1 - keep);
    }

    /** What the mean of gradients must be divided by, since it began at 0. */
    static double averageCorrection(Step step) {
        return 1 - Math.pow(step.hyper().momentum(), (double) step.count());
    }

    /** What the mean of squares must be divided by. */
    static double squaresCorrection(Step step) {
        return 1 - Math.pow(step.hyper().squareMomentum(), (double) step.count());
    }

    /** The root of the mean of squares, corrected for its beginning at 0, plus epsilon. */
    static TensorList roots(Step step) {
        double correction = squaresCorrection(step);
        return step.state(SQUARES)
                .sqrt()
                .mulInPlace(1 / Math.sqrt(correction))
                .addInPlace(step.hyper().epsilon());
    }
}
