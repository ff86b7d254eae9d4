package ai.vivace.nn;

import static java.util.Map.entry;

import ai.vivace.base.InputException;
import ai.vivace.tensor.Functional;
import ai.vivace.tensor.Tensor;
import java.util.Map;

/**
 * Dropout (Srivastava 2014): in training, sets each element to 0 at a probability and divides the rest by 1 - probability, so
 * that the expected value stays; otherwise the identity. It draws from the engine's stream.
 */
public final class Dropout extends UnaryLayer {
    private final double probability;

    /**
     * Dropout at a probability.
     *
     * @param probability of an element to be dropped; 0 or more and below 1
     */
    public static Dropout of(double probability) {
        return new Dropout(probability);
    }

    static Dropout build(Settings settings) {
        return of(settings.number("probability"));
    }

    private Dropout(double probability) {
        InputException.require(
                probability >= 0 && probability < 1,
                () -> "Dropout's probability must be 0 or more and below 1, but is " + probability + ".");
        this.probability = probability;
    }

    @Override
    protected Tensor forward(Tensor input) {
        return isTraining() && probability > 0 ? Functional.dropout(input, probability) : input;
    }

    @Override
    public Map<String, Object> settings() {
        return Settings.ordered(entry("probability", probability));
    }
}
