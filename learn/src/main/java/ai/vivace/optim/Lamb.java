package ai.vivace.optim;

import ai.vivace.tensor.Tensor;
import ai.vivace.tensor.TensorList;
import java.util.List;

/**
 * LAMB (You et al. 2019), for large batches: Adam's direction, scaled in each parameter tensor by the root mean square of the
 * parameter through that of the direction, at most 10, and 1 where either is 0. A method named like a component gives
 * settings with that one changed.
 *
 * @param learningRate default 1e-3
 * @param momentum default 0.9
 * @param squareMomentum default 0.99
 * @param epsilon default 1e-5
 * @param weightDecay default 0; as in fastai it is outside the scaled direction
 * @param decay default {@link Decay#DECOUPLED}
 */
public record Lamb(
        double learningRate, double momentum, double squareMomentum, double epsilon, double weightDecay, Decay decay)
        implements OptimizerSettings {
    private static final double MOST_TRUST = 10;

    public Lamb {
        new Hyper(learningRate, momentum, squareMomentum, epsilon, weightDecay);
    }

    /** fastai's defaults. */
    public static Lamb standard() {
        return new Lamb(1e-3, 0.9, 0.99, 1e-5, 0, Decay.DECOUPLED);
    }

    /** The same with another learning rate. */
    public Lamb learningRate(double newLearningRate) {
        return new Lamb(newLearningRate, momentum, squareMomentum, epsilon, weightDecay, decay);
    }

    /** The same with another momentum. */
    public Lamb momentum(double newMomentum) {
        return new Lamb(learningRate, newMomentum, squareMomentum, epsilon, weightDecay, decay);
    }

    /** The same with another square momentum. */
    public Lamb squareMomentum(double newSquareMomentum) {
        return new Lamb(learningRate, momentum, newSquareMomentum, epsilon, weightDecay, decay);
    }

    /** The same with another epsilon. */
    public Lamb epsilon(double newEpsilon) {
        return new Lamb(learningRate, momentum, squareMomentum, newEpsilon, weightDecay, decay);
    }

    /** The same with another weight decay. */
    public Lamb weightDecay(double newWeightDecay) {
        return new Lamb(learningRate, momentum, squareMomentum, epsilon, newWeightDecay, decay);
    }

    /** The same with another kind of weight decay. */
    public Lamb decay(Decay newDecay) {
        return new Lamb(learningRate, momentum, squareMomentum, epsilon, weightDecay, newDecay);
    }

    @Override
    public Hyper hyper() {
        return new Hyper(learningRate, momentum, squareMomentum, epsilon, weightDecay);
    }

    @Override
    public List<Stepper> steppers() {
        return List.of(decay, Moments::update, Lamb::move);
    }

    private static void move(Step step) {
        TensorList direction = step.state(Moments.AVERAGE).div(Moments.roots(step));
        direction.mulInPlace(1 / Moments.averageCorrection(step));
        // Lengths have the same ratio as root mean squares.
        Tensor lengths = Tensor.stack(step.parameters().norms().tensors(), 0);
        Tensor moves = Tensor.stack(direction.norms().tensors(), 0);
        Tensor ratio = lengths.div(moves);
        Tensor trust = Tensor.where(
                lengths.eq(0).or(moves.eq(0)),
                Tensor.ones(ratio.shape()).to(ratio.device()),
                ratio.clamp(0, MOST_TRUST));
        step.parameters()
                .addProductInPlace(
                        direction, TensorList.unbind(trust), -step.hyper().learningRate());
    }
}
