package ai.vivace.data;

import org.jspecify.annotations.Nullable;

/**
 * A batch on Java's side.
 *
 * @param items the stacked items; null when every item was left out
 * @param indices which items they are
 */
record HostBatch(@Nullable Item items, int[] indices) {
    static final HostBatch NOTHING = new HostBatch(null, new int[0]);
}
