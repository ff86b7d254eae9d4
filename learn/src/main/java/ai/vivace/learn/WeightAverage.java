package ai.vivace.learn;

import ai.vivace.base.InputException;
import ai.vivace.tensor.Autograd;
import ai.vivace.tensor.Tensor;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * Keeps an average of the weights over the steps; validation and the finished model use the average.
 *
 * <p>{@link #exponential} (EMA) moves the average by (1 − decay) towards the weights after each step, with the decay warmed up as
 * min(decay, (1 + t) / (10 + t)), and averages the batch-norm statistics likewise. {@link #stochastic} (SWA, Izmailov 2018) takes the
 * plain mean of the weights at each epoch's end from a share of the training on, and then computes the batch-norm statistics
 * anew with one pass over the training data.
 */
public final class WeightAverage implements Callback, Resumable {
    private final double decay;
    private final double start;
    private long count;
    private Map<String, Tensor> average = Map.of();
    private Map<String, Tensor> own = Map.of();

    private WeightAverage(double decay, double start) {
        this.decay = decay;
        this.start = start;
    }

    /**
     * An exponential moving average over steps.
     *
     * @param decay the share of the average that stays at each step, at least 0 and below 1; 0.999 to 0.9999 are usual
     */
    public static WeightAverage exponential(double decay) {
        InputException.require(
                decay >= 0 && decay < 1, () -> "The decay of an average must be in [0, 1), but is " + decay + ".");
        return new WeightAverage(decay, 0);
    }

    /**
     * The mean of the weights at epoch ends.
     *
     * @param start the share of the fit after which averaging begins, from 0 to below 1; 0.75 is usual
     */
    public static WeightAverage stochastic(double start) {
        InputException.require(
                start >= 0 && start < 1, () -> "Averaging must start at a share in [0, 1), but came " + start + ".");
        return new WeightAverage(Double.NaN, start);
    }

    @Override
    public Phase phase() {
        return Phase.WEIGHTS;
    }

    @Override
    public void beforeFit(FitContext fit) {
        release();
        count = 0;
    }

    @Override
    public Signal afterStep(BatchContext batch) {
        if (isExponential()) {
            double warmed = Math.min(decay, (1.0 + count) / (10.0 + count));
            take(batch.fit(), 1 - warmed);
        }
        return Signal.CONTINUE;
    }

    @Override
    public void beforeValidation(FitContext fit) {
        if (!isExponential() && (fit.epoch() + 1.0) / fit.epochs() > start) {
            take(fit, 1.0 / (count + 1));
        }
        if (count > 0) {
            Map<String, Tensor> state = fit.learner().model().state();
            own = StateCopy.of(state);
            StateCopy.restore(average, state);
            refreshStatistics(fit);
        }
    }

    @Override
    public Signal afterEpoch(FitContext fit) {
        returnOwn(fit);
        return Signal.CONTINUE;
    }

    @Override
    public void afterFit(FitContext fit) {
        if (count > 0) {
            StateCopy.restore(average, fit.learner().model().state());
            refreshStatistics(fit);
        }
    }

    @Override
    public void close(FitContext fit) {
        release();
    }

    @Override
    public String stateName() {
        return "weightAverage";
    }

    @Override
    public void save(ObjectNode facts, Map<String, Tensor> tensors) {
        facts.put("count", count);
        tensors.putAll(average);
    }

    @Override
    public void restore(ObjectNode facts, Map<String, Tensor> tensors) {
        count = facts.path("count").asLong();
        average = StateCopy.of(new LinkedHashMap<>(tensors));
    }

    private boolean isExponential() {
        return !Double.isNaN(decay);
    }

    private void take(FitContext fit, double weight) {
        Map<String, Tensor> state = fit.learner().model().state();
        if (count == 0) {
            average = StateCopy.of(state);
        } else {
            Autograd.off(() -> average.forEach((name, mean) -> {
                Tensor value = Objects.requireNonNull(state.get(name), name);
                if (mean.dtype().isFloating()) {
                    mean.lerpInPlace(value, weight);
                } else {
                    mean.copyFrom(value);
                }
            }));
        }
        count++;
    }

    private void returnOwn(FitContext fit) {
        StateCopy.restore(own, fit.learner().model().state());
        own.values().forEach(Tensor::close);
        own = Map.of();
    }

    private void refreshStatistics(FitContext fit) {
        if (!isExponential()) {
            BatchStatistics.recompute(fit.learner());
        }
    }

    private void release() {
        average.values().forEach(Tensor::close);
        own.values().forEach(Tensor::close);
        average = Map.of();
        own = Map.of();
    }
}
