package ai.vivace.optim;

import ai.vivace.tensor.TensorList;
import java.util.List;
import java.util.Optional;

/**
 * RMSProp (Hinton 2012): v ← s·v + (1 − s)·g², p ← p − rate·g/(√v + ε).
 *
 * <p>With momentum, m ← momentum·m + g stands in the place of g, as in fastai; PyTorch averages the quotient instead. A
 * method named like a component gives settings with that one changed.
 *
 * @param learningRate default 1e-3
 * @param momentum default 0
 * @param squareMomentum s; default 0.99
 * @param epsilon default 1e-8
 * @param weightDecay default 0
 * @param decay default {@link Decay#DECOUPLED}
 */
public record RmsProp(
        double learningRate, double momentum, double squareMomentum, double epsilon, double weightDecay, Decay decay)
        implements OptimizerSettings {
    public RmsProp {
        new Hyper(learningRate, momentum, squareMomentum, epsilon, weightDecay);
    }

    /** fastai's defaults. */
    public static RmsProp standard() {
        return new RmsProp(1e-3, 0, 0.99, 1e-8, 0, Decay.DECOUPLED);
    }

    /** The same with another learning rate. */
    public RmsProp learningRate(double newLearningRate) {
        return new RmsProp(newLearningRate, momentum, squareMomentum, epsilon, weightDecay, decay);
    }

    /** The same with another momentum. */
    public RmsProp momentum(double newMomentum) {
        return new RmsProp(learningRate, newMomentum, squareMomentum, epsilon, weightDecay, decay);
    }

    /** The same with another square momentum. */
    public RmsProp squareMomentum(double newSquareMomentum) {
        return new RmsProp(learningRate, momentum, newSquareMomentum, epsilon, weightDecay, decay);
    }

    /** The same with another epsilon. */
    public RmsProp epsilon(double newEpsilon) {
        return new RmsProp(learningRate, momentum, squareMomentum, newEpsilon, weightDecay, decay);
    }

    /** The same with another weight decay. */
    public RmsProp weightDecay(double newWeightDecay) {
        return new RmsProp(learningRate, momentum, squareMomentum, epsilon, newWeightDecay, decay);
    }

    /** The same with another kind of weight decay. */
    public RmsProp decay(Decay newDecay) {
        return new RmsProp(learningRate, momentum, squareMomentum, epsilon, weightDecay, newDecay);
    }

    @Override
    public Hyper hyper() {
        return new Hyper(learningRate, momentum, squareMomentum, epsilon, weightDecay);
    }

    @Override
    public Optional<Pace> pace() {
        return Optional.of(new Pace() {
            @Override
            public double rate(Step step) {
                return step.hyper().learningRate()
                        / (momentum == 0 ? 1 : 1 - step.hyper().momentum());
            }

            @Override
            public Optional<TensorList> divisors(Step step) {
                return Optional.of(roots(step));
            }
        });
    }

    @Override
    public List<Stepper> steppers() {
        return List.of(decay, momentum == 0 ? RmsProp::plain : RmsProp::withMomentum);
    }

    private static void plain(Step step) {
        move(step, step.gradients());
    }

    private static void withMomentum(Step step) {
        move(step, Moments.undampened(step));
    }

    private static void move(Step step, TensorList direction) {
        Moments.updateSquares(step);
        step.parameters()
                .addQuotientInPlace(direction, roots(step), -step.hyper().learningRate());
    }

    private static TensorList roots(Step step) {
        return step.state(Moments.SQUARES).sqrt().addInPlace(step.hyper().epsilon());
    }
}
