package ai.vivace.learn;

import ai.vivace.base.InputException;

/** Training has failed: the loss is no longer a usable number, mostly because the learning rate is too high. */
public final class DivergenceException extends InputException {
    private static final long serialVersionUID = 1;

    DivergenceException(String message) {
        super(message);
    }
}
