package ai.vivace.vision.generate;

import java.util.List;
import java.util.Locale;

/**
 * A line of an adversarial training's history.
 *
 * @param epoch its number over all fits, from 0
 * @param criticLoss the mean over the critic's batches; NaN when there were none
 * @param generatorLoss the mean over the generator's
 * @param ranking the mean of {@link GanStep#ranking}
 */
public record GanEpoch(int epoch, double criticLoss, double generatorLoss, double ranking) {
    static GanEpoch of(int epoch, List<GanStep> steps) {
        return new GanEpoch(
                epoch,
                loss(steps, Side.CRITIC),
                loss(steps, Side.GENERATOR),
                steps.stream()
                        .filter(step -> step.side() == Side.CRITIC)
                        .mapToDouble(GanStep::ranking)
                        .average()
                        .orElse(Double.NaN));
    }

    private static double loss(List<GanStep> steps, Side side) {
        return steps.stream()
                .filter(step -> step.side() == side)
                .mapToDouble(GanStep::loss)
                .average()
                .orElse(Double.NaN);
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "epoch %d: critic %.4f, generator %.4f, real above made %.3f",
                epoch,
                criticLoss,
                generatorLoss,
                ranking);
    }
}
