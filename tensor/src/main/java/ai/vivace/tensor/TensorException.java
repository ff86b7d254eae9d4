package ai.vivace.tensor;

import ai.vivace.base.VivaceException;
import org.jspecify.annotations.Nullable;

/** An operation on tensors that could not be done. The message names the operation and the shapes. */
public class TensorException extends VivaceException {
    public TensorException(String message) {
        super(message);
    }

    public TensorException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
