package ai.vivace.loss;

import ai.vivace.base.InputException;
import ai.vivace.tensor.Autograd;
import ai.vivace.tensor.DType;
import ai.vivace.tensor.Functional;
import ai.vivace.tensor.Scope;
import ai.vivace.tensor.Tensor;
import ai.vivace.tensor.TensorException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Cross-entropy of a linear head over many classes, a language model's, in parts: the logits [rows, classes] never exist as a whole, nor
 * do their gradients. Equal to {@link CrossEntropy} of {@code hidden·weightᵀ + bias}, gradients included.
 *
 * <p>Where there is more than one part, the gradients are computed together with the loss, part by part, and kept until the backward pass: as
 * much memory as the hidden states and the weight. They cannot be differentiated once more.
 *
 * @param rows how many rows a part has, at least 1; default 256. Each part has about 3 · rows · classes numbers
 * @param ignored the class number that does not count; default {@link CrossEntropy#IGNORED}
 */
public record ChunkedCrossEntropy(int rows, long ignored) {
    /** Numbers in a part where its rows follow from the classes: 8 MiB of float32, what a processor's cache holds. */
    private static final long PART = 1 << 21;

    private static final int LEAST_ROWS = 64;
    private static final int MOST_ROWS = 1 << 16;

    public ChunkedCrossEntropy {
        int given = rows;
        InputException.require(rows >= 1, () -> "A part has at least 1 row, but came " + given + ".");
    }

    /** In parts of 256 rows. */
    public static ChunkedCrossEntropy standard() {
        return new ChunkedCrossEntropy(256, CrossEntropy.IGNORED);
    }

    /** In parts of about two million logits, so many rows as that is with a number of classes, at least 64. */
    public static ChunkedCrossEntropy ofClasses(long classes) {
        return standard().rows((int) Math.max(LEAST_ROWS, Math.min(MOST_ROWS, PART / Math.max(1, classes))));
    }

    /** The same in parts of another number of rows. */
    public ChunkedCrossEntropy rows(int newRows) {
        return new ChunkedCrossEntropy(newRows, ignored);
    }

    /** The same without targets of another number: that of padding, say. */
    public ChunkedCrossEntropy ignoring(long number) {
        return new ChunkedCrossEntropy(rows, number);
    }

    /**
     * The mean over rows that are not ignored; 0 when all are.
     *
     * @param hidden [N, …, width]
     * @param weight [classes, width]; an embedding's, where input and output share it
     * @param bias [classes], or null
     * @param target int64 class numbers [N, …]
     * @throws InputException when shapes do not fit or a class is out of range; it names the row
     */
    public Tensor mean(Tensor hidden, Tensor weight, @Nullable Tensor bias, Tensor target) {
        requireFit(hidden, weight, target);
        Tensor all = hidden.flatten(0, -2);
        Tensor targets = target.reshape(-1);
        try {
            return all.size(0) <= rows
                    ? whole(all, weight, bias, targets)
                    : new Parts(all, weight, bias, targets).mean();
        } catch (TensorException e) {
            String problem = ClassTargets.outOfRange(targets, weight.size(0), ignored);
            throw problem == null ? e : new InputException("Chunked cross-entropy: " + problem, e);
        }
    }

    /** What fits into one part is left to the engine, which then has no gradients to keep apart. */
    private Tensor whole(Tensor hidden, Tensor weight, @Nullable Tensor bias, Tensor target) {
        return CrossEntropy.standard().ignoring(ignored).mean(Functional.linear(hidden, weight, bias), target);
    }

    private static void requireFit(Tensor hidden, Tensor weight, Tensor target) {
        InputException.require(
                hidden.rank() >= 2
                        && weight.rank() == 2
                        && hidden.size(-1) == weight.size(1)
                        && target.dtype() == DType.INT64
                        && target.elements() * hidden.size(-1) == hidden.elements(),
                () -> "Chunked cross-entropy takes [N, …, width], a weight [classes, width] and int64 class numbers"
                        + " [N, …], but came " + hidden.shape() + ", " + weight.shape() + " and " + target.dtype() + " "
                        + target.shape() + ".");
    }

    /** The sum of the parts' losses, with the gradients that are wanted. */
    private final class Parts {
        private final Tensor hidden;
        private final Tensor weight;
        private final @Nullable Tensor bias;
        private final Tensor target;
        private final Tensor total;
        private final @Nullable Tensor hiddenGradient;
        private final @Nullable Tensor weightGradient;
        private final @Nullable Tensor biasGradient;
        private final boolean recorded;

        Parts(Tensor hidden, Tensor weight, @Nullable Tensor bias, Tensor target) {
            this.hidden = hidden;
            this.weight = weight;
            this.bias = bias;
            this.target = target;
            total = Tensor.scalar(0).to(hidden.dtype()).to(hidden.device());
            hiddenGradient = wantedOf(hidden);
            weightGradient = wantedOf(weight);
            biasGradient = wantedOf(bias);
            recorded = hiddenGradient != null || weightGradient != null || biasGradient != null;
        }

        private static @Nullable Tensor wantedOf(@Nullable Tensor input) {
            return input != null && Autograd.isOn() && input.requiresGrad()
                    ? input.detach().zerosLike()
                    : null;
        }

        Tensor mean() {
            for (long start = 0; start < hidden.size(0); start += rows) {
                try (Scope scope = Scope.open()) {
                    part(start, Math.min(rows, hidden.size(0) - start));
                }
            }
            Tensor counted =
                    target.ne((double) ignored).sum().to(hidden.dtype()).clamp(1, Double.POSITIVE_INFINITY);
            Tensor value = total.div(counted);
            if (!recorded) {
                return value;
            }
            Tensor slope = along(hidden, hiddenGradient)
                    .add(along(weight, weightGradient))
                    .add(along(bias, biasGradient))
                    .div(counted);
            // The line through the known gradients, of which nothing but the slope is left.
            return value.add(slope.sub(slope.detach()));
        }

        private Tensor along(@Nullable Tensor input, @Nullable Tensor gradient) {
            return input == null || gradient == null
                    ? total.zerosLike()
                    : input.reshape(-1).matmul(gradient.reshape(-1));
        }

        private void part(long start, long length) {
            Tensor own = hidden.detach().narrow(0, start, length);
            Tensor logits = Functional.linear(own, weight.detach(), bias == null ? null : bias.detach());
            Tensor leaf = recorded ? logits.requiresGrad(true) : logits;
            Tensor loss = Functional.crossEntropy(leaf, target.narrow(0, start, length), null, ignored, 0)
                    .sum();
            Autograd.off(() -> {
                total.addInPlace(loss.detach());
            });
            if (recorded) {
                Tensor gradient = Autograd.gradients(loss, List.of(leaf), Autograd.Differentiable.NO)
                        .get(0);
                Autograd.off(() -> add(start, own, gradient));
            }
        }

        private void add(long start, Tensor own, Tensor gradient) {
            if (hiddenGradient != null) {
                hiddenGradient.narrow(0, start, own.size(0)).copyFrom(gradient.matmul(weight));
            }
            if (weightGradient != null) {
                weightGradient.addMatmulInPlace(gradient.transpose(0, 1), own);
            }
            if (biasGradient != null) {
                biasGradient.addInPlace(gradient.sum(0));
            }
        }
    }
}
