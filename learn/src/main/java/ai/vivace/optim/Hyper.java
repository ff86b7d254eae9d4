package ai.vivace.optim;

import ai.vivace.base.InputException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The hyper-parameters of one parameter group, which schedules change between steps. Those that an optimizer does not know
 * (the square momentum of SGD, say) it does not look at.
 */
public final class Hyper {
    private double learningRate;
    private double momentum;
    private double squareMomentum;
    private double epsilon;
    private double weightDecay;

    Hyper(double learningRate, double momentum, double squareMomentum, double epsilon, double weightDecay) {
        learningRate(learningRate);
        momentum(momentum);
        squareMomentum(squareMomentum);
        epsilon(epsilon);
        weightDecay(weightDecay);
    }

    /** A learning rate, and 0 for all else until it is set; for optimizers of your own. */
    public static Hyper of(double learningRate) {
        return new Hyper(learningRate, 0, 0, 0, 0);
    }

    /** The step's size. */
    public double learningRate() {
        return learningRate;
    }

    /**
     * Sets the step's size.
     *
     * @param value finite, at least 0
     */
    public void learningRate(double value) {
        learningRate = atLeastZero("A learning rate", value);
    }

    /** How much of the past the mean of gradients keeps at each step; β1 of Adam. */
    public double momentum() {
        return momentum;
    }

    /**
     * Sets the momentum. On an optimizer that was built without it, this has no effect, as in fastai.
     *
     * @param value from 0 to below 1
     */
    public void momentum(double value) {
        momentum = belowOne("A momentum", value);
    }

    /** How much of the past the mean of squared gradients keeps at each step; β2 of Adam, α of RMSProp. */
    public double squareMomentum() {
        return squareMomentum;
    }

    /**
     * Sets the square momentum.
     *
     * @param value from 0 to below 1
     */
    public void squareMomentum(double value) {
        squareMomentum = belowOne("A square momentum", value);
    }

    /** What is added to a root before it divides. */
    public double epsilon() {
        return epsilon;
    }

    /**
     * Sets what is added to a root before it divides.
     *
     * @param value finite, at least 0
     */
    public void epsilon(double value) {
        epsilon = atLeastZero("An epsilon", value);
    }

    /** How strongly weights are pulled to 0; see {@link Decay}. */
    public double weightDecay() {
        return weightDecay;
    }

    /**
     * Sets the weight decay.
     *
     * @param value finite, at least 0
     */
    public void weightDecay(double value) {
        weightDecay = atLeastZero("A weight decay", value);
    }

    @Override
    public String toString() {
        return "Hyper" + numbers();
    }

    Map<String, Double> numbers() {
        Map<String, Double> numbers = new LinkedHashMap<>();
        numbers.put("learningRate", learningRate);
        numbers.put("momentum", momentum);
        numbers.put("squareMomentum", squareMomentum);
        numbers.put("epsilon", epsilon);
        numbers.put("weightDecay", weightDecay);
        return numbers;
    }

    void load(Map<String, Double> numbers, String prefix) {
        learningRate(numbers.getOrDefault(prefix + "learningRate", learningRate));
        momentum(numbers.getOrDefault(prefix + "momentum", momentum));
        squareMomentum(numbers.getOrDefault(prefix + "squareMomentum", squareMomentum));
        epsilon(numbers.getOrDefault(prefix + "epsilon", epsilon));
        weightDecay(numbers.getOrDefault(prefix + "weightDecay", weightDecay));
    }

    private static double atLeastZero(String what, double value) {
        InputException.require(
                value >= 0 && value < Double.POSITIVE_INFINITY,
                () -> what + " must be finite and at least 0, but was " + value + ".");
        return value;
    }

    private static double belowOne(String what, double value) {
        InputException.require(
                value >= 0 && value < 1, () -> what + " must be at least 0 and below 1, but was " + value + ".");
        return value;
    }
}
