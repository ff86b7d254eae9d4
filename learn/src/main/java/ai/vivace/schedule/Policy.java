package ai.vivace.schedule;

import java.util.Optional;

/**
 * How the learning rate, and perhaps the momentum, change over one training.
 *
 * <p>The rate is given as a factor, so that one policy serves every parameter group: a group's rate before batch i of N is its
 * own highest rate × {@code factor().at(i / N)}.
 */
@FunctionalInterface
public interface Policy {
    /** What the highest learning rate of each group is multiplied by. */
    Schedule factor();

    /** The momentum of all groups; empty where the policy leaves it to the optimizer's settings. */
    default Optional<Schedule> momentum() {
        return Optional.empty();
    }

    /**
     * This policy after a warm-up from 0: see {@link WarmedUp}.
     *
     * @param share of the training, from 0 (no warm-up) to below 1
     */
    default Policy warmedUp(double share) {
        return new WarmedUp(this, share);
    }

    /** The rate itself, and momentum, from first to last. */
    static Policy constant() {
        return () -> Schedule.constant(1);
    }
}
