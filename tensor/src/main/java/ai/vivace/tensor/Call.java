package ai.vivace.tensor;

import java.util.List;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/** Calls the engine, and turns its errors into ours: the operation, the shapes that came, and what is wrong with them. */
final class Call {
    static final String CLOSED = "a tensor was used after it was closed. "
            + "Was it made in a scope that has ended? Tell that scope to keep it.";

    static {
        Native.ready();
    }

    /** What stands before the engine's stack. */
    private static final List<String> FRAMES = List.of("Exception raised from", "frame #0");

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
            return CLOSED.equals(known.getMessage()) ? new TensorException(operation + ": " + CLOSED) : known;
        }
        StringJoiner shapes = new StringJoiner(" x ");
        for (Tensor operand : operands) {
            if (operand.isClosed()) {
                return new TensorException(operation + ": " + CLOSED);
            }
            shapes.add(operand.shape().toString() + (operand.dtype() == DType.FLOAT32 ? "" : " " + operand.dtype()));
        }
        String reason = inWords(operation, operands);
        String came = operands.length == 0 ? "" : shapes + ": ";
        return new TensorException(operation + ": " + came + (reason == null ? engineText(cause) : reason), cause);
    }

    private static @Nullable String inWords(String operation, Tensor... operands) {
        if (operation.equals("embedding")) {
            return rowOutOfRange(operands[0], operands[1]);
        }
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

    private static @Nullable String rowOutOfRange(Tensor weight, Tensor indices) {
        if (indices.dtype().isFloating() || weight.rank() != 2) {
            return null;
        }
        long rows = weight.size(0);
        for (long index : indices.toLongs()) {
            if (index < 0 || index >= rows) {
                return "index " + index + " is not from 0 to " + (rows - 1);
            }
        }
        return null;
    }

    /** The engine's message without its stack of C++ frames. */
    static String engineText(RuntimeException cause) {
        String text = String.valueOf(cause.getMessage());
        for (String frames : FRAMES) {
            int start = text.indexOf(frames);
            text = start < 0 ? text : text.substring(0, start);
        }
        String message = text.strip();
        return message.length() > 600 ? message.substring(0, 600) + "…" : message;
    }
}
