package ai.vivace.optim;

import ai.vivace.base.InputException;
import ai.vivace.tensor.TensorList;
import java.util.List;

/**
 * Lion (Chen et al. 2023): every element moves by the rate, in the direction of the sign of a mean of gradients. c = momentum·m +
 * (1 − momentum)·g, p ← p − rate·sign(c), m ← memory·m + (1 − memory)·g.
 *
 * <p>As every step is as long as it can be, rates are 3 to 10 times smaller than AdamW's, and decays as many times larger. A method
 * named like a component gives settings with that one changed.
 *
 * @param learningRate default 1e-4
 * @param momentum β1 of the paper: the mean's part in the direction; default 0.9
 * @param memory β2 of the paper: how much of the mean stays from step to step; from 0 to below 1, default 0.99
 * @param weightDecay default 0
 * @param decay default {@link Decay#DECOUPLED}, as in the paper
 */
public record Lion(double learningRate, double momentum, double memory, double weightDecay, Decay decay)
        implements OptimizerSettings {
    public Lion {
        new Hyper(learningRate, momentum, 0, 0, weightDecay);
        double given = memory;
        InputException.require(
                memory >= 0 && memory < 1,
                () -> "Lion's memory must be at least 0 and below 1, but was " + given + ".");
    }

    /** The paper's defaults. */
    public static Lion standard() {
        return new Lion(1e-4, 0.9, 0.99, 0, Decay.DECOUPLED);
    }

    public Lion learningRate(double newLearningRate) {
        return new Lion(newLearningRate, momentum, memory, weightDecay, decay);
    }

    public Lion momentum(double newMomentum) {
        return new Lion(learningRate, newMomentum, memory, weightDecay, decay);
    }

    public Lion memory(double newMemory) {
        return new Lion(learningRate, momentum, newMemory, weightDecay, decay);
    }

    public Lion weightDecay(double newWeightDecay) {
        return new Lion(learningRate, momentum, memory, newWeightDecay, decay);
    }

    public Lion decay(Decay newDecay) {
        return new Lion(learningRate, momentum, memory, weightDecay, newDecay);
    }

    @Override
    public Hyper hyper() {
        return new Hyper(learningRate, momentum, 0, 0, weightDecay);
    }

    @Override
    public List<Stepper> steppers() {
        return List.of(decay, this::move);
    }

    private void move(Step step) {
        TensorList average = step.state(Moments.AVERAGE);
        TensorList direction = average.mul(step.hyper().momentum())
                .addInPlace(step.gradients(), 1 - step.hyper().momentum())
                .sign();
        step.parameters().addInPlace(direction, -step.hyper().learningRate());
        average.lerpInPlace(step.gradients(), 1 - memory);
    }
}
