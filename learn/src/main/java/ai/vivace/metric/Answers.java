package ai.vivace.metric;

import ai.vivace.base.InputException;
import ai.vivace.tensor.DType;
import ai.vivace.tensor.Tensor;
import java.util.List;

/** What raw outputs answer, and the targets in the same shape. */
final class Answers {
    private Answers() {}

    /** The number of classes: one output stands for two. */
    static int classes(Tensor output) {
        return isSingle(output) ? 2 : Math.toIntExact(output.size(1));
    }

    /** The likeliest class of each item; a single output is a logit of class 1. */
    static Tensor predicted(Tensor output) {
        return isSingle(output) ? single(output).gt(0).to(DType.INT64) : output.argmax(1);
    }

    static boolean isSingle(Tensor output) {
        return output.rank() == 1 || output.size(1) == 1;
    }

    static Tensor single(Tensor output) {
        return output.rank() == 1 ? output : output.squeeze(1);
    }

    /** Outputs [N, classes, d…] as [N, d…, classes], of two classes where there is a single output. */
    static Tensor classesLast(Tensor output) {
        if (isSingle(output)) {
            Tensor logit = single(output);
            return Tensor.stack(List.of(logit.zerosLike(), logit), -1);
        }
        return output.rank() > 2 ? output.flatten(2, -1).transpose(1, 2) : output;
    }

    /** The targets in the answers' shape; never broadcast, which would compare everything with everything. */
    static Tensor targets(Tensor answers, Tensor target) {
        InputException.require(
                answers.elements() == target.elements(),
                () -> "Answers of shape " + answers.shape() + " need as many targets, but came " + target.shape()
                        + ".");
        return answers.rank() == target.rank()
                ? target
                : target.reshape(answers.shape().toArray());
    }
}
