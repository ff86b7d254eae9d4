package ai.vivace.learn;

import ai.vivace.base.InputException;
import ai.vivace.tensor.Tensor;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/**
 * Steps only when gradients of a number of items have added up, as if batches were that large.
 *
 * <p>Each batch's loss counts by its share of the items, so that the step is that of the mean over all of them whatever the
 * batches' sizes. As in fastai it counts items, not batches; what is left at the end of an epoch goes into the next.
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
    public Signal beforeStep(BatchContext batch) {
        gathered += batch.size();
        if (gathered < items) {
            return Signal.SKIP_BATCH;
        }
        gathered = 0;
        return Signal.CONTINUE;
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
