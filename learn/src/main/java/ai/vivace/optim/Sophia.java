package ai.vivace.optim;

import ai.vivace.base.InputException;
import ai.vivace.tensor.TensorList;
import java.util.List;
import java.util.OptionalInt;

/**
 * Sophia-G (Liu et al. 2023), for classification and language models: the mean of gradients divided by an estimate h of the loss's curvature
 * along each weight, where h is large; where it is small or below 0, a step of the rate. m ← momentum·m + (1 − momentum)·g, p ← p −
 * rate·clamp(m / (clipping·h), −1, 1).
 *
 * <p>The estimate is Gauss-Newton-Bartlett's: every few steps the batch's gradient ĝ for classes that are drawn from what the model
 * answers, of which h takes in items·ĝ². A learner does this by itself, at the cost of another forward and backward pass; in a loop of
 * your own call {@link Optimizer#observeCurvature}. Until the first estimate steps are those of the mean's sign.
 *
 * <p>A method named like a component gives settings with that one changed.
 *
 * @param learningRate default 1e-4; somewhat lower than AdamW's is usual
 * @param momentum β1; default 0.965
 * @param curvatureMomentum β2: how much of the estimate stays when another is taken in; default 0.99
 * @param clipping ρ, above 0; default 0.04. Best where 10 to 50 % of the weights are not clipped
 * @param interval how many steps from one estimate to the next, at least 1; default 10
 * @param weightDecay default 0.1
 * @param decay default {@link Decay#DECOUPLED}, as in the paper
 */
public record Sophia(
        double learningRate,
        double momentum,
        double curvatureMomentum,
        double clipping,
        int interval,
        double weightDecay,
        Decay decay)
        implements OptimizerSettings {
    /** The reference implementation's number. */
    private static final double NEVER_ZERO = 1e-15;

    public Sophia {
        new Hyper(learningRate, momentum, curvatureMomentum, 0, weightDecay);
        double givenClipping = clipping;
        int givenInterval = interval;
        InputException.require(
                clipping > 0 && clipping < Double.POSITIVE_INFINITY,
                () -> "Sophia's clipping must be above 0, but was " + givenClipping + ".");
        InputException.require(
                interval >= 1, () -> "Sophia's interval must be at least 1 step, but was " + givenInterval + ".");
    }

    /** The reference implementation's defaults. */
    public static Sophia standard() {
        return new Sophia(1e-4, 0.965, 0.99, 0.04, 10, 0.1, Decay.DECOUPLED);
    }

    public Sophia learningRate(double newLearningRate) {
        return new Sophia(newLearningRate, momentum, curvatureMomentum, clipping, interval, weightDecay, decay);
    }

    public Sophia momentum(double newMomentum) {
        return new Sophia(learningRate, newMomentum, curvatureMomentum, clipping, interval, weightDecay, decay);
    }

    public Sophia curvatureMomentum(double newMomentum) {
        return new Sophia(learningRate, momentum, newMomentum, clipping, interval, weightDecay, decay);
    }

    public Sophia clipping(double newClipping) {
        return new Sophia(learningRate, momentum, curvatureMomentum, newClipping, interval, weightDecay, decay);
    }

    public Sophia interval(int newInterval) {
        return new Sophia(learningRate, momentum, curvatureMomentum, clipping, newInterval, weightDecay, decay);
    }

    public Sophia weightDecay(double newWeightDecay) {
        return new Sophia(learningRate, momentum, curvatureMomentum, clipping, interval, newWeightDecay, decay);
    }

    public Sophia decay(Decay newDecay) {
        return new Sophia(learningRate, momentum, curvatureMomentum, clipping, interval, weightDecay, newDecay);
    }

    @Override
    public Hyper hyper() {
        return new Hyper(learningRate, momentum, curvatureMomentum, 0, weightDecay);
    }

    @Override
    public OptionalInt curvatureInterval() {
        return OptionalInt.of(interval);
    }

    @Override
    public List<Stepper> steppers() {
        return List.of(decay, this::move);
    }

    private void move(Step step) {
        TensorList average = step.state(Moments.AVERAGE)
                .lerpInPlace(step.gradients(), 1 - step.hyper().momentum());
        TensorList curvature = step.state(Optimizer.CURVATURE).mul(clipping).addInPlace(NEVER_ZERO);
        step.parameters()
                .addInPlace(
                        average.div(curvature).clampInPlace(-1, 1),
                        -step.hyper().learningRate());
    }
}
