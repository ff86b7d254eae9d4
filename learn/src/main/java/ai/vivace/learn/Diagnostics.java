package ai.vivace.learn;

import ai.vivace.base.InputException;
import ai.vivace.learn.Finding.Kind;
import ai.vivace.loss.Loss;
import ai.vivace.nn.UnaryLayer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches a training for what keeps a model from learning, and says so once in the log, with the cause and what to do: a loss that
 * starts far above or stays where guessing is, ReLUs of which most are dead, functions that are mostly saturated, steps out of
 * proportion to the weights, a rate far from what the finder has suggested for the model as it is. It explains a training loss that stays
 * above the validation loss. It changes nothing. NaN and infinite values, with the first layer that gives one, end every learner's training anyway.
 *
 * <p>The loss is compared with that of answering the very same batches by how frequent classes are, so that it does not matter which
 * classes a batch has; this is for {@link ai.vivace.loss.CrossEntropy} and data whose classes are known. Layers and steps are measured
 * every so many steps, on the batch that is trained with. Not for several learners at once.
 */
public final class Diagnostics implements Callback {
    private static final Logger log = LoggerFactory.getLogger(Diagnostics.class);

    /** Within half a percent of guessing nothing has been learnt. */
    private static final double PINNED = 0.005;

    private final int interval;
    private final int window;
    private final double warmUp;
    private final List<Finding> findings = new ArrayList<>();
    private Optional<ClassPrior> prior = Optional.empty();
    private int judged;
    private double lossSum;
    private double priorSum;
    private double uniformSum;
    private @Nullable ActivityProbe probe;
    private UpdateRatios updates = new UpdateRatios();
    private @Nullable TrainingGap gap;

    private Diagnostics(int interval, int window, double warmUp) {
        this.interval = interval;
        this.window = window;
        this.warmUp = warmUp;
    }

    /** Looks at layers and updates every 50 steps, and at the mean loss of 100 steps, after the first tenth of a fit. */
    public static Diagnostics standard() {
        return new Diagnostics(50, 100, 0.1);
    }

    /** Looks at layers and updates every so many steps, at least 1. Each look costs about a forward pass. */
    public Diagnostics interval(int steps) {
        InputException.require(
                steps >= 1, () -> "Diagnostics need a look every 1 or more steps, but came " + steps + ".");
        return new Diagnostics(steps, window, warmUp);
    }

    /** Judges the loss by its mean over so many steps, at least 1. */
    public Diagnostics window(int steps) {
        InputException.require(steps >= 1, () -> "The loss is judged over at least 1 step, but came " + steps + ".");
        return new Diagnostics(interval, steps, warmUp);
    }

    /** Does not judge the first share of a fit's steps, 0 to below 1. */
    public Diagnostics warmUp(double share) {
        InputException.require(
                share >= 0 && share < 1, () -> "The warm-up must be at least 0 and below 1, but is " + share + ".");
        return new Diagnostics(interval, window, share);
    }

    /** What was found so far, in all fits, in order; each once for each place. */
    public List<Finding> findings() {
        return List.copyOf(findings);
    }

    @Override
    public Phase phase() {
        return Phase.GUARD;
    }

    @Override
    public void beforeFit(FitContext fit) {
        prior = ClassPrior.of(fit.learner());
        updates = new UpdateRatios();
        gap = TrainingGap.of(fit.learner());
        forgetLoss();
        double[] highest = highestRates(fit);
        fit.learner()
                .finding()
                .flatMap(finding -> finding.judge(highest[highest.length - 1]))
                .ifPresent(finding -> report(finding, fit));
    }

    @Override
    public Signal beforeEpoch(FitContext fit) {
        if (gap != null) {
            gap.startEpoch();
        }
        return Signal.CONTINUE;
    }

    @Override
    public void afterValidation(FitContext fit) {
        Evaluation evaluation = fit.evaluation();
        if (gap != null && evaluation != null) {
            gap.judge(evaluation.loss()).ifPresent(finding -> report(finding, fit));
        }
    }

    @Override
    public Signal beforeBatch(BatchContext batch) {
        closeProbe();
        if (isDue(batch.fit())) {
            probe = new ActivityProbe(batch.fit().learner().model());
        }
        return Signal.CONTINUE;
    }

    @Override
    public Signal afterOutput(BatchContext batch) {
        ActivityProbe open = probe;
        if (open != null) {
            List<LayerActivity> layers =
                    open.seen().stream().map(ActivityProbe.Seen::forward).toList();
            closeProbe();
            CheckFindings.units(layers).forEach(finding -> report(finding, batch.fit()));
        }
        return Signal.CONTINUE;
    }

    @Override
    public Signal afterLoss(BatchContext batch) {
        if (gap != null) {
            gap.add(batch);
        }
        boolean first = batch.fit().step() == 0 && batch.fit().learner().epochsDone() == 0;
        if (first && prior.isPresent() && prior.get().fits(batch.output())) {
            Loss loss = batch.fit().learner().loss();
            CheckFindings.firstLoss(batch.loss(), prior.get().lossOfNoPreference(loss, batch.output(), batch.target()))
                    .ifPresent(finding -> report(finding, batch.fit()));
        }
        if (prior.isPresent() && batch.fit().progress() >= warmUp && prior.get().fits(batch.output())) {
            judgeLoss(batch, prior.get());
        }
        return Signal.CONTINUE;
    }

    private void judgeLoss(BatchContext batch, ClassPrior shares) {
        Loss loss = batch.fit().learner().loss();
        lossSum += batch.loss();
        priorSum += shares.lossOfFrequency(loss, batch.output(), batch.target());
        uniformSum += shares.lossOfNoPreference(loss, batch.output(), batch.target());
        if (++judged < window) {
            return;
        }
        boolean byFrequency = isNear(priorSum);
        if (byFrequency || isNear(uniformSum)) {
            String text = String.format(
                    Locale.ROOT,
                    "its mean over %d steps is %.4f, and answering %s has %.4f.",
                    judged,
                    lossSum / judged,
                    byFrequency ? "by how frequent the classes are" : "all classes alike",
                    (byFrequency ? priorSum : uniformSum) / judged);
            report(new Finding(Kind.ONLY_THE_PRIOR, "loss", text), batch.fit());
        }
        forgetLoss();
    }

    private boolean isNear(double guessing) {
        return Math.abs(lossSum - guessing) <= PINNED * guessing;
    }

    private void forgetLoss() {
        judged = 0;
        lossSum = 0;
        priorSum = 0;
        uniformSum = 0;
    }

    @Override
    public Signal beforeStep(BatchContext batch) {
        if (isDue(batch.fit()) && isFullSpeed(batch.fit())) {
            updates.before(batch.fit().learner().model());
        }
        return Signal.CONTINUE;
    }

    @Override
    public Signal afterStep(BatchContext batch) {
        UnaryLayer model = batch.fit().learner().model();
        updates.after(model).forEach(finding -> report(finding, batch.fit()));
        return Signal.CONTINUE;
    }

    private boolean isDue(FitContext fit) {
        return fit.step() % interval == 0;
    }

    /** At the ends of a schedule rates are low on purpose. */
    private boolean isFullSpeed(FitContext fit) {
        double[] highest = highestRates(fit);
        return fit.progress() >= warmUp && fit.learner().rate() >= highest[highest.length - 1] / 2;
    }

    private static double[] highestRates(FitContext fit) {
        return fit.stage().rates().forGroups(fit.learner().groups().size());
    }

    private void report(Finding finding, FitContext fit) {
        boolean known = findings.stream()
                .anyMatch(
                        other -> other.kind() == finding.kind() && other.where().equals(finding.where()));
        if (!known) {
            findings.add(finding);
            log.warn("Step {}: {}", fit.step() + 1, finding);
        }
    }

    private void closeProbe() {
        if (probe != null) {
            probe.close();
            probe = null;
        }
    }

    @Override
    public Signal afterBatch(BatchContext batch) {
        closeProbe();
        updates.forget();
        return Signal.CONTINUE;
    }

    @Override
    public void close(FitContext fit) {
        closeProbe();
        updates.forget();
    }
}
