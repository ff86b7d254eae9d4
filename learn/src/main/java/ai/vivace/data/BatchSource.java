package ai.vivace.data;

/**
 * Hands out whole batches in one step, for data that are in memory already. A {@link Loader} without transforms then copies a
 * batch on the calling thread, which is cheaper than waking a worker.
 */
@FunctionalInterface
public interface BatchSource {
    /** The items of the given numbers, stacked: inputs [n, …] and targets [n, …] in the given order. */
    Item batch(int[] indices);
}
