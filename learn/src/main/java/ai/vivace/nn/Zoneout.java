package ai.vivace.nn;

import static java.util.Map.entry;

import ai.vivace.tensor.Functional;
import ai.vivace.tensor.Tensor;
import java.util.Map;

/**
 * Zoneout (Krueger 2016): in training, each element of a recurrent state keeps its previous value at a probability and takes the
 * next one otherwise; in use, it takes the expected value probability · previous + (1 - probability) · next.
 */
public final class Zoneout extends Layer implements Stochastic {
    private final double probability;

    /**
     * Zoneout at a probability.
     *
     * @param probability of an element to stay as it was; 0 to 1
     */
    public static Zoneout of(double probability) {
        return new Zoneout(probability);
    }

    static Zoneout build(Settings settings) {
        return of(settings.number("probability"));
    }

    private Zoneout(double probability) {
        this.probability = DropoutLayer.checked(probability);
    }

    /** The state that follows on a previous one; both have one shape. */
    public Tensor apply(Tensor previous, Tensor next) {
        if (probability == 0) {
            return next;
        }
        if (!isTraining()) {
            return next.lerp(previous, probability);
        }
        Tensor stays = Functional.dropoutMask(next, next.shape().toArray(), probability)
                .eq(0);
        return Tensor.where(stays, previous, next);
    }

    @Override
    public Map<String, Object> settings() {
        return Settings.ordered(entry("probability", probability));
    }
}
