package ai.vivace.learn;

import ai.vivace.base.InputException;
import ai.vivace.schedule.OneCycle;
import ai.vivace.schedule.Policy;
import ai.vivace.schedule.Rates;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * One part of a training: how long, how fast, and how rates move. Fine-tuning is two of them.
 *
 * @param epochs at least 1
 * @param rates the highest rates of the parameter groups
 * @param policy how rates and momentum move over the stage
 * @param freezeTo the first group that trains, from 0, or from -1 for the last and backwards; empty to leave freezing as it is
 */
public record Stage(int epochs, Rates rates, Policy policy, OptionalInt freezeTo) {
    public Stage {
        InputException.require(epochs >= 1, () -> "The number of epochs must be at least 1, but is " + epochs + ".");
    }

    /** A stage that leaves freezing as it is. */
    public static Stage of(int epochs, Rates rates, Policy policy) {
        return new Stage(epochs, rates, policy, OptionalInt.empty());
    }

    /**
     * fastai's {@code fine_tune} with its defaults: one epoch of the last parameter group alone at the base rate, then all groups at
     * half of it, spread down to a hundredth of that for the first group. A model in a single group has nothing to freeze: all of it
     * trains in both stages.
     *
     * @param epochs those after the frozen one
     * @param baseRate the last group's highest rate while the others are frozen; fastai's default is 2e-3
     */
    public static List<Stage> fineTuning(int epochs, double baseRate) {
        Stage frozen = new Stage(1, Rates.last(baseRate), OneCycle.standard().riseShare(0.99), OptionalInt.of(-1));
        Stage whole = new Stage(
                epochs,
                Rates.spread(baseRate / 2 / 100, baseRate / 2),
                OneCycle.standard().riseShare(0.3).division(5),
                OptionalInt.of(0));
        return List.of(frozen, whole);
    }

    /**
     * Gradual unfreezing (Howard and Ruder 2018): an epoch of the last parameter group alone, then in each epoch one group more, until all
     * train. As in {@link Learner#freezeTo}, norm layers train throughout and the optimizer forgets its averages at each stage.
     *
     * @param groups how many parameter groups the model has; at least 1
     * @param rates of every stage; {@link Rates#divided} is ULMFiT's
     * @param policy of every stage
     */
    public static List<Stage> gradual(int groups, Rates rates, Policy policy) {
        InputException.require(groups >= 1, () -> "A model has at least 1 parameter group, not " + groups + ".");
        return IntStream.range(0, groups)
                .mapToObj(i -> new Stage(1, rates, policy, OptionalInt.of(groups - 1 - i)))
                .toList();
    }
}
