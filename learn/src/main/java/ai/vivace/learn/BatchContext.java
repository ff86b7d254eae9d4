package ai.vivace.learn;

import ai.vivace.base.Rng;
import ai.vivace.data.Batch;
import ai.vivace.loss.Loss;
import ai.vivace.nn.BatchNorm;
import ai.vivace.tensor.Engine;
import ai.vivace.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
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
    private final Rng draws;
    private final List<UnaryOperator<Forward>> surroundings = new ArrayList<>(0);
    private Forward forward;
    private Loss criterion;

    /** How an input becomes an output. */
    @FunctionalInterface
    public interface Forward {
        Tensor of(Tensor input);
    }

    BatchContext(FitContext fit, Batch batch, Rng draws) {
        this.fit = fit;
        this.batch = batch;
        this.draws = draws;
        this.forward = fit.learner().model()::apply;
        this.criterion = fit.learner().loss();
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

    /** What compares outputs and targets of this batch: the learner's loss, unless a callback changed it. */
    public Loss criterion() {
        return criterion;
    }

    /** Changes what compares outputs and targets of this batch, up to {@link Callback#afterOutput}. */
    public void criterion(Loss changed) {
        criterion = changed;
    }

    /** Changes how the model is run on this batch, in {@link Callback#beforeBatch}; default: {@link ai.vivace.nn.UnaryLayer#apply}. */
    public void forward(Forward changed) {
        forward = changed;
    }

    /** Lets something happen around each run of the model on this batch, in {@link Callback#beforeBatch}: another precision, say. */
    public void around(UnaryOperator<Forward> surrounding) {
        surroundings.add(surrounding);
    }

    /**
     * The numbers of a name for this batch, for what callbacks draw: they depend on the learner's seed, the epoch, the batch and the
     * name alone, so that a resumed fit draws the same.
     */
    public Rng rng(String name) {
        return draws.split(name);
    }

    /** Runs the model on the batch's input. */
    Tensor run() {
        Forward whole = forward;
        for (UnaryOperator<Forward> surrounding : surroundings) {
            whole = surrounding.apply(whole);
        }
        return whole.of(input);
    }

    /**
     * What the model gives for the batch's input as it is now: for callbacks that look at a batch twice, at other weights or with
     * other dropout, from {@link Callback#afterOutput} on. Nothing is told of it; batch norm's running statistics stay as the first
     * look has left them. With {@link #output(Tensor)}, {@link #criterion()} and {@link #objective(Tensor)} the second look can take
     * the place of the first.
     */
    public Tensor outputAgain(Draws which) {
        if (which == Draws.SAME) {
            Engine.seed(draws);
        }
        return BatchNorm.keepingStatistics(fit.learner().model(), this::run);
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
