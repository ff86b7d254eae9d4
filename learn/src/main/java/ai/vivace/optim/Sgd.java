package ai.vivace.optim;

import ai.vivace.base.InputException;
import ai.vivace.tensor.Fused;
import java.util.List;

/**
 * Stochastic gradient descent: m ← momentum·m + g, p ← p − rate·m. The average is not dampened, as in
 * PyTorch and fastai.
 *
 * @param learningRate default 1e-3
 * @param momentum from 0 to below 1; default 0
 * @param weightDecay default 0
 * @param look whether the step looks ahead along the momentum; default {@link Look#HERE}
 * @param decay how weights decay; default {@link Decay#DECOUPLED}
 */
public record Sgd(double learningRate, double momentum, double weightDecay, Look look, Decay decay)
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
    }

    /** Without momentum or decay. */
    public static Sgd standard() {
        return new Sgd(1e-3, 0, 0, Look.HERE, Decay.DECOUPLED);
    }

    /** As {@code torch.optim.SGD}: decay, if any, by L2. */
    public static Sgd pytorch() {
        return standard().decay(Decay.L2);
    }

    /** The same with another learning rate. */
    public Sgd learningRate(double newLearningRate) {
        return new Sgd(newLearningRate, momentum, weightDecay, look, decay);
    }

    /** The same with another momentum. */
    public Sgd momentum(double newMomentum) {
        return new Sgd(learningRate, newMomentum, weightDecay, look, decay);
    }

    /** With momentum that looks ahead. */
    public Sgd nesterov(double newMomentum) {
        return new Sgd(learningRate, newMomentum, weightDecay, Look.NESTEROV, decay);
    }

    /** The same with another weight decay. */
    public Sgd weightDecay(double newWeightDecay) {
        return new Sgd(learningRate, momentum, newWeightDecay, look, decay);
    }

    /** The same with another kind of weight decay. */
    public Sgd decay(Decay newDecay) {
        return new Sgd(learningRate, momentum, weightDecay, look, newDecay);
    }

    @Override
    public Hyper hyper() {
        return new Hyper(learningRate, momentum, 0, 0, weightDecay);
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
            step.state("average").copyFrom(step.gradients());
            plain(step);
            return;
        }
        Fused.sgd(
                step.parameters(),
                step.gradients(),
                step.state("average"),
                step.hyper().learningRate(),
                step.hyper().momentum(),
                look == Look.NESTEROV,
                step.count() == 1);
    }
}
