package ai.vivace.schedule;

import java.util.Optional;

/**
 * Any policy after a warm-up: the rate rises in a straight line from 0 to the policy's first, then all of the policy follows in the time
 * that is left. Momentum waits at the policy's first.
 *
 * @param policy what follows
 * @param share of the training, from 0 (no warm-up) to below 1
 */
public record WarmedUp(Policy policy, double share) implements Policy {
    public WarmedUp {
        Schedule.constant(1).warmedUp(share);
    }

    @Override
    public Schedule factor() {
        return policy.factor().warmedUp(share);
    }

    @Override
    public Optional<Schedule> momentum() {
        return policy.momentum()
                .map(momentum -> share == 0
                        ? momentum
                        : Schedule.constant(momentum.at(0)).then(1 - share, momentum));
    }
}
