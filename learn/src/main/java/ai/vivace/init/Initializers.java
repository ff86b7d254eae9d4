package ai.vivace.init;

import ai.vivace.base.InputException;
import ai.vivace.base.Rng;
import ai.vivace.tensor.DType;
import ai.vivace.tensor.LinearAlgebra;
import ai.vivace.tensor.Scope;
import ai.vivace.tensor.Shape;
import ai.vivace.tensor.Tensor;
import java.util.Arrays;
import java.util.function.ToDoubleFunction;

/**
 * The rules for starting values of any weight or bias. Those by fans take the weight's {@link Fans}; a {@link Gain} is for what
 * follows it.
 *
 * <p>Rules for some kinds of layers are in {@link Kernels}, {@link Recurrent}, {@link Embeddings}, {@link Transformers} and {@link
 * Siren}; normal numbers without their tails in {@link TruncatedNormal}.
 */
public final class Initializers {
    private Initializers() {}

    /** Computes the values of a tensor; on the CPU. */
    @FunctionalInterface
    interface Values {
        Tensor of(Shape shape, Rng rng);
    }

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
                low <= high && Double.isFinite(high - low),
                () -> "A uniform range needs finite bounds with low <= high, but came " + low + " and " + high + ".");
        return (tensor, rng) -> tensor.fillUniform(low, high, rng);
    }

    /** Normal with a mean and a standard deviation. */
    public static Initializer normal(double mean, double deviation) {
        InputException.require(
                Double.isFinite(mean) && deviation >= 0 && deviation < Double.POSITIVE_INFINITY,
                () -> "A normal rule needs a finite mean and a finite deviation of 0 or more, but came " + mean
                        + " and " + deviation + ".");
        return (tensor, rng) -> tensor.fillNormal(mean, deviation, rng);
    }

    /** Uniform with standard deviation 1 / √in (LeCun 1998): what keeps linear units and SELU at variance 1. */
    public static Initializer lecunUniform() {
        return kaimingUniform(Gain.LINEAR, Fans.Mode.IN);
    }

    /** Normal with standard deviation 1 / √in (LeCun 1998): what keeps linear units and SELU at variance 1. */
    public static Initializer lecunNormal() {
        return kaimingNormal(Gain.LINEAR, Fans.Mode.IN);
    }

    /** Uniform with standard deviation gain · √(2 / (in + out)) (Glorot and Bengio 2010). */
    public static Initializer xavierUniform(double gain) {
        return xavierUniform(gain, Fans::of);
    }

    /** As {@link #xavierUniform(double)}, by fans counted another way. */
    public static Initializer xavierUniform(double gain, Fans.Counting counting) {
        checkedGain(gain);
        return uniform(shape -> xavier(counting.of(shape), gain));
    }

    /** Normal with standard deviation gain · √(2 / (in + out)) (Glorot and Bengio 2010). */
    public static Initializer xavierNormal(double gain) {
        return xavierNormal(gain, Fans::of);
    }

    /** As {@link #xavierNormal(double)}, by fans counted another way. */
    public static Initializer xavierNormal(double gain, Fans.Counting counting) {
        checkedGain(gain);
        return normal(shape -> xavier(counting.of(shape), gain));
    }

    /** Uniform with standard deviation gain / √fan (He 2015). */
    public static Initializer kaimingUniform(double gain, Fans.Mode mode) {
        return kaimingUniform(gain, mode, Fans::of);
    }

    /** As {@link #kaimingUniform(double, Fans.Mode)}, by fans counted another way: those of a transposed convolution, say. */
    public static Initializer kaimingUniform(double gain, Fans.Mode mode, Fans.Counting counting) {
        checkedGain(gain);
        return uniform(shape -> kaiming(counting.of(shape), gain, mode));
    }

    /** Normal with standard deviation gain / √fan (He 2015). */
    public static Initializer kaimingNormal(double gain, Fans.Mode mode) {
        return kaimingNormal(gain, mode, Fans::of);
    }

    /** As {@link #kaimingNormal(double, Fans.Mode)}, by fans counted another way: those of a grouped convolution, say. */
    public static Initializer kaimingNormal(double gain, Fans.Mode mode, Fans.Counting counting) {
        checkedGain(gain);
        return normal(shape -> kaiming(counting.of(shape), gain, mode));
    }

    /**
     * A matrix whose rows, or whose columns where it has more rows than columns, are orthogonal and of length gain; drawn evenly from
     * all of those (Saxe 2013). Of a convolution, all but the first dimension count as columns.
     *
     * <p>The signs of the decomposition are corrected as in PyTorch; without that the draw would not be even (Haar).
     */
    public static Initializer orthogonal(double gain) {
        checkedGain(gain);
        return computed((shape, rng) -> {
            long rows = atLeastMatrix("An orthogonal weight", shape).size(0);
            return orthonormal(rows, shape.elements() / rows, rng).mul(gain).reshape(shape.toArray());
        });
    }

    /**
     * Normal with mean 0, and in each column the same number of zeros at random places (Martens 2010), as PyTorch's {@code sparse_}.
     *
     * @param sparsity the share of zeros in a column, rounded up to whole ones; 0 to 1
     * @param deviation of the others; 0.01 in PyTorch
     */
    public static Initializer sparse(double sparsity, double deviation) {
        InputException.require(
                sparsity >= 0 && sparsity <= 1, () -> "A sparsity is a share from 0 to 1, but came " + sparsity + ".");
        Initializer dense = normal(0, deviation);
        return computed((shape, rng) -> {
            int rows = Math.toIntExact(matrix("A sparse weight", shape).size(0));
            int columns = Math.toIntExact(shape.size(1));
            int zeros = (int) Math.ceil(sparsity * rows);
            float[] kept = new float[Math.multiplyExact(rows, columns)];
            Arrays.fill(kept, 1);
            for (int column = 0; column < columns; column++) {
                int[] order = rng.split("zeros").split(column).permutation(rows);
                for (int i = 0; i < zeros; i++) {
                    kept[order[i] * columns + column] = 0;
                }
            }
            Tensor drawn = Tensor.zeros(shape);
            dense.initialize(drawn, rng);
            return drawn.mul(Tensor.of(kept, shape));
        });
    }

    /** A gain on the diagonal of a matrix, which need not be square, and 0 elsewhere; with gain 1 PyTorch's {@code eye_}. */
    public static Initializer identity(double gain) {
        checkedGain(gain);
        return computed((shape, rng) -> {
            matrix("An identity", shape);
            long side = Math.max(shape.size(0), shape.size(1));
            return unitMatrix(side)
                    .narrow(0, 0, shape.size(0))
                    .narrow(1, 0, shape.size(1))
                    .mul(gain);
        });
    }

    /** By another rule, then multiplied by a factor. */
    public static Initializer scaled(Initializer rule, double factor) {
        return (tensor, rng) -> {
            rule.initialize(tensor, rng);
            tensor.mulInPlace(factor);
        };
    }

    /**
     * A bias that makes a sigmoid answer a probability at first: -log((1 - p) / p). With p = 0.01, as in RetinaNet (Lin 2017), the
     * loss of a rare class starts at 0.01005 instead of ln 2, and its many negatives do not swamp the first steps.
     *
     * @param probability above 0 and below 1
     */
    public static Initializer priorBias(double probability) {
        InputException.require(
                probability > 0 && probability < 1,
                () -> "A prior probability must be above 0 and below 1, but is " + probability + ".");
        return constant(-Math.log((1 - probability) / probability));
    }

    /**
     * A bias that makes a softmax answer the classes' shares at first: their logarithms. The loss then starts at the entropy of the
     * shares, which is what knowing nothing but them costs.
     *
     * @param shares of the classes, or how many items each has; all positive
     */
    public static Initializer logPriors(double... shares) {
        double[] logs = new double[shares.length];
        double total = Arrays.stream(shares).sum();
        for (int i = 0; i < shares.length; i++) {
            int number = i;
            InputException.require(
                    shares[i] > 0 && shares[i] < Double.POSITIVE_INFINITY,
                    () -> "A class's share must be positive, but that of class " + number + " is " + shares[number]
                            + ". Leave the class out, or add 1 to all counts.");
            logs[i] = Math.log(shares[i] / total);
        }
        return computed((shape, rng) -> {
            InputException.require(
                    shape.rank() == 1 && shape.size(0) == logs.length,
                    () -> "There are shares of " + logs.length + " classes, but the bias has shape " + shape + ".");
            return Tensor.of(logs, shape);
        });
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
        return pytorchDefaultBias((double) fanIn);
    }

    /** As {@link #pytorchDefaultBias(long)}, where a fan need not be whole. */
    public static Initializer pytorchDefaultBias(double fanIn) {
        InputException.require(fanIn > 0, () -> "A fan must be positive, but is " + fanIn + ".");
        double bound = 1 / Math.sqrt(fanIn);
        return uniform(-bound, bound);
    }

    static void checkedGain(double gain) {
        InputException.require(
                gain > 0 && gain < Double.POSITIVE_INFINITY,
                () -> "A gain must be finite and above 0, but is " + gain + ".");
    }

    private static double xavier(Fans fans, double gain) {
        return gain * Math.sqrt(2 / (fans.in() + fans.out()));
    }

    private static double kaiming(Fans fans, double gain, Fans.Mode mode) {
        return gain / Math.sqrt(fans.by(mode));
    }

    /** A rule whose values are computed and then copied; what the computation leaves is freed. */
    static Initializer computed(Values values) {
        return (tensor, rng) -> {
            try (Scope scope = Scope.open()) {
                tensor.copyFrom(values.of(tensor.shape(), rng));
            }
        };
    }

    /** A float64 matrix with orthonormal rows or, where it has more rows than columns, columns. */
    static Tensor orthonormal(long rows, long columns, Rng rng) {
        Shape tall = Shape.of(Math.max(rows, columns), Math.min(rows, columns));
        LinearAlgebra.Qr qr = LinearAlgebra.qr(Tensor.empty(tall, DType.FLOAT64).fillNormal(0, 1, rng));
        Tensor diagonal = qr.r().mul(unitMatrix(tall.size(1))).sum(0);
        Tensor signs = diagonal.ge(0).to(DType.FLOAT64).mul(2).sub(1);
        Tensor even = qr.q().mul(signs);
        return rows < columns ? even.transpose(0, 1) : even;
    }

    static Tensor unitMatrix(long side) {
        return Tensor.arange(side).oneHot(Math.toIntExact(side)).to(DType.FLOAT64);
    }

    static Shape matrix(String what, Shape shape) {
        InputException.require(
                shape.rank() == 2, () -> what + " must be a matrix [outputs, inputs], but has shape " + shape + ".");
        return shape;
    }

    private static Shape atLeastMatrix(String what, Shape shape) {
        InputException.require(
                shape.rank() >= 2 && shape.elements() > 0,
                () -> what + " needs at least two dimensions [outputs, inputs, …] and elements, but has shape " + shape
                        + ".");
        return shape;
    }

    private static Initializer normal(ToDoubleFunction<Shape> deviation) {
        return (tensor, rng) -> tensor.fillNormal(0, deviation.applyAsDouble(tensor.shape()), rng);
    }

    private static Initializer uniform(ToDoubleFunction<Shape> deviation) {
        return (tensor, rng) -> {
            double bound = Math.sqrt(3) * deviation.applyAsDouble(tensor.shape());
            tensor.fillUniform(-bound, bound, rng);
        };
    }
}
