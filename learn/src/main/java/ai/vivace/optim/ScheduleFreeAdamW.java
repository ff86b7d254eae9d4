package ai.vivace.optim;

import java.util.List;
import java.util.Optional;

/**
 * Schedule-Free AdamW (Defazio et al. 2024): z ← z − rate·(g/(√(v/(1 − sᵗ)) + ε) + decay·y), x ← (1 − c)·x + c·z, y ← (1 −
 * momentum)·z + momentum·x, where g is the gradient at y, the parameters' values, and c = 1/t for a constant rate. With rates that
 * change, steps weigh in x by the square of the highest rate so far.
 *
 * <p>No schedule and no number of steps need be chosen; a warm-up helps ({@code Policy.constant().warmedUp(0.05)}). Gradients are taken
 * between the weights that move and their average; the average is what the model is judged and used with. A learner sees to that by
 * itself: it validates, saves the best and ends a fit with the average, and computes batch-norm statistics anew for it. In a loop of
 * your own take {@link Optimizer#evaluationPoint}.
 * A method named like a component gives settings with that one changed.
 *
 * @param learningRate default 2.5e-3; the authors find 1 to 10 times that of AdamW right
 * @param momentum how near gradients are taken to the average; default 0.9
 * @param squareMomentum s; default 0.999
 * @param epsilon default 1e-8
 * @param weightDecay at y; default 0
 */
public record ScheduleFreeAdamW(
        double learningRate, double momentum, double squareMomentum, double epsilon, double weightDecay)
        implements OptimizerSettings {
    public ScheduleFreeAdamW {
        new Hyper(learningRate, momentum, squareMomentum, epsilon, weightDecay);
    }

    /** The authors' defaults. */
    public static ScheduleFreeAdamW standard() {
        return new ScheduleFreeAdamW(2.5e-3, 0.9, 0.999, 1e-8, 0);
    }

    public ScheduleFreeAdamW learningRate(double newLearningRate) {
        return new ScheduleFreeAdamW(newLearningRate, momentum, squareMomentum, epsilon, weightDecay);
    }

    public ScheduleFreeAdamW momentum(double newMomentum) {
        return new ScheduleFreeAdamW(learningRate, newMomentum, squareMomentum, epsilon, weightDecay);
    }

    public ScheduleFreeAdamW squareMomentum(double newSquareMomentum) {
        return new ScheduleFreeAdamW(learningRate, momentum, newSquareMomentum, epsilon, weightDecay);
    }

    public ScheduleFreeAdamW epsilon(double newEpsilon) {
        return new ScheduleFreeAdamW(learningRate, momentum, squareMomentum, newEpsilon, weightDecay);
    }

    public ScheduleFreeAdamW weightDecay(double newWeightDecay) {
        return new ScheduleFreeAdamW(learningRate, momentum, squareMomentum, epsilon, newWeightDecay);
    }

    @Override
    public Hyper hyper() {
        return new Hyper(learningRate, momentum, squareMomentum, epsilon, weightDecay);
    }

    @Override
    public Optional<String> evaluationState() {
        return Optional.of(Averaging.AVERAGE);
    }

    @Override
    public List<Stepper> steppers() {
        return List.of(step -> {
            Moments.updateSquares(step);
            Averaging.move(step, step.gradients().div(Moments.roots(step)));
        });
    }
}
