package ai.vivace.text.learn;

import ai.vivace.learn.Stage;
import ai.vivace.schedule.OneCycle;
import ai.vivace.schedule.Rates;
import java.util.List;
import java.util.OptionalInt;

/** Trainings of text models in several stages. */
final class TextStages {
    /** ULMFiT's ratio of the rates of neighbouring groups, over four steps from the last to the first. */
    private static final double SPREAD = Math.pow(2.6, 4);

    private TextStages() {}

    /** {@link Stage#fineTuning} with the momenta of a cycle. */
    static List<Stage> fineTuning(int epochs, double baseRate, OneCycle cycle) {
        return Stage.fineTuning(epochs, baseRate).stream()
                .map(stage -> stage.policy() instanceof OneCycle one
                        ? new Stage(
                                stage.epochs(),
                                stage.rates(),
                                new OneCycle(one.division(), one.finalDivision(), one.riseShare(), cycle.momenta()),
                                stage.freezeTo())
                        : stage)
                .toList();
    }

    /** fastai's slice(rate / 2.6⁴, rate). */
    static Rates discriminative(double rate) {
        return Rates.spread(rate / SPREAD, rate);
    }

    /**
     * fastai's recipe for ULMFiT's classifier: an epoch of the head at the rate, one of the last two groups at half of it, one of the last three at a
     * quarter, then all at a twentieth, with discriminative rates from the second stage on.
     */
    static List<Stage> gradual(int groups, int lastEpochs, double rate, OneCycle cycle) {
        return List.of(
                new Stage(1, Rates.of(rate), cycle, OptionalInt.of(-1)),
                new Stage(1, discriminative(rate / 2), cycle, OptionalInt.of(Math.max(-2, -groups))),
                new Stage(1, discriminative(rate / 4), cycle, OptionalInt.of(Math.max(-3, -groups))),
                new Stage(lastEpochs, discriminative(rate / 20), cycle, OptionalInt.of(0)));
    }
}
