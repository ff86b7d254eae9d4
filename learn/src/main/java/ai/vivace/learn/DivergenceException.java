package ai.vivace.learn;

import ai.vivace.base.InputException;

/**
 * Training has failed: the loss is NaN, infinite, or a hundred times what it started at, mostly because the learning rate is too high.
 * The message names the step, the rate and, where there is one, the first place with a bad value. The model is as it was then.
 */
public final class DivergenceException extends InputException {
    private static final long serialVersionUID = 1;

    /** For loops of one's own; {@link Learner} throws it by itself. */
    public DivergenceException(String message) {
        super(message);
    }
}
