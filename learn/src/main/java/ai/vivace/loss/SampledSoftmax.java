package ai.vivace.loss;

import ai.vivace.base.InputException;
import ai.vivace.base.Rng;
import ai.vivace.tensor.DType;
import ai.vivace.tensor.Functional;
import ai.vivace.tensor.Shape;
import ai.vivace.tensor.Tensor;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Sampled softmax (Bengio and Senécal 2008; Jean 2015) for training a linear head over very many classes: each row's class competes with
 * a few classes that are drawn once for all rows, and logits are lowered by the log of how often a class is expected among them. For
 * training only: as fewer classes compete, the loss is lower than the full one, with which models are judged ({@link CrossEntropy}, or
 * {@link ChunkedCrossEntropy}).
 *
 * <p>As TensorFlow's {@code sampled_softmax_loss}: classes are drawn without repetition, and a drawn class that is a row's own does not
 * compete with itself.
 *
 * @param samples how many classes are drawn, at least 1 and at most as many as there are
 * @param draw how likely each class is drawn
 */
public record SampledSoftmax(int samples, Draw draw) {
    /** How likely each class is drawn. */
    public enum Draw {
        /** All alike. */
        UNIFORM {
            @Override
            long next(long classes, Rng rng) {
                return (long) (rng.nextDouble() * classes);
            }

            @Override
            double probability(long number, long classes) {
                return 1.0 / classes;
            }
        },
        /** (log(k + 2) - log(k + 1)) / log(classes + 1): for classes that are sorted by how frequent they are, as words of a text. */
        LOG_UNIFORM {
            @Override
            long next(long classes, Rng rng) {
                long drawn = (long) Math.exp(rng.nextDouble() * Math.log(classes + 1.0)) - 1;
                return Math.min(drawn, classes - 1);
            }

            @Override
            double probability(long number, long classes) {
                return Math.log1p(1 / (number + 1.0)) / Math.log(classes + 1.0);
            }
        };

        abstract long next(long classes, Rng rng);

        abstract double probability(long number, long classes);
    }

    public SampledSoftmax {
        int given = samples;
        InputException.require(samples >= 1, () -> "At least 1 class must be drawn, but came " + given + ".");
    }

    /** Draws by log-uniform probabilities, for classes that are sorted by how frequent they are. */
    public static SampledSoftmax of(int samples) {
        return new SampledSoftmax(samples, Draw.LOG_UNIFORM);
    }

    /**
     * The mean loss of rows.
     *
     * @param hidden [rows, width]
     * @param weight [classes, width]
     * @param bias [classes], or null
     * @param target int64 class numbers [rows]
     * @param rng where the classes come from: another stream for each batch
     * @throws InputException when shapes do not fit, a class is out of range, or there are fewer classes than are to be drawn
     */
    public Tensor mean(Tensor hidden, Tensor weight, @Nullable Tensor bias, Tensor target, Rng rng) {
        InputException.require(
                hidden.rank() == 2
                        && weight.rank() == 2
                        && target.rank() == 1
                        && target.dtype() == DType.INT64
                        && hidden.size(1) == weight.size(1)
                        && hidden.size(0) == target.size(0),
                () ->
                        "Sampled softmax takes [rows, width], a weight [classes, width] and int64 class numbers [rows], but"
                                + " came " + hidden.shape() + ", " + weight.shape() + " and " + target.dtype() + " "
                                + target.shape() + ".");
        long classes = weight.size(0);
        InputException.require(
                samples <= classes,
                () -> "Of " + classes + " classes " + samples + " cannot be drawn; take CrossEntropy.");
        requireInRange(target.toLongs(), classes);
        Set<Long> drawn = new LinkedHashSet<>();
        long tries = 0;
        while (drawn.size() < samples) {
            drawn.add(draw.next(classes, rng));
            tries++;
        }
        long[] others = drawn.stream().mapToLong(Long::longValue).toArray();
        Tensor rivals = rivals(hidden, weight, bias, target, others, tries);
        Tensor own = hidden.mul(weight.indexSelect(0, target)).sum(1);
        Tensor right = (bias == null ? own : own.add(bias.indexSelect(0, target)))
                .sub(expected(target.toLongs(), classes, tries, hidden));
        Tensor all = Tensor.cat(List.of(right.unsqueeze(1), rivals), 1);
        Tensor first = Tensor.zeros(Shape.of(hidden.size(0)), DType.INT64).to(hidden.device());
        return Functional.meanCrossEntropy(all, first, null, CrossEntropy.IGNORED, 0);
    }

    private static void requireInRange(long[] numbers, long classes) {
        for (int i = 0; i < numbers.length; i++) {
            int row = i;
            InputException.require(
                    numbers[i] >= 0 && numbers[i] < classes,
                    () -> "Sampled softmax: row " + row + " has the target " + numbers[row]
                            + ", but the classes are 0 to " + (classes - 1) + ". Leave out rows that do not count.");
        }
    }

    /** The corrected logits of what was drawn, [rows, samples]; -∞ where it is the row's own class. */
    private Tensor rivals(
            Tensor hidden, Tensor weight, @Nullable Tensor bias, Tensor target, long[] others, long tries) {
        Tensor index = Tensor.ofLongs(others).to(hidden.device());
        Tensor logits = Functional.linear(
                hidden, weight.indexSelect(0, index), bias == null ? null : bias.indexSelect(0, index));
        Tensor itself = target.unsqueeze(1).eq(index.unsqueeze(0));
        return logits.sub(expected(others, weight.size(0), tries, hidden)).maskedFill(itself, Double.NEGATIVE_INFINITY);
    }

    /** The log of how often each class is expected among what was drawn in so many tries. */
    private Tensor expected(long[] numbers, long classes, long tries, Tensor like) {
        double[] logs = new double[numbers.length];
        for (int i = 0; i < numbers.length; i++) {
            logs[i] = Math.log(-Math.expm1(tries * Math.log1p(-draw.probability(numbers[i], classes))));
        }
        return Tensor.of(logs, Shape.of(logs.length)).to(like.dtype()).to(like.device());
    }
}
