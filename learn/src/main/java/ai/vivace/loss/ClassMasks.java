package ai.vivace.loss;

import ai.vivace.base.InputException;
import ai.vivace.tensor.DType;
import ai.vivace.tensor.Tensor;
import ai.vivace.tensor.TensorException;
import org.jspecify.annotations.Nullable;

/**
 * Outputs [N, classes, d…] and class numbers [N, d…] as a mask for each class.
 *
 * @param probabilities [N, classes, places]
 * @param truth 1 where the class is right, 0 elsewhere and where ignored, [N, classes, places]
 * @param ignored which places do not count, [N, 1, places]
 */
record ClassMasks(Tensor probabilities, Tensor truth, Tensor ignored) {
    static ClassMasks of(String loss, Tensor output, Tensor target, long without) {
        if (output.rank() < 3 || target.dtype() != DType.INT64) {
            throw unfit(loss, output, target, without, null);
        }
        try {
            Tensor numbers = target.flatten(1, -1);
            Tensor logits = output.flatten(2, -1);
            InputException.require(
                    target.rank() == output.rank() - 1
                            && numbers.size(0) == logits.size(0)
                            && numbers.size(1) == logits.size(2),
                    () -> loss + ": outputs of shape " + output.shape()
                            + " need class numbers of that shape without dimension 1, but came " + target.shape()
                            + ".");
            Tensor ignored = numbers.eq((double) without).unsqueeze(1);
            Tensor truth = numbers.maskedFill(ignored.squeeze(1), 0)
                    .oneHot((int) output.size(1))
                    .transpose(1, 2)
                    .to(output.dtype())
                    .maskedFill(ignored, 0);
            return new ClassMasks(logits.softmax(1), truth, ignored);
        } catch (TensorException e) {
            throw unfit(loss, output, target, without, e);
        }
    }

    private static InputException unfit(
            String loss, Tensor output, Tensor target, long without, @Nullable TensorException cause) {
        String problem = output.rank() < 3
                ? "outputs must be [N, classes, places…], but have shape " + output.shape() + "."
                : ClassTargets.problem(output, target, without);
        String text = loss + ": "
                + (problem == null ? "targets must be class numbers, int64, but are " + target.dtype() + "." : problem);
        return cause == null ? new InputException(text) : new InputException(text, cause);
    }
}
