package ai.vivace.nn;

import static java.util.Map.entry;

import ai.vivace.base.InputException;
import ai.vivace.init.Initializer;
import ai.vivace.init.Initializers;
import ai.vivace.tensor.DType;
import ai.vivace.tensor.Functional;
import ai.vivace.tensor.Shape;
import ai.vivace.tensor.Tensor;
import ai.vivace.tensor.TensorException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Batch normalisation (Ioffe and Szegedy 2015) of each channel, dimension 1.
 *
 * <p>In training by the batch's mean and biased variance, moving the running mean and unbiased variance towards the batch's by
 * the momentum; otherwise by the running ones. The momentum is the batch's share, as in PyTorch; Keras counts the other way.
 *
 * <p>State: {@code weight} (1), {@code bias} (0), {@code running_mean} (0), {@code running_var} (1), each [channels], and {@code
 * num_batches_tracked} (0), an int64 scalar. fastai starts the bias of its blocks at 0.001; we, as PyTorch, at 0.
 */
public abstract sealed class BatchNorm extends UnaryLayer permits BatchNorm1d, BatchNorm2d {
    static final double EPSILON = 1e-5;
    static final double MOMENTUM = 0.1;

    private static final long NOT_CUMULATING = -1;
    private static final Tensor ONE = Tensor.of(new long[] {1}, Shape.of()).retain();

    private final long channels;
    private final double epsilon;
    private final double momentum;
    private final Parameter weight;
    private final Parameter bias;
    private long cumulated = NOT_CUMULATING;
    private boolean kept;
    private boolean fixed;

    BatchNorm(long channels, double epsilon, double momentum, Initializer factor) {
        InputException.require(
                channels > 0 && epsilon > 0 && Double.isFinite(epsilon) && momentum >= 0 && momentum <= 1,
                () -> "Batch normalisation needs channels and epsilon above 0 and momentum within 0 and 1, but came "
                        + channels + ", " + epsilon + " and " + momentum + ".");
        this.channels = channels;
        this.epsilon = epsilon;
        this.momentum = momentum;
        Shape shape = Shape.of(channels);
        weight = parameter("weight", shape, Parameter.Role.NORM, factor);
        bias = parameter("bias", shape, Parameter.Role.NORM, Initializers.zeros());
        buffer("running_mean", Tensor.zeros(shape));
        buffer("running_var", Tensor.ones(shape));
        buffer("num_batches_tracked", Tensor.zeros(Shape.of(), DType.INT64));
    }

    /** Whether inputs may have this many dimensions. */
    abstract boolean takesRank(int rank);

    /** What inputs look like, for messages. */
    abstract String takes();

    /**
     * Forgets the running statistics; from now on they are the plain mean over the training batches seen, until {@link
     * #endCumulativeStatistics}. For weights that the statistics were not gathered with, as after weight averaging.
     */
    public final void restartStatistics() {
        buffer("running_mean").fill(0);
        buffer("running_var").fill(1);
        buffer("num_batches_tracked").fill(0);
        cumulated = 0;
    }

    /** Goes back to moving the running statistics by the momentum. */
    public final void endCumulativeStatistics() {
        cumulated = NOT_CUMULATING;
    }

    /**
     * Runs something while batch norms of a model in training use their batches' statistics, but leave the running ones as they are:
     * for another look at a batch that has been counted.
     */
    public static <T> T keepingStatistics(Layer model, Supplier<T> body) {
        List<BatchNorm> kept = in(model).stream().filter(norm -> !norm.kept).toList();
        kept.forEach(norm -> norm.kept = true);
        try {
            return body.get();
        } finally {
            kept.forEach(norm -> norm.kept = false);
        }
    }

    /**
     * From now on a model's batch norms normalise by their running values in training too, and these stay as they are; weights and biases
     * train. For bodies that have seen many more items than they will, and for small batches.
     */
    public static void fixStatistics(Layer model) {
        in(model).forEach(norm -> norm.fixed = true);
    }

    /** The batch norms of a model, each once. */
    public static List<BatchNorm> in(Layer model) {
        Set<BatchNorm> norms = new LinkedHashSet<>();
        model.walk((path, layer) -> {
            if (layer instanceof BatchNorm norm) {
                norms.add(norm);
            }
        });
        return List.copyOf(norms);
    }

    /** Whether the running values stay as they are: see {@link #fixStatistics}. */
    public final boolean hasFixedStatistics() {
        return fixed;
    }

    final long channels() {
        return channels;
    }

    /** What it does in use, as the factor and the summand of each channel: γ / √(v + ε) and β - μ · γ / √(v + ε). */
    final List<Tensor> line() {
        Tensor scale = weight.value().div(buffer("running_var").add(epsilon).sqrt());
        return List.of(scale, bias.value().sub(buffer("running_mean").mul(scale)));
    }

    @Override
    protected final Tensor forward(Tensor input) {
        if (!takesRank(input.rank())) {
            throw new TensorException("the input must be " + takes() + ", but has shape " + input.shape());
        }
        boolean training = isTraining() && !fixed;
        double share = momentum;
        if (training) {
            if (input.elements() <= channels) {
                throw new TensorException(
                        "training needs more than one value for each channel, but the input has shape "
                                + input.shape()
                                + ". Use larger batches, leave out the last incomplete one, or switch the layer to eval()");
            }
            if (kept) {
                return Functional.batchNorm(input, weight.value(), bias.value(), null, null, true, share, epsilon);
            }
            buffer("num_batches_tracked").addInPlace(ONE);
            if (cumulated != NOT_CUMULATING) {
                cumulated++;
                share = 1.0 / cumulated;
            }
        }
        return Functional.batchNorm(
                input,
                weight.value(),
                bias.value(),
                buffer("running_mean"),
                buffer("running_var"),
                training,
                share,
                epsilon);
    }

    @Override
    public final Map<String, Object> settings() {
        return Settings.ordered(entry("channels", channels), entry("epsilon", epsilon), entry("momentum", momentum));
    }
}
