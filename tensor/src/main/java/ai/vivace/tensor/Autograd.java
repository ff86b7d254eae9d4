package ai.vivace.tensor;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import org.bytedeco.pytorch.BoolOptional;
import org.bytedeco.pytorch.GradMode;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/** Switches the recording of gradients, and asks for gradients of chosen tensors. The switch is this thread's own. */
public final class Autograd {
    static {
        Native.ready();
    }

    private Autograd() {}

    /** Runs with recording off: for validation, prediction and changes of parameters. */
    public static void off(Runnable body) {
        off(() -> {
            body.run();
            return true;
        });
    }

    /** As {@link #off(Runnable)}, with a result. */
    public static <T> T off(Supplier<T> body) {
        boolean before = GradMode.is_enabled();
        GradMode.set_enabled(false);
        try {
            return body.get();
        } finally {
            GradMode.set_enabled(before);
        }
    }

    /** Whether operations are being recorded. */
    public static boolean isOn() {
        return GradMode.is_enabled();
    }

    /**
     * The gradients of a scalar with respect to chosen tensors; no {@link Tensor#grad} changes.
     *
     * @param differentiable whether the gradients can be differentiated in turn, as gradient penalties need
     */
    public static List<Tensor> gradients(Tensor scalar, List<Tensor> inputs, Differentiable differentiable) {
        boolean again = differentiable == Differentiable.YES;
        try {
            TensorVector gradients = torch.grad(
                    Tensor.vector(scalar),
                    Tensor.vector(inputs.toArray(Tensor[]::new)),
                    new TensorVector(),
                    new BoolOptional(again),
                    again,
                    false);
            return LongStream.range(0, gradients.size())
                    .mapToObj(i -> new Tensor(new org.bytedeco.pytorch.Tensor(gradients.get(i))))
                    .toList();
        } catch (RuntimeException e) {
            throw Call.failure("gradients", e, inputs.toArray(Tensor[]::new));
        }
    }

    /** As {@link #gradients}, without differentiating again; empty for a tensor that the scalar was not computed from. */
    public static List<Optional<Tensor>> gradientsWhereUsed(Tensor scalar, List<Tensor> inputs) {
        try {
            TensorVector gradients = torch.grad(
                    Tensor.vector(scalar),
                    Tensor.vector(inputs.toArray(Tensor[]::new)),
                    new TensorVector(),
                    new BoolOptional(false),
                    false,
                    true);
            return LongStream.range(0, gradients.size())
                    .mapToObj(gradients::get)
                    .map(gradient -> gradient.defined()
                            ? Optional.of(new Tensor(new org.bytedeco.pytorch.Tensor(gradient)))
                            : Optional.<Tensor>empty())
                    .toList();
        } catch (RuntimeException e) {
            throw Call.failure("gradients", e, inputs.toArray(Tensor[]::new));
        }
    }

    /** Whether a result can be differentiated again. */
    public enum Differentiable {
        YES,
        NO
    }
}
