package ai.vivace.base;

import org.jspecify.annotations.Nullable;

/**
 * The root of every error that Vivace throws.
 *
 * <p>A message says what was expected, what came, where, and what to do. Subclasses are few and sort errors by who must act:
 * {@link InputException} for whoever gave the input; anything else is for whoever runs or writes the program.
 */
public class VivaceException extends RuntimeException {
    public VivaceException(String message) {
        super(message);
    }

    public VivaceException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
