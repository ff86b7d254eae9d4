package ai.vivace.optim;

import ai.vivace.base.InputException;
import ai.vivace.tensor.TensorList;
import java.util.List;
import java.util.Optional;

/**
 * NAdam (Dozat 2016): Adam with Nesterov's look ahead, and with a momentum that is warmed up: at step t it is μₜ = momentum·(1 −
 * 0.96^(t·warming)/2). p ← p − rate·((1 − μₜ)·g/(1 − Πμ) + μₜ₊₁·m/(1 − Πμ·μₜ₊₁)) / (√(v/(1 − sᵗ)) + ε), where Πμ is the product of
 * the momenta so far; PyTorch 1.13 counted μₜ twice in the second product. A method named like a component gives settings with that
 * one changed.
 *
 * @param learningRate default 2e-3
 * @param momentum default 0.9
 * @param squareMomentum s; default 0.999
 * @param epsilon default 1e-8
 * @param weightDecay default 0
 * @param warming how fast the momentum comes to its full height, {@code momentum_decay} of PyTorch; at least 0, default 4e-3
 * @param decay default {@link Decay#DECOUPLED}
 */
public record NAdam(
        double learningRate,
        double momentum,
        double squareMomentum,
        double epsilon,
        double weightDecay,
        double warming,
        Decay decay)
        implements OptimizerSettings {
    /** From the paper. */
    private static final double WARMING_BASE = 0.96;

    private static final String PRODUCT = "product";

    public NAdam {
        new Hyper(learningRate, momentum, squareMomentum, epsilon, weightDecay);
        double given = warming;
        InputException.require(
                warming >= 0 && warming < Double.POSITIVE_INFINITY,
                () -> "NAdam's warming must be finite and at least 0, but was " + given + ".");
    }

    /** PyTorch's defaults; decay, if any, decoupled. */
    public static NAdam standard() {
        return new NAdam(2e-3, 0.9, 0.999, 1e-8, 0, 4e-3, Decay.DECOUPLED);
    }

    /** As {@code torch.optim.NAdam}: decay, if any, by L2. */
    public static NAdam pytorch() {
        return standard().decay(Decay.L2);
    }

    public NAdam learningRate(double newLearningRate) {
        return new NAdam(newLearningRate, momentum, squareMomentum, epsilon, weightDecay, warming, decay);
    }

    public NAdam momentum(double newMomentum) {
        return new NAdam(learningRate, newMomentum, squareMomentum, epsilon, weightDecay, warming, decay);
    }

    public NAdam squareMomentum(double newSquareMomentum) {
        return new NAdam(learningRate, momentum, newSquareMomentum, epsilon, weightDecay, warming, decay);
    }

    public NAdam epsilon(double newEpsilon) {
        return new NAdam(learningRate, momentum, squareMomentum, newEpsilon, weightDecay, warming, decay);
    }

    public NAdam weightDecay(double newWeightDecay) {
        return new NAdam(learningRate, momentum, squareMomentum, epsilon, newWeightDecay, warming, decay);
    }

    public NAdam warming(double newWarming) {
        return new NAdam(learningRate, momentum, squareMomentum, epsilon, weightDecay, newWarming, decay);
    }

    public NAdam decay(Decay newDecay) {
        return new NAdam(learningRate, momentum, squareMomentum, epsilon, weightDecay, warming, newDecay);
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
        return List.of(decay, Moments::update, this::move);
    }

    private void move(Step step) {
        double now = momentumAt(step, step.count());
        double next = momentumAt(step, step.count() + 1);
        double product = step.number(PRODUCT, 1) * now;
        step.remember(PRODUCT, product);
        double rate = step.hyper().learningRate();
        TensorList roots = Moments.roots(step);
        step.parameters()
                .addQuotientInPlace(step.gradients(), roots, -rate * (1 - now) / (1 - product))
                .addQuotientInPlace(step.state(Moments.AVERAGE), roots, -rate * next / (1 - product * next));
    }

    private double momentumAt(Step step, long count) {
        return step.hyper().momentum() * (1 - Math.pow(WARMING_BASE, count * warming) / 2);
    }
}
