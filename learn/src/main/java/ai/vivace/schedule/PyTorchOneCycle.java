package ai.vivace.schedule;

import ai.vivace.base.InputException;
import java.util.Optional;

/**
 * The one-cycle policy as PyTorch's {@code OneCycleLR} has it, to repeat a training that used it: the rate rises over 30 % of
 * the steps from 1/25 and falls to 4e-6 of the highest, both reached one step earlier than in {@link OneCycle}.
 *
 * @param steps batches in the whole training; at least 4
 */
public record PyTorchOneCycle(int steps) implements Policy {
    private static final double RISE_SHARE = 0.3;
    private static final double FIRST = 1.0 / 25;
    private static final double LAST = FIRST / 1e4;
    private static final double HIGHEST_MOMENTUM = 0.95;
    private static final double LOWEST_MOMENTUM = 0.85;

    public PyTorchOneCycle {
        InputException.require(steps >= 4, () -> "PyTorch's one-cycle needs at least 4 steps, not " + steps + ".");
    }

    @Override
    public Schedule factor() {
        return cycle(FIRST, 1, LAST);
    }

    @Override
    public Optional<Schedule> momentum() {
        return Optional.of(cycle(HIGHEST_MOMENTUM, LOWEST_MOMENTUM, HIGHEST_MOMENTUM));
    }

    private Schedule cycle(double first, double turn, double last) {
        double turnStep = RISE_SHARE * steps - 1;
        double lastStep = steps - 1.0;
        Schedule before = Schedule.cosine(first, turn);
        Schedule after = Schedule.cosine(turn, last);
        return progress -> {
            double step = progress * steps;
            return step <= turnStep
                    ? before.at(step / turnStep)
                    : after.at(Math.min(1, (step - turnStep) / (lastStep - turnStep)));
        };
    }
}
