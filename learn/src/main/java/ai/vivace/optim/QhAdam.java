package ai.vivace.optim;

import ai.vivace.base.InputException;
import ai.vivace.tensor.TensorList;
import java.util.List;
import java.util.Optional;

/**
 * Quasi-hyperbolic Adam (Ma and Yarats 2018): between this step's gradient and Adam's mean of them, and so for the squares.
 *
 * <p>p ← p − rate·((1 − a)·g + a·m/(1 − momentumᵗ)) / (√((1 − b)·g² + b·v/(1 − sᵗ)) + ε), with a and b the two shares. A method
 * named like a component gives settings with that one changed.
 *
 * @param learningRate default 1e-3
 * @param momentum default 0.999
 * @param squareMomentum s; default 0.999
 * @param epsilon default 1e-8
 * @param weightDecay default 0
 * @param averageShare a, ν1 of the paper; from 0 to 1, default 0.7
 * @param squaresShare b, ν2 of the paper; from 0 to 1, default 1
 * @param decay default {@link Decay#DECOUPLED}
 */
public record QhAdam(
        double learningRate,
        double momentum,
        double squareMomentum,
        double epsilon,
        double weightDecay,
        double averageShare,
        double squaresShare,
        Decay decay)
        implements OptimizerSettings {
    public QhAdam {
        new Hyper(learningRate, momentum, squareMomentum, epsilon, weightDecay);
        double ofAverage = averageShare;
        double ofSquares = squaresShare;
        InputException.require(
                averageShare >= 0 && averageShare <= 1 && squaresShare >= 0 && squaresShare <= 1,
                () -> "QHAdam's shares must be from 0 to 1, but were " + ofAverage + " and " + ofSquares + ".");
    }

    /** fastai's defaults. */
    public static QhAdam standard() {
        return new QhAdam(1e-3, 0.999, 0.999, 1e-8, 0, 0.7, 1, Decay.DECOUPLED);
    }

    /** The same with another learning rate. */
    public QhAdam learningRate(double newLearningRate) {
        return new QhAdam(
                newLearningRate, momentum, squareMomentum, epsilon, weightDecay, averageShare, squaresShare, decay);
    }

    /** The same with another weight decay. */
    public QhAdam weightDecay(double newWeightDecay) {
        return new QhAdam(
                learningRate, momentum, squareMomentum, epsilon, newWeightDecay, averageShare, squaresShare, decay);
    }

    /** How much of the direction and of its scale come from the means. */
    public QhAdam shares(double ofAverage, double ofSquares) {
        return new QhAdam(learningRate, momentum, squareMomentum, epsilon, weightDecay, ofAverage, ofSquares, decay);
    }

    @Override
    public Hyper hyper() {
        return new Hyper(learningRate, momentum, squareMomentum, epsilon, weightDecay);
    }

    @Override
    public Optional<Pace> pace() {
        return Optional.of(Pace.adaptive(this::roots));
    }

    @Override
    public List<Stepper> steppers() {
        return List.of(decay, Moments::update, this::move);
    }

    private void move(Step step) {
        TensorList gradients = step.gradients();
        TensorList direction = gradients
                .add(gradients, -averageShare)
                .addInPlace(step.state(Moments.AVERAGE), averageShare / Moments.averageCorrection(step));
        step.parameters()
                .addQuotientInPlace(direction, roots(step), -step.hyper().learningRate());
    }

    private TensorList roots(Step step) {
        TensorList gradients = step.gradients();
        TensorList squares = step.state(Moments.SQUARES);
        return squares.add(squares, squaresShare / Moments.squaresCorrection(step) - 1)
                .addProductInPlace(gradients, gradients, 1 - squaresShare)
                .sqrt()
                .addInPlace(step.hyper().epsilon());
    }
}
