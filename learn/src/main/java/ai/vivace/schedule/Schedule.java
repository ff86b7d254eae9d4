package ai.vivace.schedule;

/** A value, such as a learning rate's factor, as a pure function of how much of the training is done. */
@FunctionalInterface
public interface Schedule {
    /**
     * The value.
     *
     * @param progress from 0 (before the first batch) to 1 (after the last)
     */
    double at(double progress);
}
