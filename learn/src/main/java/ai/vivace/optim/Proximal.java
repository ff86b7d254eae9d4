package ai.vivace.optim;

import ai.vivace.base.InputException;
import ai.vivace.nn.Parameter;
import ai.vivace.tensor.TensorList;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * L1 and elastic-net penalties by a proximal step after another optimizer's (ISTA: Daubechies et al. 2004): it adds l1·‖w‖₁ +
 * l2/2·‖w‖² to what is made small, and weights that are not needed become exactly 0. The subgradient l1·sign(w) never does that: it
 * leaves weights chattering around 0.
 *
 * <p>After the step w ← sign(w)·max(|w| − t·l1, 0) / (1 + t·l2), where t is the optimizer's {@linkplain Pace pace}: for SGD the rate
 * (with momentum, what it adds up to), for Adam and its like the rate through √v + ε, each element having its own. It acts on the
 * parameters that decay: by default weights, not biases nor norm layers.
 *
 * @param inner an optimizer with a {@linkplain OptimizerSettings#pace pace}
 * @param l1 at least 0
 * @param l2 at least 0
 */
public record Proximal(OptimizerSettings inner, double l1, double l2) implements OptimizerSettings {
    public Proximal {
        InputException.require(
                l1 >= 0 && l2 >= 0 && l1 < Double.POSITIVE_INFINITY && l2 < Double.POSITIVE_INFINITY,
                () -> "The strengths of a penalty must be finite and at least 0, but were " + l1 + " for L1 and " + l2
                        + " for L2.");
        paceOf(inner);
    }

    /**
     * The penalty strength·‖w‖₁ over an optimizer.
     *
     * @throws InputException when the optimizer has no pace
     */
    public static Proximal l1(OptimizerSettings inner, double strength) {
        return new Proximal(inner, strength, 0);
    }

    /**
     * The elastic net (Zou and Hastie 2005) in scikit-learn's form, strength·(l1Share·‖w‖₁ + (1 − l1Share)/2·‖w‖²), over an optimizer.
     *
     * @param l1Share from 0 to 1
     * @throws InputException when the optimizer has no pace
     */
    public static Proximal elasticNet(OptimizerSettings inner, double strength, double l1Share) {
        InputException.require(
                l1Share >= 0 && l1Share <= 1,
                () -> "The share of L1 in an elastic net must be from 0 to 1, but was " + l1Share + ".");
        return new Proximal(inner, strength * l1Share, strength * (1 - l1Share));
    }

    @Override
    public Hyper hyper() {
        return inner.hyper();
    }

    @Override
    public String rule(String path, Parameter parameter) {
        return inner.rule(path, parameter);
    }

    @Override
    public Optional<Pace> pace() {
        return inner.pace();
    }

    @Override
    public List<Stepper> steppers() {
        Pace pace = paceOf(inner);
        List<Stepper> steppers = new ArrayList<>(inner.steppers());
        steppers.add(step -> {
            if (step.decays()) {
                shrink(step, pace);
            }
        });
        return steppers;
    }

    private void shrink(Step step, Pace pace) {
        TensorList weights = step.parameters();
        double rate = pace.rate(step);
        Optional<TensorList> divisors = pace.divisors(step);
        if (divisors.isPresent()) {
            TensorList perElement = divisors.get().reciprocal();
            TensorList threshold = perElement.mul(rate * l1);
            // What is nearer to 0 than the threshold is taken off whole: the difference of equal numbers is exactly 0.
            TensorList taken = weights.mul(1).minimumInPlace(threshold);
            taken.maximumInPlace(threshold.mulInPlace(-1));
            weights.addInPlace(taken, -1);
            if (l2 > 0) {
                weights.mulInPlace(perElement.mul(rate * l2).addInPlace(1.0).reciprocal());
            }
        } else {
            weights.addInPlace(weights.mul(1).clampInPlace(-rate * l1, rate * l1), -1);
            if (l2 > 0) {
                weights.mulInPlace(1 / (1 + rate * l2));
            }
        }
    }

    private static Pace paceOf(OptimizerSettings settings) {
        return settings.pace()
                .orElseThrow(() -> new InputException(settings.getClass().getSimpleName()
                        + " has no pace that a proximal step could act at, since its moves are not in proportion to gradients."
                        + " Take SGD, Adam or another that has one, or give your own optimizer a pace()."));
    }
}
