package ai.vivace.optim;

import ai.vivace.base.InputException;
import ai.vivace.nn.Parameter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Lookahead (Zhang et al. 2019): every few steps of another optimizer, slow weights move a share of the way to its fast
 * weights, which then start again from there. Steps are counted for each parameter, so one that sits steps out keeps its own
 * rhythm; fastai counts them for all together.
 *
 * @param inner the optimizer of the fast weights
 * @param interval how many steps, at least 1; default 6
 * @param share above 0, at most 1; default 0.5
 */
public record Lookahead(OptimizerSettings inner, int interval, double share) implements OptimizerSettings {
    private static final String SLOW = "slow";

    public Lookahead {
        Averaging.refuse(inner, "Lookahead");
        InputException.require(
                interval >= 1, () -> "Lookahead's interval must be at least 1 step, but was " + interval + ".");
        InputException.require(
                share > 0 && share <= 1,
                () -> "Lookahead's share must be above 0 and at most 1, but was " + share + ".");
    }

    /** fastai's defaults over an optimizer. */
    public static Lookahead over(OptimizerSettings inner) {
        return new Lookahead(inner, 6, 0.5);
    }

    /** Ranger (Wright 2019): over {@link RAdam} with momentum 0.95, decay 0.01 and epsilon 1e-6, as in fastai. */
    public static Lookahead ranger() {
        return over(RAdam.standard().momentum(0.95).weightDecay(0.01).epsilon(1e-6));
    }

    /** The same with another interval, in steps. */
    public Lookahead interval(int newInterval) {
        return new Lookahead(inner, newInterval, share);
    }

    /** The same with another share. */
    public Lookahead share(double newShare) {
        return new Lookahead(inner, interval, newShare);
    }

    @Override
    public Hyper hyper() {
        return inner.hyper();
    }

    @Override
    public String rule(String path, Parameter parameter) {
        return inner.rule(path, parameter);
    }

    @Override
    public Optional<Pace> pace() {
        return inner.pace();
    }

    @Override
    public OptionalInt curvatureInterval() {
        return inner.curvatureInterval();
    }

    @Override
    public List<Stepper> steppers() {
        List<Stepper> steppers = new ArrayList<>();
        steppers.add(step -> step.stateFromParameters(SLOW));
        steppers.addAll(inner.steppers());
        steppers.add(this::meet);
        return steppers;
    }

    private void meet(Step step) {
        if (step.count() % interval == 0) {
            step.parameters().copyFrom(step.stateFromParameters(SLOW).lerpInPlace(step.parameters(), share));
        }
    }
}
