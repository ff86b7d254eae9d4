package ai.vivace.loss;

import ai.vivace.base.InputException;
import ai.vivace.tensor.DType;
import ai.vivace.tensor.Functional;
import ai.vivace.tensor.Tensor;

/**
 * Focal loss of logits, for independent yes-or-no answers (Lin 2017): α_t·(1 - p_t)^γ times {@link BinaryCrossEntropy}, where p_t is
 * the probability given to what is right and α_t is α for yes and 1 - α for no.
 *
 * <p>Outputs are logits of any shape; targets are 0 to 1 in the same shape. The mean is over all elements; detectors, whose answers
 * are nearly all no, divide the sum by the number of yes instead (the paper, section 3.2).
 *
 * @param alpha the weight of yes, 0 to 1; 0.25 in the paper
 * @param gamma 0 or more; 2 in the paper
 */
public record BinaryFocal(double alpha, double gamma) implements ElementwiseLoss {
    public BinaryFocal {
        double given = alpha;
        InputException.require(
                given >= 0 && given <= 1, () -> "Focal's alpha must be within 0 and 1, but is " + given + ".");
        Focal.checked(gamma);
    }

    /** With the paper's α of 0.25 and γ of 2. */
    public static BinaryFocal standard() {
        return new BinaryFocal(0.25, 2);
    }

    @Override
    public Tensor elements(Tensor output, Tensor target) {
        Tensor yes = output.sigmoid();
        Tensor right = yes.mul(target).add(yes.neg().add(1).mul(target.neg().add(1)));
        Tensor weight = target.mul(2 * alpha - 1).add(1 - alpha);
        return Functional.binaryCrossEntropyWithLogits(output, target, null, null)
                .mul(Focal.focus(right, gamma))
                .mul(weight);
    }

    /** The probability of yes. */
    @Override
    public Tensor activate(Tensor output) {
        return output.sigmoid();
    }

    /** 1 where yes is likelier than no, else 0; int64. */
    @Override
    public Tensor decode(Tensor output) {
        return output.gt(0).to(DType.INT64);
    }
}
