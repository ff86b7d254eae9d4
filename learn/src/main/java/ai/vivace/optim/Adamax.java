package ai.vivace.optim;

import ai.vivace.tensor.TensorList;
import java.util.List;
import java.util.Optional;

/**
 * Adamax (Kingma and Ba 2014): Adam with the largest recent gradient in the place of the root mean square. u ← max(s·u, |g| + ε),
 * p ← p − rate·m/((1 − momentumᵗ)·u). A method named like a component gives settings with that one changed.
 *
 * @param learningRate default 2e-3
 * @param momentum default 0.9
 * @param squareMomentum s, how much of the largest gradient stays; default 0.999
 * @param epsilon default 1e-8
 * @param weightDecay default 0
 * @param decay default {@link Decay#DECOUPLED}
 */
public record Adamax(
        double learningRate, double momentum, double squareMomentum, double epsilon, double weightDecay, Decay decay)
        implements OptimizerSettings {
    private static final String LARGEST = "largest";

    public Adamax {
        new Hyper(learningRate, momentum, squareMomentum, epsilon, weightDecay);
    }

    /** PyTorch's defaults; decay, if any, decoupled. */
    public static Adamax standard() {
        return new Adamax(2e-3, 0.9, 0.999, 1e-8, 0, Decay.DECOUPLED);
    }

    /** As {@code torch.optim.Adamax}: decay, if any, by L2. */
    public static Adamax pytorch() {
        return standard().decay(Decay.L2);
    }

    public Adamax learningRate(double newLearningRate) {
        return new Adamax(newLearningRate, momentum, squareMomentum, epsilon, weightDecay, decay);
    }

    public Adamax momentum(double newMomentum) {
        return new Adamax(learningRate, newMomentum, squareMomentum, epsilon, weightDecay, decay);
    }

    public Adamax squareMomentum(double newSquareMomentum) {
        return new Adamax(learningRate, momentum, newSquareMomentum, epsilon, weightDecay, decay);
    }

    public Adamax epsilon(double newEpsilon) {
        return new Adamax(learningRate, momentum, squareMomentum, newEpsilon, weightDecay, decay);
    }

    public Adamax weightDecay(double newWeightDecay) {
        return new Adamax(learningRate, momentum, squareMomentum, epsilon, newWeightDecay, decay);
    }

    public Adamax decay(Decay newDecay) {
        return new Adamax(learningRate, momentum, squareMomentum, epsilon, weightDecay, newDecay);
    }

    @Override
    public Hyper hyper() {
        return new Hyper(learningRate, momentum, squareMomentum, epsilon, weightDecay);
    }

    @Override
    public Optional<Pace> pace() {
        return Optional.of(Pace.adaptive(step -> step.state(LARGEST)));
    }

    @Override
    public List<Stepper> steppers() {
        return List.of(decay, Adamax::move);
    }

    private static void move(Step step) {
        Hyper hyper = step.hyper();
        TensorList average = step.state(Moments.AVERAGE).lerpInPlace(step.gradients(), 1 - hyper.momentum());
        TensorList largest = step.state(LARGEST)
                .mulInPlace(hyper.squareMomentum())
                .maximumInPlace(step.gradients().abs().addInPlace(hyper.epsilon()));
        step.parameters().addQuotientInPlace(average, largest, -hyper.learningRate() / Moments.averageCorrection(step));
    }
}
