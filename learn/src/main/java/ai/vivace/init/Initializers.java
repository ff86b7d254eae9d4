package ai.vivace.init;

import ai.vivace.base.InputException;

/** The rules for starting values. Those by fans take the weight's {@link Fans}; a {@link Gain} is for what follows it. */
public final class Initializers {
    private Initializers() {}

    /** All 0. */
    public static Initializer zeros() {
        return constant(0);
    }

    /** All 1. */
    public static Initializer ones() {
        return constant(1);
    }

    /** All the same value. */
    public static Initializer constant(double value) {
        return (tensor, rng) -> tensor.fill(value);
    }

    /** Uniform over [low, high). */
    public static Initializer uniform(double low, double high) {
        InputException.require(
                low <= high, () -> "A uniform range needs low <= high, but came " + low + " and " + high + ".");
        return (tensor, rng) -> tensor.fillUniform(low, high, rng);
    }

    /** Normal with a mean and a standard deviation. */
    public static Initializer normal(double mean, double deviation) {
        InputException.require(
                deviation >= 0, () -> "A standard deviation must be 0 or more, but is " + deviation + ".");
        return (tensor, rng) -> tensor.fillNormal(mean, deviation, rng);
    }

    /** Uniform with standard deviation gain · √(2 / (in + out)) (Glorot and Bengio 2010). */
    public static Initializer xavierUniform(double gain) {
        return (tensor, rng) -> {
            double bound = Math.sqrt(3) * xavier(Fans.of(tensor.shape()), gain);
            tensor.fillUniform(-bound, bound, rng);
        };
    }

    /** Normal with standard deviation gain · √(2 / (in + out)) (Glorot and Bengio 2010). */
    public static Initializer xavierNormal(double gain) {
        return (tensor, rng) -> tensor.fillNormal(0, xavier(Fans.of(tensor.shape()), gain), rng);
    }

    /** Uniform with standard deviation gain / √fan (He 2015). */
    public static Initializer kaimingUniform(double gain, Fans.Mode mode) {
        return (tensor, rng) -> {
            double bound = Math.sqrt(3) * kaiming(Fans.of(tensor.shape()), gain, mode);
            tensor.fillUniform(-bound, bound, rng);
        };
    }

    /** Normal with standard deviation gain / √fan (He 2015). */
    public static Initializer kaimingNormal(double gain, Fans.Mode mode) {
        return (tensor, rng) -> tensor.fillNormal(0, kaiming(Fans.of(tensor.shape()), gain, mode), rng);
    }

    /**
     * What PyTorch gives the weights of linear and convolution layers: uniform within ±1/√in.
     *
     * <p>PyTorch writes it as Kaiming's with a slope of √5, but it is neither Kaiming's nor Xavier's: through ReLU, each layer
     * multiplies the second moment by 1/6.
     */
    public static Initializer pytorchDefault() {
        return kaimingUniform(Gain.leakyRelu(Math.sqrt(5)), Fans.Mode.IN);
    }

    /**
     * What PyTorch gives the biases of linear and convolution layers: uniform within ±1/√in, not 0.
     *
     * @param fanIn the {@link Fans#in} of the layer's weight
     */
    public static Initializer pytorchDefaultBias(long fanIn) {
        InputException.require(fanIn > 0, () -> "A fan must be positive, but is " + fanIn + ".");
        double bound = 1 / Math.sqrt((double) fanIn);
        return uniform(-bound, bound);
    }

    private static double xavier(Fans fans, double gain) {
        return gain * Math.sqrt(2 / ((double) fans.in() + fans.out()));
    }

    private static double kaiming(Fans fans, double gain, Fans.Mode mode) {
        return gain / Math.sqrt((double) fans.by(mode));
    }
}
