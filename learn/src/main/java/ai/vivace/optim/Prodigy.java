package ai.vivace.optim;

import ai.vivace.base.InputException;
import ai.vivace.tensor.TensorList;
import java.util.List;

/**
 * Prodigy (Mishchenko and Defazio 2023): Adam that finds its rate itself, from how far the gradients say the solution is from the start.
 *
 * <p>With d that distance, as estimated so far, and k = √s: r ← k·r + (d/d₀)·d·rate·⟨g, p₀ − p⟩, q ← k·q + (d/d₀)·d·rate·g, m ←
 * momentum·m + (1 − momentum)·d·g, v ← s·v + (1 − s)·d²·g², p ← p − d·rate·m/(√v + d′·ε), where d′ = max(d, coefficient·r/‖q‖₁) is the
 * next estimate. Sums are over all parameters of all groups, so it estimates one distance for the model; groups whose rates
 * differ move in proportion to theirs. Schedules act as factors: one-cycle to {@code Rates.of(1)}, say. A method named like a component
 * gives settings with that one changed.
 *
 * @param learningRate a factor on the estimate; default 1, and rarely another
 * @param momentum default 0.9
 * @param squareMomentum s; default 0.999
 * @param epsilon default 1e-8
 * @param weightDecay decoupled; default 0
 * @param firstDistance the estimate at first, positive; should be too small; default 1e-6
 * @param growth how many times larger the estimate may become in one step, above 1; default unbounded
 * @param coefficient on the estimate, positive; default 1
 */
public record Prodigy(
        double learningRate,
        double momentum,
        double squareMomentum,
        double epsilon,
        double weightDecay,
        double firstDistance,
        double growth,
        double coefficient)
        implements OptimizerSettings {
    private static final String START = "start";
    private static final String SUM = "sum";

    public Prodigy {
        new Hyper(learningRate, momentum, squareMomentum, epsilon, weightDecay);
        Distance.check(firstDistance, growth);
        double given = coefficient;
        InputException.require(
                coefficient > 0 && coefficient < Double.POSITIVE_INFINITY,
                () -> "Prodigy's coefficient must be finite and positive, but was " + given + ".");
    }

    /** The authors' defaults. */
    public static Prodigy standard() {
        return new Prodigy(1, 0.9, 0.999, 1e-8, 0, 1e-6, Double.POSITIVE_INFINITY, 1);
    }

    public Prodigy learningRate(double newLearningRate) {
        return new Prodigy(
                newLearningRate, momentum, squareMomentum, epsilon, weightDecay, firstDistance, growth, coefficient);
    }

    public Prodigy momentum(double newMomentum) {
        return new Prodigy(
                learningRate, newMomentum, squareMomentum, epsilon, weightDecay, firstDistance, growth, coefficient);
    }

    public Prodigy squareMomentum(double newSquareMomentum) {
        return new Prodigy(
                learningRate, momentum, newSquareMomentum, epsilon, weightDecay, firstDistance, growth, coefficient);
    }

    public Prodigy epsilon(double newEpsilon) {
        return new Prodigy(
                learningRate, momentum, squareMomentum, newEpsilon, weightDecay, firstDistance, growth, coefficient);
    }

    public Prodigy weightDecay(double newWeightDecay) {
        return new Prodigy(
                learningRate, momentum, squareMomentum, epsilon, newWeightDecay, firstDistance, growth, coefficient);
    }

    public Prodigy firstDistance(double newFirstDistance) {
        return new Prodigy(
                learningRate, momentum, squareMomentum, epsilon, weightDecay, newFirstDistance, growth, coefficient);
    }

    public Prodigy growth(double newGrowth) {
        return new Prodigy(
                learningRate, momentum, squareMomentum, epsilon, weightDecay, firstDistance, newGrowth, coefficient);
    }

    public Prodigy coefficient(double newCoefficient) {
        return new Prodigy(
                learningRate, momentum, squareMomentum, epsilon, weightDecay, firstDistance, growth, newCoefficient);
    }

    @Override
    public Hyper hyper() {
        return new Hyper(learningRate, momentum, squareMomentum, epsilon, weightDecay);
    }

    @Override
    public List<Stepper> steppers() {
        return List.of(new Gather(), new Move());
    }

    private final class Gather implements Stepper {
        @Override
        public void begin(SharedNumbers shared) {
            Distance.begin(shared, Math.sqrt(squareMomentum));
        }

        @Override
        public void step(Step step) {
            double distance = Distance.value(step.shared(), firstDistance);
            double keep = step.hyper().squareMomentum();
            double weight = distance / firstDistance * distance * step.hyper().learningRate();
            TensorList gradients = step.gradients();
            TensorList way = step.stateFromParameters(START).add(step.parameters(), -1);
            TensorList sum = step.state(SUM).mulInPlace(Math.sqrt(keep)).addInPlace(gradients, weight);
            step.state(Moments.AVERAGE)
                    .mulInPlace(step.hyper().momentum())
                    .addInPlace(gradients, distance * (1 - step.hyper().momentum()));
            step.state(Moments.SQUARES)
                    .mulInPlace(keep)
                    .addProductInPlace(gradients, gradients, distance * distance * (1 - keep));
            Distance.gather(step.shared(), coefficient * weight * gradients.dot(way), sum.sumOfMagnitudes());
        }
    }

    private final class Move implements Stepper {
        @Override
        public void begin(SharedNumbers shared) {
            Distance.update(shared, firstDistance, growth);
        }

        @Override
        public void step(Step step) {
            double rate =
                    Distance.before(step.shared(), firstDistance) * step.hyper().learningRate();
            TensorList roots = step.state(Moments.SQUARES)
                    .sqrt()
                    .addInPlace(Distance.value(step.shared(), firstDistance)
                            * step.hyper().epsilon());
            if (step.weightDecay() != 0) {
                step.parameters().mulInPlace(1 - rate * step.weightDecay());
            }
            step.parameters().addQuotientInPlace(step.state(Moments.AVERAGE), roots, -rate);
        }
    }
}
