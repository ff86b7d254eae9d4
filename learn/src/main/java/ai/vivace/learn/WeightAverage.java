package ai.vivace.learn;

import ai.vivace.base.InputException;
import ai.vivace.nn.UnaryLayer;
import ai.vivace.schedule.Sgdr;
import ai.vivace.tensor.Tensor;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Keeps an average of the weights over the steps; validation and the finished model use the average, training goes on with its own
 * weights.
 *
 * <p>{@link #exponential} (EMA) starts at the weights after the first step and moves by (1 − decay) towards the weights after each
 * further one, with the decay warmed up as min(decay, (1 + t) / (10 + t)) where t is the number of steps before; it averages the
 * batch-norm statistics likewise. {@link #stochastic} (SWA, Izmailov 2018) takes the plain mean of the weights at each epoch's end
 * from a share of the training on, and then computes the batch-norm statistics anew with one pass over the training data. With {@link
 * #atCycleEnds} only the epochs at which a cycle's rate has fallen to its lowest count, as in the paper.
 */
public final class WeightAverage implements Callback, Resumable {
    private final double decay;
    private final double start;
    private final Optional<Sgdr> cycles;
    private long count;
    private @Nullable StateCopy average;
    private @Nullable StateCopy own;

    private WeightAverage(double decay, double start, Optional<Sgdr> cycles) {
        this.decay = decay;
        this.start = start;
        this.cycles = cycles;
    }

    /**
     * An exponential moving average over steps.
     *
     * @param decay the share of the average that stays at each step, at least 0 and below 1; 0.999 to 0.9999 are usual
     */
    public static WeightAverage exponential(double decay) {
        InputException.require(
                decay >= 0 && decay < 1, () -> "The decay of an average must be in [0, 1), but is " + decay + ".");
        return new WeightAverage(decay, 0, Optional.empty());
    }

    /**
     * The mean of the weights at epoch ends.
     *
     * @param start the share of the fit after which averaging begins, from 0 to below 1; 0.75 is usual
     */
    public static WeightAverage stochastic(double start) {
        InputException.require(
                start >= 0 && start < 1, () -> "Averaging must start at a share in [0, 1), but came " + start + ".");
        return new WeightAverage(Double.NaN, start, Optional.empty());
    }

    /**
     * The same mean of the weights at the ends of cycles alone.
     *
     * <pre>{@code
     * Sgdr cycles = Sgdr.of(6, 5).multiplier(1);
     * Callback average = WeightAverage.stochastic(0.5).atCycleEnds(cycles);
     * learner.fit(List.of(Stage.of(cycles.epochs(), Rates.of(0.1), cycles)));
     * }</pre>
     *
     * @param policy the one that the fit goes by
     * @throws InputException for an exponential average, which is over steps
     */
    public WeightAverage atCycleEnds(Sgdr policy) {
        InputException.require(
                !isExponential(), () -> "An exponential average is over steps; cycles have a stochastic one.");
        return new WeightAverage(decay, start, Optional.of(policy));
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
            take(batch.fit().learner().model(), 1 - warmed);
        }
        return Signal.CONTINUE;
    }

    @Override
    public void beforeValidation(FitContext fit) {
        UnaryLayer model = fit.learner().model();
        boolean taken = !isExponential() && counts(fit);
        if (taken) {
            take(model, 1.0 / (count + 1));
        }
        if (average != null) {
            own = StateCopy.of(model);
            average.restore(model);
            if (taken) {
                BatchStatistics.recompute(fit.learner());
                // Kept with the average, so that the finished model has the very statistics it was validated with.
                average.update(model);
            }
        }
    }

    @Override
    public Signal afterEpoch(FitContext fit) {
        returnOwn(fit);
        return Signal.CONTINUE;
    }

    @Override
    public void afterFit(FitContext fit) {
        if (average != null) {
            average.restore(fit.learner().model());
        }
    }

    /** A fit that fails while it validates the average leaves the model with its own weights. */
    @Override
    public void close(FitContext fit) {
        try {
            returnOwn(fit);
        } finally {
            release();
        }
    }

    @Override
    public String stateName() {
        return "weightAverage";
    }

    @Override
    public void save(ObjectNode facts, Map<String, Tensor> tensors) {
        facts.put("count", count);
        if (average != null) {
            tensors.putAll(average.tensors());
        }
    }

    @Override
    public void restore(ObjectNode facts, Map<String, Tensor> tensors) {
        release();
        count = facts.path("count").asLong();
        if (!tensors.isEmpty()) {
            average = StateCopy.of(tensors);
        }
    }

    private boolean counts(FitContext fit) {
        int done = fit.epoch() + 1;
        boolean ends = cycles.map(policy -> policy.cycleEnds().contains(done)).orElse(true);
        return ends && (double) done / fit.epochs() > start;
    }

    private boolean isExponential() {
        return !Double.isNaN(decay);
    }

    private void take(UnaryLayer model, double share) {
        if (average == null) {
            average = StateCopy.of(model);
        } else {
            average.approach(model, share);
        }
        count++;
    }

    private void returnOwn(FitContext fit) {
        if (own != null) {
            own.restore(fit.learner().model());
            own.close();
            own = null;
        }
    }

    private void release() {
        if (average != null) {
            average.close();
            average = null;
        }
        if (own != null) {
            own.close();
            own = null;
        }
    }
}
