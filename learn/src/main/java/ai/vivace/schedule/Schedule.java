package ai.vivace.schedule;

import ai.vivace.base.InputException;
import java.util.List;

/** A value, such as a learning rate's factor, as a pure function of how much of the training is done. */
@FunctionalInterface
public interface Schedule {
    /**
     * The value.
     *
     * @param progress from 0 (before the first batch) to 1 (after the last)
     */
    double at(double progress);

    /** The same value from first to last. */
    static Schedule constant(double value) {
        return progress -> value;
    }

    /** A straight line. */
    static Schedule linear(double start, double end) {
        return progress -> start + progress * (end - start);
    }

    /** Half a cosine wave: flat at both ends, steepest in the middle (Loshchilov and Hutter 2016). */
    static Schedule cosine(double start, double end) {
        return progress -> start + (1 - Math.cos(Math.PI * progress)) * (end - start) / 2;
    }

    /**
     * The same ratio in each step: a straight line on a logarithmic scale.
     *
     * @param start positive
     * @param end positive
     */
    static Schedule exponential(double start, double end) {
        InputException.require(
                start > 0 && end > 0,
                () -> "An exponential schedule needs positive ends, but they were " + start + " and " + end + ".");
        return progress -> start * Math.pow(end / start, progress);
    }

    /**
     * start + (end - start) · progress^power.
     *
     * @param power positive; 1 is a straight line, above it a slow start, below it a fast one
     */
    static Schedule polynomial(double start, double end, double power) {
        InputException.require(
                power > 0, () -> "The power of a polynomial schedule must be positive, not " + power + ".");
        return progress -> start + (end - start) * Math.pow(progress, power);
    }

    /**
     * Several schedules one after the other, each stretched over its portion of the training. On a border the later one holds.
     *
     * @param portions positive, with the sum 1
     * @param schedules as many as portions
     */
    static Schedule combine(List<Double> portions, List<? extends Schedule> schedules) {
        return new Combined(portions, schedules);
    }

    /**
     * ULMFiT's slanted triangle (Howard and Ruder 2018): a factor that rises in a straight line from 1 / ratio to 1 over the
     * first share of the training, and falls back over the rest.
     *
     * @param riseShare between 0 and 1; the paper's is 0.1
     * @param ratio the highest factor through the lowest; the paper's is 32
     */
    static Schedule slantedTriangle(double riseShare, double ratio) {
        InputException.require(
                ratio >= 1, () -> "The ratio of a slanted triangle must be at least 1, not " + ratio + ".");
        return linear(1 / ratio, 1).then(1 - riseShare, linear(1, 1 / ratio));
    }

    /** This schedule, then another for the last share (between 0 and 1) of the training; both are stretched to fit. */
    default Schedule then(double lastShare, Schedule next) {
        return combine(List.of(1 - lastShare, lastShare), List.of(this, next));
    }

    /**
     * This schedule after a warm-up: a straight line from 0 to its first value over a share of the training, then all of this
     * schedule in the time that is left.
     *
     * @param share of the training, from 0 (no warm-up) to below 1
     */
    default Schedule warmedUp(double share) {
        InputException.require(
                share >= 0 && share < 1,
                () -> "The share of a warm-up must be at least 0 and below 1, but was " + share + ".");
        return share == 0 ? this : linear(0, at(0)).then(1 - share, this);
    }

    /** This schedule with all values multiplied. */
    default Schedule times(double factor) {
        return progress -> factor * at(progress);
    }
}
