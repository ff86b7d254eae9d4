package ai.vivace.tensor;

import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/** Calls the engine, and turns its errors into ours: the operation, the shapes that came, and what is wrong with them. */
final class Call {
    static {
        Native.ready();
    }

    private Call() {}

    /** A call that returns a tensor. */
    @FunctionalInterface
    interface Body {
        org.bytedeco.pytorch.Tensor run();
    }

    static Tensor of(String operation, Body body, Tensor... operands) {
        try {
            return new Tensor(body.run());
        } catch (RuntimeException e) {
            throw failure(operation, e, operands);
        }
    }

    static void run(String operation, Runnable body, Tensor... operands) {
        try {
            body.run();
        } catch (RuntimeException e) {
            throw failure(operation, e, operands);
        }
    }

    static TensorException failure(String operation, RuntimeException cause, Tensor... operands) {
        if (cause instanceof TensorException known) {
            return known;
        }
        StringJoiner shapes = new StringJoiner(" x ");
        for (Tensor operand : operands) {
            if (operand.isClosed()) {
                return new TensorException(operation + ": a tensor was used after it was closed. "
                        + "Was it made in a scope that has ended? Tell that scope to keep it.");
            }
            shapes.add(operand.shape().toString() + (operand.dtype() == DType.FLOAT32 ? "" : " " + operand.dtype()));
        }
        String reason = inWords(operation, operands);
        return new TensorException(
                operation + ": " + shapes + ": " + (reason == null ? engineText(cause) : reason), cause);
    }

    private static @Nullable String inWords(String operation, Tensor... operands) {
        if (operands.length < 2
                || operands[0].shape().rank() == 0
                || operands[1].shape().rank() < 2) {
            return null;
        }
        Shape a = operands[0].shape();
        Shape b = operands[1].shape();
        long left = a.size(-1);
        if (operation.equals("matmul") && left != b.size(-2)) {
            return "inner sizes " + left + " and " + b.size(-2) + " differ";
        }
        if (operation.equals("linear") && left != b.size(-1)) {
            return "the input's last size is " + left + " but the weight takes " + b.size(-1);
        }
        return null;
    }

    /** The engine's message without its stack of C++ frames. */
    private static String engineText(RuntimeException cause) {
        String text = String.valueOf(cause.getMessage());
        int frames = text.indexOf("Exception raised from");
        String message = (frames < 0 ? text : text.substring(0, frames)).strip();
        return message.length() > 600 ? message.substring(0, 600) + "…" : message;
    }
}
