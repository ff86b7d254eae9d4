package ai.vivace.learn;

import ai.vivace.base.InputException;
import ai.vivace.schedule.Policy;
import ai.vivace.schedule.Rates;
import java.util.OptionalInt;

/**
 * One part of a training: how long, how fast, and how rates move. Fine-tuning is two of them.
 *
 * @param epochs at least 1
 * @param rates the highest rates of the parameter groups
 * @param policy how rates and momentum move over the stage
 * @param freezeTo the first group that trains; empty to leave freezing as it is
 */
public record Stage(int epochs, Rates rates, Policy policy, OptionalInt freezeTo) {
    public Stage {
        InputException.require(epochs >= 1, () -> "The number of epochs must be at least 1, but is " + epochs + ".");
    }

    /** A stage that leaves freezing as it is. */
    public static Stage of(int epochs, Rates rates, Policy policy) {
        return new Stage(epochs, rates, policy, OptionalInt.empty());
    }
}
