package ai.vivace.nn;

import ai.vivace.tensor.Functional;
import ai.vivace.tensor.Tensor;

/**
 * Dropout (Hinton 2012, Srivastava 2014): in training, sets each element to 0 at a probability and divides the rest by 1 -
 * probability, so that the expected value stays; otherwise the identity. The variance of an element x is x² · p / (1 - p).
 *
 * <p>Before batch norm it makes the variances of training and use differ (Li 2018): put it after the last one.
 */
public final class Dropout extends DropoutLayer {
    /**
     * Dropout at a probability.
     *
     * @param probability of an element to be dropped; 0 to 1
     */
    public static Dropout of(double probability) {
        return new Dropout(probability);
    }

    static Dropout build(Settings settings) {
        return of(settings.number("probability"));
    }

    private Dropout(double probability) {
        super(probability);
    }

    @Override
    Tensor drop(Tensor input) {
        return Functional.dropout(input, probability());
    }
}
