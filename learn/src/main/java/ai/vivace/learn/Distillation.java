package ai.vivace.learn;

import ai.vivace.base.InputException;
import ai.vivace.data.Task;
import ai.vivace.nn.UnaryLayer;
import ai.vivace.tensor.Autograd;
import ai.vivace.tensor.Tensor;
import ai.vivace.tensor.TensorException;

/**
 * Knowledge distillation (Hinton 2015): trains a model to give the probabilities of a teacher too: (1 - share) · loss + share · T² ·
 * KL(softmax(teacher / T) ‖ softmax(model / T)).
 *
 * <p>The teacher sees what the model sees, as in use and without gradients. It stays with whoever made it, who closes it; it must be
 * on the learner's device.
 */
public final class Distillation implements Callback {
    private final UnaryLayer teacher;
    private final double temperature;
    private final double share;

    private Distillation(UnaryLayer teacher, double temperature, double share) {
        InputException.require(
                temperature > 0 && Double.isFinite(temperature),
                () -> "A temperature must be above 0, but is " + temperature + ".");
        InputException.require(
                share >= 0 && share <= 1, () -> "The teacher's share must be 0 to 1, but is " + share + ".");
        this.teacher = teacher;
        this.temperature = temperature;
        this.share = share;
    }

    /** From a model that gives logits of the same classes; at temperature 4, half of the objective. */
    public static Distillation from(UnaryLayer teacher) {
        return new Distillation(teacher, 4, 0.5);
    }

    /** At another temperature, above 0: the higher, the more small probabilities count; 1 to 20 are usual. */
    public Distillation temperature(double other) {
        return new Distillation(teacher, other, share);
    }

    /** With another share of the teacher in the objective, 0 to 1; 0.5 to 0.9 are usual. */
    public Distillation share(double other) {
        return new Distillation(teacher, temperature, other);
    }

    @Override
    public Phase phase() {
        return Phase.OBJECTIVE;
    }

    @Override
    public void beforeFit(FitContext fit) {
        requireClasses("Distillation", fit);
    }

    @Override
    public Signal afterLoss(BatchContext batch) {
        Tensor answers = teacher.evaluating(() -> Autograd.off(() -> Inference.full(teacher.apply(batch.input()))));
        Tensor output = batch.output();
        if (!answers.shape().equals(output.shape())) {
            throw new TensorException("distillation: the teacher gives " + answers.shape() + ", but the model "
                    + output.shape() + "; both must have the same classes");
        }
        Tensor divergence = ClassDivergence.mean(answers.div(temperature), output.div(temperature));
        batch.objective(batch.objective().mul(1 - share).add(divergence.mul(share * temperature * temperature)));
        return Signal.CONTINUE;
    }

    static void requireClasses(String what, FitContext fit) {
        InputException.require(
                fit.learner().data().task() instanceof Task.Classification,
                () -> what + " compares probabilities of classes, but this learner predicts numbers.");
    }
}
