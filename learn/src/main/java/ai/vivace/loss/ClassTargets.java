package ai.vivace.loss;

import ai.vivace.tensor.DType;
import ai.vivace.tensor.Shape;
import ai.vivace.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/** Finds out, once the engine has refused them, what is wrong with the targets of a classification. */
final class ClassTargets {
    private ClassTargets() {}

    /** The problem in whole sentences, or null when the targets are fine. */
    static @Nullable String problem(Tensor output, Tensor target, long ignored) {
        Shape logits = output.shape();
        Shape given = target.shape();
        if (logits.rank() < 2) {
            return "the outputs must be [N, classes] or [N, classes, …], but have shape " + logits + ".";
        }
        if (target.dtype().isFloating()) {
            return given.equals(logits)
                    ? null
                    : "targets of type " + target.dtype() + " are probabilities and must have the outputs' shape "
                            + logits + ", but have " + given + "; class numbers are int64.";
        }
        if (target.dtype() != DType.INT64) {
            return "class numbers must be int64, but the targets are " + target.dtype() + ".";
        }
        Shape wanted = withoutClasses(logits);
        if (!given.equals(wanted)) {
            return "outputs of shape " + logits + " need targets of shape " + wanted + ", but came " + given + ".";
        }
        return outOfRange(target, logits.size(1), ignored);
    }

    /** The first class number that is none, in words. */
    static @Nullable String outOfRange(Tensor target, long classes, long ignored) {
        long[] numbers = target.toLongs();
        long perRow = target.rank() == 0 ? 1 : numbers.length / Math.max(1, target.size(0));
        for (int i = 0; i < numbers.length; i++) {
            if ((numbers[i] < 0 || numbers[i] >= classes) && numbers[i] != ignored) {
                return "row " + i / perRow + " has the target " + numbers[i] + ", but the model has " + classes
                        + " outputs, so targets are 0 to " + (classes - 1) + " (or " + ignored
                        + " to be ignored). Does the model have an output for each class?";
            }
        }
        return null;
    }

    private static Shape withoutClasses(Shape logits) {
        long[] sizes = new long[logits.rank() - 1];
        sizes[0] = logits.size(0);
        for (int i = 1; i < sizes.length; i++) {
            sizes[i] = logits.size(i + 1);
        }
        return Shape.of(sizes);
    }
}
