package ai.vivace.learn;

import ai.vivace.base.InputException;
import ai.vivace.nn.Parameter;
import ai.vivace.tensor.Autograd;
import ai.vivace.tensor.Scope;
import ai.vivace.tensor.Tensor;
import ai.vivace.tensor.TensorList;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/**
 * Steps only when gradients of a number of items have added up, as if batches were that large.
 *
 * <p>Each batch's loss counts by its size, so that the step is that of the mean over all items gathered, whatever the batches'
 * sizes; fastai divides by the number asked for, and so takes larger steps where more have come. As in fastai it counts items, not
 * batches; what is left at the end of an epoch goes into the next, what is left at the end of the fit is dropped. Batch norm still
 * sees the batches one by one. A loss that counts items differently, by class weights say, is averaged over batches as if not.
 */
public final class GradientAccumulation implements Callback, Resumable {
    private final int items;
    private int gathered;

    private GradientAccumulation(int items) {
        InputException.require(items >= 1, () -> "Accumulation needs at least one item, but came " + items + ".");
        this.items = items;
    }

    /** Steps whenever at least this many items have been seen since the last step. */
    public static GradientAccumulation items(int items) {
        return new GradientAccumulation(items);
    }

    @Override
    public Phase phase() {
        return Phase.GRADIENT;
    }

    @Override
    public void beforeFit(FitContext fit) {
        gathered = 0;
    }

    @Override
    public Signal afterLoss(BatchContext batch) {
        batch.objective(batch.objective().mul((double) batch.size() / items));
        return Signal.CONTINUE;
    }

    @Override
    public Signal afterGradients(BatchContext batch) {
        gathered += batch.size();
        if (gathered < items) {
            return Signal.SKIP_BATCH;
        }
        if (gathered > items) {
            scaleGradients(batch.fit().learner(), (double) items / gathered);
        }
        gathered = 0;
        return Signal.CONTINUE;
    }

    private static void scaleGradients(Learner learner, double factor) {
        Autograd.off(() -> {
            try (Scope scope = Scope.open()) {
                TensorList.gradients(learner.model().parameters().values().stream()
                                .distinct()
                                .map(Parameter::value)
                                .filter(Tensor::hasGrad)
                                .toList())
                        .mulInPlace(factor);
            }
        });
    }

    @Override
    public String stateName() {
        return "gradientAccumulation";
    }

    @Override
    public void save(ObjectNode facts, Map<String, Tensor> tensors) {
        facts.put("gathered", gathered);
    }

    @Override
    public void restore(ObjectNode facts, Map<String, Tensor> tensors) {
        gathered = facts.path("gathered").asInt();
    }
}
