package ai.vivace.optim;

import java.util.List;
import java.util.Optional;

/**
 * Schedule-Free SGD (Defazio et al. 2024): z ← z − rate·g, x ← (1 − c)·x + c·z, y ← (1 − momentum)·z + momentum·x, where g is the
 * gradient at y, the parameters' values, and c = 1/t for a constant rate. With rates that change, steps weigh in x by the square of the
 * highest rate so far.
 *
 * <p>No schedule and no number of steps need be chosen; a warm-up helps ({@code Policy.constant().warmedUp(0.05)}). Gradients are taken
 * between the weights that move and their average; the average is what the model is judged and used with. A learner sees to that by
 * itself: it validates, saves the best and ends a fit with the average, and computes batch-norm statistics anew for it. In a loop of
 * your own take {@link Optimizer#evaluationPoint}.
 * A method named like a component gives settings with that one changed.
 *
 * @param learningRate default 1; the authors find 10 to 50 times that of SGD with momentum right
 * @param momentum how near gradients are taken to the average; default 0.9
 * @param weightDecay at y; default 0
 */
public record ScheduleFreeSgd(double learningRate, double momentum, double weightDecay) implements OptimizerSettings {
    public ScheduleFreeSgd {
        new Hyper(learningRate, momentum, 0, 0, weightDecay);
    }

    /** The authors' defaults. */
    public static ScheduleFreeSgd standard() {
        return new ScheduleFreeSgd(1, 0.9, 0);
    }

    public ScheduleFreeSgd learningRate(double newLearningRate) {
        return new ScheduleFreeSgd(newLearningRate, momentum, weightDecay);
    }

    public ScheduleFreeSgd momentum(double newMomentum) {
        return new ScheduleFreeSgd(learningRate, newMomentum, weightDecay);
    }

    public ScheduleFreeSgd weightDecay(double newWeightDecay) {
        return new ScheduleFreeSgd(learningRate, momentum, newWeightDecay);
    }

    @Override
    public Hyper hyper() {
        return new Hyper(learningRate, momentum, 0, 0, weightDecay);
    }

    @Override
    public Optional<String> evaluationState() {
        return Optional.of(Averaging.AVERAGE);
    }

    @Override
    public List<Stepper> steppers() {
        return List.of(step -> Averaging.move(step, step.gradients()));
    }
}
