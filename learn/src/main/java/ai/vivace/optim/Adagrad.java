package ai.vivace.optim;

import ai.vivace.base.InputException;
import ai.vivace.tensor.TensorList;
import java.util.List;
import java.util.Optional;

/**
 * Adagrad (Duchi et al. 2011): s ← s + g², p ← p − rate·g/(√s + ε). The sum never forgets, so the rate of each element only
 * falls: for sparse gradients. A method named like a component gives settings with that one changed.
 *
 * @param learningRate default 1e-2
 * @param rateDecay the rate is divided by 1 + (t − 1)·rateDecay; at least 0, default 0
 * @param startSquares what s starts with; at least 0, default 0
 * @param epsilon default 1e-10
 * @param weightDecay default 0
 * @param decay default {@link Decay#DECOUPLED}
 */
public record Adagrad(
        double learningRate, double rateDecay, double startSquares, double epsilon, double weightDecay, Decay decay)
        implements OptimizerSettings {
    public Adagrad {
        new Hyper(learningRate, 0, 0, epsilon, weightDecay);
        double givenDecay = rateDecay;
        double givenStart = startSquares;
        InputException.require(
                rateDecay >= 0 && startSquares >= 0 && Double.isFinite(rateDecay + startSquares),
                () -> "Adagrad's rate decay and first sum of squares must be finite and at least 0, but were "
                        + givenDecay + " and " + givenStart + ".");
    }

    /** PyTorch's defaults; decay, if any, decoupled. */
    public static Adagrad standard() {
        return new Adagrad(1e-2, 0, 0, 1e-10, 0, Decay.DECOUPLED);
    }

    /** As {@code torch.optim.Adagrad}: decay, if any, by L2. */
    public static Adagrad pytorch() {
        return standard().decay(Decay.L2);
    }

    public Adagrad learningRate(double newLearningRate) {
        return new Adagrad(newLearningRate, rateDecay, startSquares, epsilon, weightDecay, decay);
    }

    public Adagrad rateDecay(double newRateDecay) {
        return new Adagrad(learningRate, newRateDecay, startSquares, epsilon, weightDecay, decay);
    }

    public Adagrad startSquares(double newStartSquares) {
        return new Adagrad(learningRate, rateDecay, newStartSquares, epsilon, weightDecay, decay);
    }

    public Adagrad epsilon(double newEpsilon) {
        return new Adagrad(learningRate, rateDecay, startSquares, newEpsilon, weightDecay, decay);
    }

    public Adagrad weightDecay(double newWeightDecay) {
        return new Adagrad(learningRate, rateDecay, startSquares, epsilon, newWeightDecay, decay);
    }

    public Adagrad decay(Decay newDecay) {
        return new Adagrad(learningRate, rateDecay, startSquares, epsilon, weightDecay, newDecay);
    }

    @Override
    public Hyper hyper() {
        return new Hyper(learningRate, 0, 0, epsilon, weightDecay);
    }

    @Override
    public Optional<Pace> pace() {
        return Optional.of(new Pace() {
            @Override
            public double rate(Step step) {
                return Adagrad.this.rate(step);
            }

            @Override
            public Optional<TensorList> divisors(Step step) {
                return Optional.of(roots(step));
            }
        });
    }

    @Override
    public List<Stepper> steppers() {
        return List.of(decay, this::move);
    }

    private void move(Step step) {
        TensorList squares = step.state(Moments.SQUARES);
        if (step.count() == 1) {
            squares.addInPlace(startSquares);
        }
        squares.addProductInPlace(step.gradients(), step.gradients(), 1);
        step.parameters().addQuotientInPlace(step.gradients(), roots(step), -rate(step));
    }

    private double rate(Step step) {
        return step.hyper().learningRate() / (1 + (step.count() - 1) * rateDecay);
    }

    private static TensorList roots(Step step) {
        return step.state(Moments.SQUARES).sqrt().addInPlace(step.hyper().epsilon());
    }
}
