package ai.vivace.optim;

import ai.vivace.tensor.TensorList;
import java.util.Optional;

/**
 * How far a gradient that stays 1 comes to move an element in one step: what a penalty must act at, beside the optimizer, to weigh as
 * much as the same penalty in the loss. It is {@link #rate} through {@link #divisors}.
 */
public interface Pace {
    /** The part that all elements have in common: the learning rate, times what momentum that is not dampened adds up to. */
    double rate(Step step);

    /** What the optimizer divided each element's rate by in this step; empty where all elements have the same. Not to be changed. */
    default Optional<TensorList> divisors(Step step) {
        return Optional.empty();
    }

    /** The learning rate through divisors of each element, as adaptive optimizers have it. */
    static Pace adaptive(Divisors divisors) {
        return new Pace() {
            @Override
            public double rate(Step step) {
                return step.hyper().learningRate();
            }

            @Override
            public Optional<TensorList> divisors(Step step) {
                return Optional.of(divisors.of(step));
            }
        };
    }

    /** What elements' rates are divided by. */
    @FunctionalInterface
    interface Divisors {
        TensorList of(Step step);
    }
}
