package ai.vivace.learn;

import ai.vivace.data.Batch;
import ai.vivace.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/** One training batch on its way through the loop. */
public final class BatchContext {
    private final FitContext fit;
    private final Batch batch;
    private Tensor input;
    private Tensor target;
    private @Nullable Tensor output;
    private @Nullable Tensor objective;
    private double loss = Double.NaN;

    BatchContext(FitContext fit, Batch batch) {
        this.fit = fit;
        this.batch = batch;
        this.input = batch.input();
        this.target = batch.target();
    }

    /** The fit this batch is part of. */
    public FitContext fit() {
        return fit;
    }

    /** The batch as the loader gave it. */
    public Batch batch() {
        return batch;
    }

    /** The number of items. */
    public int size() {
        return batch.size();
    }

    /** What the model sees. */
    public Tensor input() {
        return input;
    }

    /** Changes what the model sees, in {@link Callback#beforeBatch}. */
    public void input(Tensor changed) {
        input = changed;
    }

    /** What the loss compares with. */
    public Tensor target() {
        return target;
    }

    /** Changes what the loss compares with, up to {@link Callback#afterOutput}. */
    public void target(Tensor changed) {
        target = changed;
    }

    /** The model's raw output; known from {@link Callback#afterOutput} on. */
    public Tensor output() {
        if (output == null) {
            throw new IllegalStateException("The model has not answered yet: output() is there from afterOutput on.");
        }
        return output;
    }

    /** Changes what the loss judges, in {@link Callback#afterOutput}. */
    public void output(Tensor changed) {
        output = changed;
    }

    /** The batch's mean loss as it is recorded; known from {@link Callback#afterLoss} on, NaN before. */
    public double loss() {
        return loss;
    }

    void loss(double value) {
        loss = value;
    }

    /** What gradients are taken of: the loss, unless a callback scaled it or added a penalty. */
    public Tensor objective() {
        if (objective == null) {
            throw new IllegalStateException("The loss is not known yet: objective() is there from afterLoss on.");
        }
        return objective;
    }

    /** Changes what gradients are taken of, a scalar, in {@link Callback#afterLoss}; the recorded loss stays. */
    public void objective(Tensor changed) {
        objective = changed;
    }
}
