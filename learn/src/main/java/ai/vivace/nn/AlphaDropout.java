package ai.vivace.nn;

import ai.vivace.tensor.Functional;
import ai.vivace.tensor.Tensor;

/**
 * Dropout for self-normalising networks (Klambauer 2017), after SELU: sets elements to SELU's lowest value -1.7581 instead of 0 and
 * then scales and shifts so that mean 0 and variance 1 stay. Without SELU before it this is plain wrong: {@link Sequential} warns.
 */
public final class AlphaDropout extends DropoutLayer {
    /** -λ·α of SELU: what it gives for large negative inputs. */
    private static final double LOWEST = -1.7580993408473766;

    /**
     * Alpha dropout at a probability.
     *
     * @param probability of an element to be dropped; 0 to 1; 0.05 to 0.1 are usual
     */
    public static AlphaDropout of(double probability) {
        return new AlphaDropout(probability);
    }

    static AlphaDropout build(Settings settings) {
        return of(settings.number("probability"));
    }

    private AlphaDropout(double probability) {
        super(probability);
    }

    /** The factor after the dropping: (q + α′² · q · (1 - q))^-½ with q = 1 - probability. */
    double scale() {
        double kept = 1 - probability();
        return 1 / Math.sqrt(kept + LOWEST * LOWEST * kept * (1 - kept));
    }

    /** What is added after the scaling: -scale · (1 - q) · α′. */
    double shift() {
        return -scale() * probability() * LOWEST;
    }

    @Override
    Tensor drop(Tensor input) {
        if (probability() == 1) {
            return Functional.dropout(input, 1);
        }
        Tensor dropped = Functional.dropoutMask(input, input.shape().toArray(), probability())
                .eq(0);
        return input.maskedFill(dropped, LOWEST).mul(scale()).add(shift());
    }
}
