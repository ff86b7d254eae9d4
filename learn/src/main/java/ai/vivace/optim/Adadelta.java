package ai.vivace.optim;

import ai.vivace.tensor.TensorList;
import java.util.List;

/**
 * Adadelta (Zeiler 2012): each element moves by the root mean square of its recent moves through that of its gradients, so that
 * no rate need be chosen. v ← s·v + (1 − s)·g², d ← √(u + ε)/√(v + ε)·g, u ← s·u + (1 − s)·d², p ← p − rate·d. A method named
 * like a component gives settings with that one changed.
 *
 * @param learningRate default 1
 * @param squareMomentum s, ρ of the paper; default 0.9
 * @param epsilon default 1e-6
 * @param weightDecay default 0
 * @param decay default {@link Decay#DECOUPLED}
 */
public record Adadelta(double learningRate, double squareMomentum, double epsilon, double weightDecay, Decay decay)
        implements OptimizerSettings {
    private static final String MOVES = "moves";

    public Adadelta {
        new Hyper(learningRate, 0, squareMomentum, epsilon, weightDecay);
    }

    /** PyTorch's defaults; decay, if any, decoupled. */
    public static Adadelta standard() {
        return new Adadelta(1, 0.9, 1e-6, 0, Decay.DECOUPLED);
    }

    /** As {@code torch.optim.Adadelta}: decay, if any, by L2. */
    public static Adadelta pytorch() {
        return standard().decay(Decay.L2);
    }

    public Adadelta learningRate(double newLearningRate) {
        return new Adadelta(newLearningRate, squareMomentum, epsilon, weightDecay, decay);
    }

    public Adadelta squareMomentum(double newSquareMomentum) {
        return new Adadelta(learningRate, newSquareMomentum, epsilon, weightDecay, decay);
    }

    public Adadelta epsilon(double newEpsilon) {
        return new Adadelta(learningRate, squareMomentum, newEpsilon, weightDecay, decay);
    }

    public Adadelta weightDecay(double newWeightDecay) {
        return new Adadelta(learningRate, squareMomentum, epsilon, newWeightDecay, decay);
    }

    public Adadelta decay(Decay newDecay) {
        return new Adadelta(learningRate, squareMomentum, epsilon, weightDecay, newDecay);
    }

    @Override
    public Hyper hyper() {
        return new Hyper(learningRate, 0, squareMomentum, epsilon, weightDecay);
    }

    @Override
    public List<Stepper> steppers() {
        return List.of(decay, Adadelta::move);
    }

    private static void move(Step step) {
        Moments.updateSquares(step);
        double keep = step.hyper().squareMomentum();
        double epsilon = step.hyper().epsilon();
        TensorList moves = step.state(MOVES);
        TensorList direction = moves.add(epsilon)
                .sqrt()
                .div(step.state(Moments.SQUARES).add(epsilon).sqrt())
                .mulInPlace(step.gradients());
        moves.mulInPlace(keep).addProductInPlace(direction, direction, 1 - keep);
        step.parameters().addInPlace(direction, -step.hyper().learningRate());
    }
}
