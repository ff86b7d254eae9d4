package ai.vivace.base;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Something that was given is wrong: an argument, a path, a file's content. The command line exits with 2. */
public class InputException extends VivaceException {
    public InputException(String message) {
        super(message);
    }

    public InputException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    /**
     * Throws unless the condition holds.
     *
     * @param condition what must be true
     * @param message what to say when it is not; asked for only then
     */
    public static void require(boolean condition, Supplier<String> message) {
        if (!condition) {
            throw new InputException(message.get());
        }
    }
}
