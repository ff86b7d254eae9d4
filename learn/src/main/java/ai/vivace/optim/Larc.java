package ai.vivace.optim;

import ai.vivace.base.InputException;
import ai.vivace.tensor.Tensor;
import ai.vivace.tensor.TensorList;
import java.util.List;

/**
 * Layer-wise rates for large batches (LARS, You et al. 2017): SGD with momentum, in which each parameter tensor's rate is
 * rate·trust·‖p‖ / (‖g‖ + decay·‖p‖ + ε). LARC limits that to the rate itself. A parameter that is all 0, as biases at the
 * start, moves at the rate; in fastai it never moves.
 *
 * @param learningRate default 1e-3
 * @param momentum default 0.9
 * @param epsilon default 1e-8
 * @param weightDecay default 0
 * @param trust positive; default 0.02
 * @param limit whether a tensor's rate may exceed the rate
 * @param decay default {@link Decay#DECOUPLED}
 */
public record Larc(
        double learningRate,
        double momentum,
        double epsilon,
        double weightDecay,
        double trust,
        Limit limit,
        Decay decay)
        implements OptimizerSettings {
    /** Whether a tensor's own rate may exceed the rate. */
    public enum Limit {
        /** It may not: LARC. */
        RATE,
        /** It may: LARS. */
        NONE
    }

    public Larc {
        new Hyper(learningRate, momentum, 0, epsilon, weightDecay);
        double given = trust;
        InputException.require(
                trust > 0 && trust < Double.POSITIVE_INFINITY,
                () -> "The trust must be finite and positive, but was " + given + ".");
    }

    /** LARC with fastai's defaults. */
    public static Larc standard() {
        return new Larc(1e-3, 0.9, 1e-8, 0, 0.02, Limit.RATE, Decay.DECOUPLED);
    }

    /** LARS with fastai's defaults. */
    public static Larc lars() {
        return new Larc(1e-3, 0.9, 1e-8, 0, 0.02, Limit.NONE, Decay.DECOUPLED);
    }

    /** The same with another learning rate. */
    public Larc learningRate(double newLearningRate) {
        return new Larc(newLearningRate, momentum, epsilon, weightDecay, trust, limit, decay);
    }

    /** The same with another momentum. */
    public Larc momentum(double newMomentum) {
        return new Larc(learningRate, newMomentum, epsilon, weightDecay, trust, limit, decay);
    }

    /** The same with another weight decay. */
    public Larc weightDecay(double newWeightDecay) {
        return new Larc(learningRate, momentum, epsilon, newWeightDecay, trust, limit, decay);
    }

    /** The same with another trust. */
    public Larc trust(double newTrust) {
        return new Larc(learningRate, momentum, epsilon, weightDecay, newTrust, limit, decay);
    }

    @Override
    public Hyper hyper() {
        return new Hyper(learningRate, momentum, 0, epsilon, weightDecay);
    }

    @Override
    public List<Stepper> steppers() {
        return List.of(decay, momentum == 0 ? this::plain : this::withMomentum);
    }

    private void plain(Step step) {
        move(step, step.gradients());
    }

    private void withMomentum(Step step) {
        move(step, Moments.undampened(step));
    }

    private void move(Step step, TensorList direction) {
        Hyper hyper = step.hyper();
        Tensor lengths = Tensor.stack(step.parameters().norms().tensors(), 0);
        Tensor slopes = Tensor.stack(step.gradients().norms().tensors(), 0);
        Tensor rates = lengths.mul(hyper.learningRate() * trust)
                .div(slopes.add(lengths.mul(step.weightDecay())).add(hyper.epsilon()))
                .addInPlace(lengths.eq(0).mul(hyper.learningRate()));
        Tensor limited = limit == Limit.RATE ? rates.clamp(0, hyper.learningRate()) : rates;
        step.parameters().addProductInPlace(direction, TensorList.unbind(limited), -1);
    }
}
