package ai.vivace.optim;

import ai.vivace.base.InputException;
import ai.vivace.tensor.Fused;
import ai.vivace.tensor.TensorList;
import java.util.List;
import java.util.Optional;

/**
 * Stochastic gradient descent: m ← momentum·m + (1 − dampening)·g, p ← p − rate·m, where m is g at the first step.
 *
 * @param learningRate default 1e-3
 * @param momentum from 0 to below 1; default 0
 * @param dampening how much of each gradient after the first is kept out of the momentum; from 0 to 1, default 0 as in PyTorch and
 *     fastai
 * @param weightDecay default 0
 * @param look whether the step looks ahead along the momentum; default {@link Look#HERE}
 * @param decay how weights decay; default {@link Decay#DECOUPLED}
 */
public record Sgd(double learningRate, double momentum, double dampening, double weightDecay, Look look, Decay decay)
        implements OptimizerSettings {
    /** Where momentum takes the gradient to be. */
    public enum Look {
        /** Where the parameters are: classical momentum. */
        HERE,
        /** p ← p − rate·(g + momentum·m), Nesterov's momentum in the form of Sutskever et al. 2013. */
        NESTEROV
    }

    public Sgd {
        new Hyper(learningRate, momentum, 0, 0, weightDecay);
        double given = momentum;
        InputException.require(
                look == Look.HERE || momentum > 0,
                () -> "Nesterov's look-ahead needs a momentum above 0, but it was " + given + ".");
        double dampened = dampening;
        InputException.require(
                dampening >= 0 && dampening <= 1, () -> "The dampening must be from 0 to 1, but was " + dampened + ".");
        InputException.require(
                look == Look.HERE || dampening == 0,
                () -> "Nesterov's look-ahead goes with no dampening, but it was " + dampened + ".");
    }

    /** Without momentum or decay. */
    public static Sgd standard() {
        return new Sgd(1e-3, 0, 0, 0, Look.HERE, Decay.DECOUPLED);
    }

    /** As {@code torch.optim.SGD}: decay, if any, by L2. */
    public static Sgd pytorch() {
        return standard().decay(Decay.L2);
    }

    /** The same with another learning rate. */
    public Sgd learningRate(double newLearningRate) {
        return new Sgd(newLearningRate, momentum, dampening, weightDecay, look, decay);
    }

    /** The same with another momentum. */
    public Sgd momentum(double newMomentum) {
        return new Sgd(learningRate, newMomentum, dampening, weightDecay, look, decay);
    }

    /** The same with another dampening. */
    public Sgd dampening(double newDampening) {
        return new Sgd(learningRate, momentum, newDampening, weightDecay, look, decay);
    }

    /** With momentum that looks ahead. */
    public Sgd nesterov(double newMomentum) {
        return new Sgd(learningRate, newMomentum, dampening, weightDecay, Look.NESTEROV, decay);
    }

    /** The same with another weight decay. */
    public Sgd weightDecay(double newWeightDecay) {
        return new Sgd(learningRate, momentum, dampening, newWeightDecay, look, decay);
    }

    /** The same with another kind of weight decay. */
    public Sgd decay(Decay newDecay) {
        return new Sgd(learningRate, momentum, dampening, weightDecay, look, newDecay);
    }

    @Override
    public Hyper hyper() {
        return new Hyper(learningRate, momentum, 0, 0, weightDecay);
    }

    /** A sum of gradients that fades by the momentum comes to 1 / (1 − momentum) of a steady one. */
    @Override
    public Optional<Pace> pace() {
        return Optional.of(step -> step.hyper().learningRate()
                * (momentum == 0 ? 1 : (1 - dampening) / (1 - step.hyper().momentum())));
    }

    @Override
    public List<Stepper> steppers() {
        return List.of(decay, momentum == 0 ? Sgd::plain : this::withMomentum);
    }

    private static void plain(Step step) {
        step.parameters().addInPlace(step.gradients(), -step.hyper().learningRate());
    }

    private void withMomentum(Step step) {
        if (step.hyper().momentum() == 0) {
            // The engine then leaves the average alone, but the next step with momentum must find this gradient in it.
            TensorList average =
                    step.state("average").copyFrom(step.gradients()).mulInPlace(step.count() == 1 ? 1 : 1 - dampening);
            step.parameters().addInPlace(average, -step.hyper().learningRate());
            return;
        }
        Fused.sgd(
                step.parameters(),
                step.gradients(),
                step.state("average"),
                step.hyper().learningRate(),
                step.hyper().momentum(),
                dampening,
                look == Look.NESTEROV,
                step.count() == 1);
    }
}
