package ai.vivace.optim;

import ai.vivace.tensor.TensorList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Rectified Adam (Liu et al. 2019): Adam whose steps are shortened while the mean of squares is still uncertain, and plain
 * averaged gradients in the first few steps.
 *
 * <p>With r∞ = 2/(1 − s) − 1 and r = r∞ − 2t·sᵗ/(1 − sᵗ): where r is above 5, Adam's step times
 * √((r − 4)(r − 2)r∞ / ((r∞ − 4)(r∞ − 2)r)); else p ← p − rate·m/(1 − momentumᵗ). A method named
 * like a component gives settings with that one changed.
 *
 * @param learningRate default 1e-3
 * @param momentum default 0.9
 * @param squareMomentum s; default 0.99 as in fastai (PyTorch: 0.999)
 * @param epsilon default 1e-5 as in fastai (PyTorch: 1e-8)
 * @param weightDecay default 0
 * @param decay default {@link Decay#DECOUPLED}
 */
public record RAdam(
        double learningRate, double momentum, double squareMomentum, double epsilon, double weightDecay, Decay decay)
        implements OptimizerSettings {
    private static final double LEAST_CERTAINTY = 5;

    public RAdam {
        new Hyper(learningRate, momentum, squareMomentum, epsilon, weightDecay);
    }

    /** fastai's defaults. */
    public static RAdam standard() {
        return new RAdam(1e-3, 0.9, 0.99, 1e-5, 0, Decay.DECOUPLED);
    }

    /** As {@code torch.optim.RAdam}: decay, if any, by L2. */
    public static RAdam pytorch() {
        return new RAdam(1e-3, 0.9, 0.999, 1e-8, 0, Decay.L2);
    }

    /** The same with another learning rate. */
    public RAdam learningRate(double newLearningRate) {
        return new RAdam(newLearningRate, momentum, squareMomentum, epsilon, weightDecay, decay);
    }

    /** The same with another momentum. */
    public RAdam momentum(double newMomentum) {
        return new RAdam(learningRate, newMomentum, squareMomentum, epsilon, weightDecay, decay);
    }

    /** The same with another square momentum. */
    public RAdam squareMomentum(double newSquareMomentum) {
        return new RAdam(learningRate, momentum, newSquareMomentum, epsilon, weightDecay, decay);
    }

    /** The same with another epsilon. */
    public RAdam epsilon(double newEpsilon) {
        return new RAdam(learningRate, momentum, squareMomentum, newEpsilon, weightDecay, decay);
    }

    /** The same with another weight decay. */
    public RAdam weightDecay(double newWeightDecay) {
        return new RAdam(learningRate, momentum, squareMomentum, epsilon, newWeightDecay, decay);
    }

    /** The same with another kind of weight decay. */
    public RAdam decay(Decay newDecay) {
        return new RAdam(learningRate, momentum, squareMomentum, epsilon, weightDecay, newDecay);
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
                return step.hyper().learningRate() * rectification(step).orElse(1);
            }

            @Override
            public Optional<TensorList> divisors(Step step) {
                return rectification(step).isPresent() ? Optional.of(Moments.roots(step)) : Optional.empty();
            }
        });
    }

    @Override
    public List<Stepper> steppers() {
        return List.of(decay, Moments::update, RAdam::move);
    }

    private static void move(Step step) {
        double size = -step.hyper().learningRate() / Moments.averageCorrection(step);
        OptionalDouble rectified = rectification(step);
        if (rectified.isPresent()) {
            step.parameters()
                    .addQuotientInPlace(
                            step.state(Moments.AVERAGE), Moments.roots(step), size * rectified.getAsDouble());
        } else {
            step.parameters().addInPlace(step.state(Moments.AVERAGE), size);
        }
    }

    /** What the adaptive step is multiplied by; empty while the mean of squares is too uncertain to adapt to. */
    private static OptionalDouble rectification(Step step) {
        double keep = step.hyper().squareMomentum();
        double power = Math.pow(keep, (double) step.count());
        double longest = 2 / (1 - keep) - 1;
        double certainty = longest - 2 * step.count() * power / (1 - power);
        return certainty > LEAST_CERTAINTY
                ? OptionalDouble.of(Math.sqrt(
                        (certainty - 4) * (certainty - 2) * longest / ((longest - 4) * (longest - 2) * certainty)))
                : OptionalDouble.empty();
    }
}
