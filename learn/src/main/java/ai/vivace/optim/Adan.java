package ai.vivace.optim;

import ai.vivace.base.InputException;
import ai.vivace.tensor.TensorList;
import java.util.List;

/**
 * Adan (Xie et al. 2022): Adam with Nesterov's momentum, estimated from the difference d = g − g' to the gradient of the step before (0 in
 * the first step).
 *
 * <p>m ← momentum·m + (1 − momentum)·g, v ← memory·v + (1 − memory)·d, n ← s·n + (1 − s)·(g + memory·d)², each corrected for its beginning
 * at 0; p ← (p − rate·(m + memory·v)/(√n + ε)) / (1 + rate·decay). Momentum, memory and s are 1 − β of the paper and the betas of its
 * code. The decay is the paper's, a proximal step that is decoupled from gradients. Four copies of the parameters are kept, one for the
 * last gradient.
 *
 * <p>A method named like a component gives settings with that one changed.
 *
 * @param learningRate default 1e-3; 5 to 10 times AdamW's are usual
 * @param momentum default 0.98
 * @param memory of the differences, from 0 to below 1; default 0.92
 * @param squareMomentum s; default 0.99
 * @param epsilon default 1e-8
 * @param weightDecay default 0; 0.02 in the paper
 */
public record Adan(
        double learningRate, double momentum, double memory, double squareMomentum, double epsilon, double weightDecay)
        implements OptimizerSettings {
    private static final String DIFFERENCES = "differences";
    private static final String LAST = "lastGradient";

    public Adan {
        new Hyper(learningRate, momentum, squareMomentum, epsilon, weightDecay);
        double given = memory;
        InputException.require(
                memory >= 0 && memory < 1,
                () -> "Adan's memory must be at least 0 and below 1, but was " + given + ".");
    }

    /** The reference implementation's defaults. */
    public static Adan standard() {
        return new Adan(1e-3, 0.98, 0.92, 0.99, 1e-8, 0);
    }

    public Adan learningRate(double newLearningRate) {
        return new Adan(newLearningRate, momentum, memory, squareMomentum, epsilon, weightDecay);
    }

    public Adan momentum(double newMomentum) {
        return new Adan(learningRate, newMomentum, memory, squareMomentum, epsilon, weightDecay);
    }

    public Adan memory(double newMemory) {
        return new Adan(learningRate, momentum, newMemory, squareMomentum, epsilon, weightDecay);
    }

    public Adan squareMomentum(double newSquareMomentum) {
        return new Adan(learningRate, momentum, memory, newSquareMomentum, epsilon, weightDecay);
    }

    public Adan epsilon(double newEpsilon) {
        return new Adan(learningRate, momentum, memory, squareMomentum, newEpsilon, weightDecay);
    }

    public Adan weightDecay(double newWeightDecay) {
        return new Adan(learningRate, momentum, memory, squareMomentum, epsilon, newWeightDecay);
    }

    @Override
    public Hyper hyper() {
        return new Hyper(learningRate, momentum, squareMomentum, epsilon, weightDecay);
    }

    @Override
    public List<Stepper> steppers() {
        return List.of(this::move);
    }

    private void move(Step step) {
        TensorList gradients = step.gradients();
        TensorList last = step.state(LAST);
        if (step.count() == 1) {
            last.copyFrom(gradients);
        }
        TensorList difference = gradients.add(last, -1);
        last.copyFrom(gradients);
        TensorList average = step.state(Moments.AVERAGE)
                .lerpInPlace(gradients, 1 - step.hyper().momentum());
        TensorList drift = step.state(DIFFERENCES).lerpInPlace(difference, 1 - memory);
        TensorList ahead = gradients.add(difference, memory);
        double keep = step.hyper().squareMomentum();
        step.state(Moments.SQUARES).mulInPlace(keep).addProductInPlace(ahead, ahead, 1 - keep);
        TensorList roots = Moments.roots(step);
        double rate = step.hyper().learningRate();
        double driftCorrection = 1 - Math.pow(memory, (double) step.count());
        step.parameters()
                .addQuotientInPlace(average, roots, -rate / Moments.averageCorrection(step))
                .addQuotientInPlace(drift, roots, -rate * memory / driftCorrection);
        if (step.weightDecay() != 0) {
            step.parameters().mulInPlace(1 / (1 + rate * step.weightDecay()));
        }
    }
}
