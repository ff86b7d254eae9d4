package ai.vivace.tensor;

import java.util.concurrent.atomic.AtomicLong;
import org.bytedeco.javacpp.PointerScope;

/**
 * Keeps tensors that no scope owns from filling the memory.
 *
 * <p>The garbage collector frees them, but it sees only their small Java handles and has no reason to hurry. So their bytes
 * are counted as they are made, and each half gigabyte asks for a collection.
 */
final class Unscoped {
    private static final long BYTES_PER_COLLECTION = 512L << 20;
    private static final AtomicLong sinceCollection = new AtomicLong();

    private Unscoped() {}

    static void made(org.bytedeco.pytorch.Tensor handle) {
        if (PointerScope.getInnerScope() == null && handle.defined()) {
            long bytes = handle.nbytes();
            if (sinceCollection.addAndGet(bytes) > BYTES_PER_COLLECTION) {
                sinceCollection.set(bytes);
                System.gc();
            }
        }
    }
}
