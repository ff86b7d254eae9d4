package ai.vivace.loss;

import ai.vivace.base.InputException;
import ai.vivace.tensor.Tensor;

/**
 * What a student learns from a teacher's logits (Hinton 2015): T²·KL(softmax(teacher / T) ‖ softmax(student / T)). The factor T²
 * keeps gradients of one size whatever the temperature.
 *
 * <p>Outputs are the student's logits, targets the teacher's, both [N, classes] or [N, classes, d…]. Nothing flows back into the
 * teacher.
 *
 * @param temperature above 0; 2 to 5 show what the teacher thinks of the classes that it does not answer
 */
public record DistillationLoss(double temperature) implements Loss {
    public DistillationLoss {
        double given = temperature;
        InputException.require(
                given > 0 && Double.isFinite(given), () -> "A temperature must be above 0, but is " + given + ".");
    }

    @Override
    public Tensor mean(Tensor output, Tensor target) {
        return each(output, target).mean();
    }

    @Override
    public Tensor each(Tensor output, Tensor target) {
        Tensor soft = target.detach().to(output.dtype()).div(temperature).softmax(1);
        return KullbackLeibler.perDistribution()
                .each(output.div(temperature), soft)
                .mul(temperature * temperature);
    }

    /** Probabilities at temperature 1. */
    @Override
    public Tensor activate(Tensor output) {
        return output.softmax(1);
    }

    /** The number of the likeliest class. */
    @Override
    public Tensor decode(Tensor output) {
        return output.argmax(1);
    }
}
