package ai.vivace.optim;

import ai.vivace.tensor.TensorList;
import java.util.List;

/**
 * D-Adaptation for Adam (Defazio and Mishchenko 2023): Adam that finds its rate itself, from how far the gradients say the solution is from
 * the start. {@link Prodigy} is its quicker successor.
 *
 * <p>With d that distance, as estimated so far, and k = √s: r ← k·r + (1 − k)·d·rate·⟨g, q/(√v + ε)⟩, m ← momentum·m + (1 −
 * momentum)·d·rate·g, v ← s·v + (1 − s)·g², q ← k·q + (1 − k)·d·rate·g, d ← max(d, r/((1 − k)·‖q‖₁)), p ← p − m/(√v + ε). Sums are over
 * all parameters of all groups. A method named like a component gives settings with that one changed.
 *
 * @param learningRate a factor on the estimate; default 1, and rarely another
 * @param momentum default 0.9
 * @param squareMomentum s; default 0.999
 * @param epsilon default 1e-8
 * @param weightDecay decoupled; default 0
 * @param firstDistance the estimate at first, positive; should be too small; default 1e-6
 * @param growth how many times larger the estimate may become in one step, above 1; default unbounded
 */
public record DAdaptAdam(
        double learningRate,
        double momentum,
        double squareMomentum,
        double epsilon,
        double weightDecay,
        double firstDistance,
        double growth)
        implements OptimizerSettings {
    private static final String SUM = "sum";

    public DAdaptAdam {
        new Hyper(learningRate, momentum, squareMomentum, epsilon, weightDecay);
        Distance.check(firstDistance, growth);
    }

    /** The authors' defaults. */
    public static DAdaptAdam standard() {
        return new DAdaptAdam(1, 0.9, 0.999, 1e-8, 0, 1e-6, Double.POSITIVE_INFINITY);
    }

    public DAdaptAdam learningRate(double newLearningRate) {
        return new DAdaptAdam(newLearningRate, momentum, squareMomentum, epsilon, weightDecay, firstDistance, growth);
    }

    public DAdaptAdam momentum(double newMomentum) {
        return new DAdaptAdam(learningRate, newMomentum, squareMomentum, epsilon, weightDecay, firstDistance, growth);
    }

    public DAdaptAdam squareMomentum(double newSquareMomentum) {
        return new DAdaptAdam(learningRate, momentum, newSquareMomentum, epsilon, weightDecay, firstDistance, growth);
    }

    public DAdaptAdam epsilon(double newEpsilon) {
        return new DAdaptAdam(learningRate, momentum, squareMomentum, newEpsilon, weightDecay, firstDistance, growth);
    }

    public DAdaptAdam weightDecay(double newWeightDecay) {
        return new DAdaptAdam(learningRate, momentum, squareMomentum, epsilon, newWeightDecay, firstDistance, growth);
    }

    public DAdaptAdam firstDistance(double newFirstDistance) {
        return new DAdaptAdam(learningRate, momentum, squareMomentum, epsilon, weightDecay, newFirstDistance, growth);
    }

    public DAdaptAdam growth(double newGrowth) {
        return new DAdaptAdam(learningRate, momentum, squareMomentum, epsilon, weightDecay, firstDistance, newGrowth);
    }

    @Override
    public Hyper hyper() {
        return new Hyper(learningRate, momentum, squareMomentum, epsilon, weightDecay);
    }

    @Override
    public List<Stepper> steppers() {
        return List.of(new Gather(), new Move());
    }

    private TensorList roots(Step step) {
        return step.state(Moments.SQUARES).sqrt().addInPlace(step.hyper().epsilon());
    }

    private final class Gather implements Stepper {
        @Override
        public void begin(SharedNumbers shared) {
            Distance.begin(shared, Math.sqrt(squareMomentum));
        }

        @Override
        public void step(Step step) {
            double rate =
                    Distance.value(step.shared(), firstDistance) * step.hyper().learningRate();
            double keep = Math.sqrt(step.hyper().squareMomentum());
            TensorList gradients = step.gradients();
            TensorList sum = step.state(SUM);
            double numerator = (1 - keep) * rate * gradients.dot(sum.div(roots(step)));
            step.state(Moments.AVERAGE)
                    .mulInPlace(step.hyper().momentum())
                    .addInPlace(gradients, rate * (1 - step.hyper().momentum()));
            Moments.updateSquares(step);
            sum.mulInPlace(keep).addInPlace(gradients, rate * (1 - keep));
            Distance.gather(step.shared(), numerator, (1 - keep) * sum.sumOfMagnitudes());
        }
    }

    private final class Move implements Stepper {
        @Override
        public void begin(SharedNumbers shared) {
            Distance.update(shared, firstDistance, growth);
        }

        @Override
        public void step(Step step) {
            if (step.weightDecay() != 0) {
                double rate = Distance.before(step.shared(), firstDistance)
                        * step.hyper().learningRate();
                step.parameters().mulInPlace(1 - rate * step.weightDecay());
            }
            step.parameters().addQuotientInPlace(step.state(Moments.AVERAGE), roots(step), -1);
        }
    }
}
