package ai.vivace.tensor;

import ai.vivace.base.VivaceException;
import org.jspecify.annotations.Nullable;

/** An operation on tensors that could not be done. The message names the operation and the shapes. */
public class TensorException extends VivaceException {
    /** With what went wrong. */
    public TensorException(String message) {
        super(message);
    }

    /** With what went wrong, and the engine's error behind it. */
    public TensorException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
