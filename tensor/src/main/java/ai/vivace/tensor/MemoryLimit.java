package ai.vivace.tensor;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Bounds the memory that a piece of work on this thread may fill with new tensors, for work that somebody else's numbers
 * decide: building a model from a file that says how large its layers are.
 *
 * <p>Tensors made from a shape or from Java's arrays count, before they are allocated, whether or not they are freed again;
 * results of operations do not count. Limits nest.
 */
public final class MemoryLimit {
    private static final ThreadLocal<@Nullable MemoryLimit> INNERMOST = new ThreadLocal<>();

    private final @Nullable MemoryLimit outer;
    private final long bytes;
    private long left;

    private MemoryLimit(long bytes, @Nullable MemoryLimit outer) {
        this.bytes = bytes;
        this.left = bytes;
        this.outer = outer;
    }

    /**
     * Runs work under a limit.
     *
     * @param bytes how many bytes all its new tensors may take together
     * @throws TensorException when they would take more; it names the shape that went beyond
     */
    public static <T> T within(long bytes, Supplier<T> work) {
        MemoryLimit outer = INNERMOST.get();
        INNERMOST.set(new MemoryLimit(bytes, outer));
        try {
            return work.get();
        } finally {
            INNERMOST.set(outer);
        }
    }

    static void take(Shape shape, DType dtype) {
        for (MemoryLimit limit = INNERMOST.get(); limit != null; limit = limit.outer) {
            limit.count(shape, dtype);
        }
    }

    private void count(Shape shape, DType dtype) {
        // In floating point, as the product may be beyond any integer.
        double wanted = dtype.bytes();
        for (long size : shape.toArray()) {
            wanted *= size;
        }
        if (wanted > left) {
            throw new TensorException("A " + dtype + " tensor of shape " + shape + " does not fit: of " + bytes
                    + " bytes for this work " + left + " are left.");
        }
        left -= (long) wanted;
    }
}
