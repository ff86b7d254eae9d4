package ai.vivace.vision.augment;

import ai.vivace.base.InputException;
import ai.vivace.tensor.Device;
import ai.vivace.tensor.Scope;
import ai.vivace.tensor.Tensor;
import java.util.Arrays;
import java.util.function.BiFunction;

/** Changes some pictures of a batch in place, a few at a time: what is at work stays near the processor, and no batch is allocated. */
final class Pixels {
    /** How many numbers are worked on at once: 4 MB. */
    private static final long AT_ONCE = 1 << 20;

    private Pixels() {}

    /**
     * Replaces pictures by what comes of them.
     *
     * @param batch [N, …], changed in place
     * @param rows which of its items
     * @param change makes of some pictures [n, …] and their numbers the new ones, of the same shape
     */
    static void change(Tensor batch, int[] rows, BiFunction<Tensor, int[], Tensor> change) {
        long each = batch.elements() / Math.max(1, batch.size(0));
        // Elsewhere each call costs more than a pass through memory.
        int together = batch.device().equals(Device.CPU)
                ? (int) Math.max(1, Math.min(rows.length, AT_ONCE / Math.max(1, each)))
                : rows.length;
        for (int start = 0; start < rows.length; start += together) {
            int[] some = Arrays.copyOfRange(rows, start, Math.min(rows.length, start + together));
            try (Scope scope = Scope.open()) {
                Tensor index = Tensor.ofLongs(Arrays.stream(some).asLongStream().toArray())
                        .to(batch.device());
                Tensor changed = change.apply(batch.indexSelect(0, index), some);
                for (int i = 0; i < some.length; i++) {
                    batch.select(0, some[i]).copyFrom(changed.select(0, i));
                }
            }
        }
    }

    static void require(Tensor input) {
        InputException.require(
                input.rank() == 4 && input.dtype().isFloating(),
                () -> "pictures [N, channels, height, width] with fractions are needed, but the inputs are "
                        + input.dtype() + " of shape " + input.shape() + ".");
    }
}
