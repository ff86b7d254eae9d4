package ai.vivace.tensor;

import org.bytedeco.javacpp.PointerScope;
import org.jspecify.annotations.Nullable;

/**
 * Frees native memory at a known moment: every tensor made on this thread while the scope is open is freed when it closes,
 * except those it is told to {@link #keep}.
 *
 * <pre>{@code
 * Tensor total = Tensor.zeros(Shape.of());
 * for (Batch batch : batches) {
 *     try (var scope = Scope.open()) {
 *         total = scope.keep(total.add(loss(batch)));
 *     }
 * }
 * }</pre>
 *
 * The training loop opens a scope for each batch; a program that only uses it never needs one. Scopes nest. A scope belongs
 * to the thread that opened it.
 */
public final class Scope implements AutoCloseable {
    private final @Nullable PointerScope outer;
    private final PointerScope own;

    private Scope() {
        outer = PointerScope.getInnerScope();
        own = new PointerScope();
    }

    /** Opens a scope inside the current one, if there is one. */
    public static Scope open() {
        Native.ready();
        return new Scope();
    }

    /**
     * Lets a tensor outlive this scope: it passes to the scope around this one, or, where there is none, to whoever holds it
     * (it is freed by {@link Tensor#close} or when it is garbage).
     *
     * @return the same tensor
     */
    public Tensor keep(Tensor tensor) {
        if (outer == null) {
            tensor.handle().retainReference();
        } else {
            outer.attach(tensor.handle());
        }
        return tensor;
    }

    @Override
    public void close() {
        own.close();
    }
}
