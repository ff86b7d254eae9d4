package ai.vivace.optim;

import ai.vivace.tensor.Fused;
import java.util.List;
import java.util.Optional;

/**
 * Adam (Kingma and Ba 2014), by default with decoupled weight decay, which makes it AdamW (Loshchilov and Hutter 2017).
 *
 * <p>With m ← momentum·m + (1 − momentum)·g and v ← s·v + (1 − s)·g²: p ← p − rate · m/(1 − momentumᵗ) / (√(v/(1 − sᵗ)) + ε). A
 * method named like a component gives settings with that one changed.
 *
 * @param learningRate default 1e-3
 * @param momentum β1; default 0.9
 * @param squareMomentum s, β2; default 0.99 as in fastai (PyTorch: 0.999)
 * @param epsilon default 1e-5 as in fastai (PyTorch: 1e-8)
 * @param weightDecay default 0.01 as in fastai
 * @param decay default {@link Decay#DECOUPLED}
 */
public record Adam(
        double learningRate, double momentum, double squareMomentum, double epsilon, double weightDecay, Decay decay)
        implements OptimizerSettings {
    public Adam {
        new Hyper(learningRate, momentum, squareMomentum, epsilon, weightDecay);
    }

    /** fastai's defaults. */
    public static Adam standard() {
        return new Adam(1e-3, 0.9, 0.99, 1e-5, 0.01, Decay.DECOUPLED);
    }

    /** As {@code torch.optim.Adam}: no decay, or, when given, by L2. For AdamW's see {@link AdamW#pytorch}. */
    public static Adam pytorch() {
        return new Adam(1e-3, 0.9, 0.999, 1e-8, 0, Decay.L2);
    }

    /** The same with another learning rate. */
    public Adam learningRate(double newLearningRate) {
        return new Adam(newLearningRate, momentum, squareMomentum, epsilon, weightDecay, decay);
    }

    /** The same with another momentum. */
    public Adam momentum(double newMomentum) {
        return new Adam(learningRate, newMomentum, squareMomentum, epsilon, weightDecay, decay);
    }

    /** The same with another square momentum. */
    public Adam squareMomentum(double newSquareMomentum) {
        return new Adam(learningRate, momentum, newSquareMomentum, epsilon, weightDecay, decay);
    }

    /** The same with another epsilon. */
    public Adam epsilon(double newEpsilon) {
        return new Adam(learningRate, momentum, squareMomentum, newEpsilon, weightDecay, decay);
    }

    /** The same with another weight decay. */
    public Adam weightDecay(double newWeightDecay) {
        return new Adam(learningRate, momentum, squareMomentum, epsilon, newWeightDecay, decay);
    }

    /** The same with another kind of weight decay. */
    public Adam decay(Decay newDecay) {
        return new Adam(learningRate, momentum, squareMomentum, epsilon, weightDecay, newDecay);
    }

    @Override
    public Hyper hyper() {
        return new Hyper(learningRate, momentum, squareMomentum, epsilon, weightDecay);
    }

    @Override
    public Optional<Pace> pace() {
        return Optional.of(Pace.adaptive(Moments::roots));
    }

    @Override
    public List<Stepper> steppers() {
        // The engine's step decays too: one pass over memory instead of two.
        return decay == Decay.DECOUPLED
                ? List.of(step -> fused(step, step.weightDecay()))
                : List.of(decay, step -> fused(step, 0));
    }

    private static void fused(Step step, double decoupledDecay) {
        Hyper hyper = step.hyper();
        Fused.adam(
                step.parameters(),
                step.gradients(),
                step.state(Moments.AVERAGE),
                step.state(Moments.SQUARES),
                step.counters(),
                hyper.learningRate(),
                hyper.momentum(),
                hyper.squareMomentum(),
                hyper.epsilon(),
                decoupledDecay);
    }
}
