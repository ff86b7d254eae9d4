package ai.vivace.trees;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * How a node's rows would be divided.
 *
 * @param feature the column
 * @param bin of a number: values of this bin and of those before it go left; 0 for a categorical column
 * @param levels of a categorical column: the bins that go left, as a bit set; null for a number
 * @param missingLeft whether missing values go left
 * @param gain how much better the two sides are than the node
 * @param left the sum of the left side's packed gradients
 */
record Split(int feature, int bin, long @Nullable [] levels, boolean missingLeft, double gain, long left) {
    /** Which bins go left, 1 or 0; as many as a power of two. */
    byte[] goesLeft(int bins) {
        byte[] goes = new byte[Integer.highestOneBit(2 * bins - 1)];
        if (levels == null) {
            Arrays.fill(goes, 1, bin + 1, (byte) 1);
        } else {
            for (int i = 1; i < bins; i++) {
                goes[i] = (byte) (levels[i >> 6] >>> i & 1);
            }
        }
        goes[0] = (byte) (missingLeft ? 1 : 0);
        return goes;
    }

    /** The better of two; of equals the one of the earlier column, so that the order of search does not matter. */
    static @Nullable Split better(@Nullable Split one, @Nullable Split other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        if (one.gain != other.gain) {
            return one.gain > other.gain ? one : other;
        }
        return one.feature <= other.feature ? one : other;
    }
}
