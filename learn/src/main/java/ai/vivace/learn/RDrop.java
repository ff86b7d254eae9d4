package ai.vivace.learn;

import ai.vivace.base.InputException;
import ai.vivace.tensor.Tensor;

/**
 * R-Drop (Liang 2021): looks at each batch twice, with different dropout, and asks for equal answers: (loss₁ + loss₂) / 2 + α · (KL(p₁
 * ‖ p₂) + KL(p₂ ‖ p₁)) / 2. For classification by models with dropout; without it the looks are equal and nothing changes.
 *
 * <p>Batch norm's running statistics count the batch once. The recorded loss is that of the first look.
 */
public final class RDrop implements Callback {
    private final double weight;

    private RDrop(double weight) {
        InputException.require(
                weight >= 0 && Double.isFinite(weight),
                () -> "The weight of the divergence must be 0 or more, but is " + weight + ".");
        this.weight = weight;
    }

    /**
     * With a weight of the divergence.
     *
     * @param weight the paper's α; 0 or more; 1 to 5 are usual
     */
    public static RDrop of(double weight) {
        return new RDrop(weight);
    }

    @Override
    public Phase phase() {
        return Phase.OBJECTIVE;
    }

    @Override
    public void beforeFit(FitContext fit) {
        Distillation.requireClasses("R-Drop", fit);
    }

    @Override
    public Signal afterLoss(BatchContext batch) {
        Tensor first = batch.output();
        Tensor second = batch.outputAgain(Draws.OTHER);
        Tensor divergence = ClassDivergence.mean(first, second).add(ClassDivergence.mean(second, first));
        Tensor change = batch.criterion()
                .mean(second, batch.target())
                .sub(batch.criterion().mean(first, batch.target()));
        batch.objective(batch.objective().add(change.div(2)).add(divergence.mul(weight / 2)));
        return Signal.CONTINUE;
    }
}
