package ai.vivace.data;

import ai.vivace.base.InputException;
import ai.vivace.base.VivaceException;
import ai.vivace.tensor.Scope;
import ai.vivace.tensor.Tensor;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The batches of one epoch, in order. One thread uses a stream; close it when leaving early, which ends its workers. A batch's
 * tensors belong to the {@link Scope} open at {@link #next}.
 *
 * <pre>{@code
 * try (BatchStream batches = loader.epoch(0)) {
 *     for (Batch batch = batches.next(); batch != null; batch = batches.next()) { … }
 * }
 * }</pre>
 */
public final class BatchStream implements AutoCloseable {
    private final Loader loader;
    private final int[] order;
    private final long epoch;
    private final Assembly assembly;
    private final @Nullable BatchSource wholeBatches;
    private final @Nullable Prefetch prefetch;
    private int next;
    private boolean delivered;
    private boolean closed;
    private long waited;

    BatchStream(Loader loader, long epoch, int firstBatch) {
        this.loader = loader;
        this.epoch = epoch;
        order = loader.order(epoch);
        next = firstBatch;
        delivered = firstBatch > 0;
        assembly = loader.assembly(epoch);
        wholeBatches = assembly.wholeBatches();
        prefetch = loader.workers() == 0
                ? null
                : new Prefetch(
                        (number, stopped) -> assembly.batch(indices(number), epoch, stopped),
                        firstBatch,
                        loader.batches(),
                        loader.workers(),
                        loader.prefetch());
    }

    private int[] indices(int batch) {
        int start = batch * loader.batchSize();
        return Arrays.copyOfRange(order, start, Math.min(order.length, start + loader.batchSize()));
    }

    /**
     * The next batch; null at the epoch's end.
     *
     * @throws InputException when an item cannot be read and the loader fails on such items, when the items of a batch differ
     *     in shape or type, or when every item of the epoch was skipped
     * @throws VivaceException when a data set or a transform has a fault, or this thread is interrupted while it waits
     */
    public @Nullable Batch next() {
        HostBatch host = nextOnHost();
        Item items = host.items();
        return items == null ? null : onDevice(items, host.indices());
    }

    private Batch onDevice(Item items, int[] indices) {
        try (Scope scope = Scope.open()) {
            Tensor input = items.input().toTensor().to(loader.device());
            Tensor target = items.target().toTensor().to(loader.device());
            Batch ready = loader.preparation().apply(new Batch(input, target, indices), epoch);
            scope.keep(ready.input());
            scope.keep(ready.target());
            return ready;
        }
    }

    /** The next batch that has items; {@link HostBatch#NOTHING} at the end. */
    HostBatch nextOnHost() {
        long start = System.nanoTime();
        try {
            HostBatch batch = HostBatch.NOTHING;
            while (!closed && batch.items() == null && next < loader.batches()) {
                batch = make(next++);
                delivered |= batch.items() != null;
            }
            if (batch.items() == null) {
                close();
                checkDelivered();
            }
            return batch;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            close();
            throw new VivaceException(
                    "Interrupted while waiting for batch " + (next - 1) + " of epoch " + epoch + ".", e);
        } catch (RuntimeException | Error e) {
            close();
            throw e;
        } finally {
            waited += System.nanoTime() - start;
        }
    }

    private void checkDelivered() {
        boolean nothing = !delivered && next == loader.batches() && loader.skipped() > 0;
        InputException.require(
                !nothing,
                () -> "None of the " + loader.items() + " items can be read. The first: "
                        + loader.skippedMessages().get(0));
    }

    private HostBatch make(int number) throws InterruptedException {
        if (prefetch != null) {
            return prefetch.take();
        }
        int[] indices = indices(number);
        return wholeBatches == null
                ? assembly.batch(indices, epoch, () -> false)
                : new HostBatch(wholeBatches.batch(indices), indices);
    }

    /** How long this stream's user has waited for items so far, in nanoseconds; large when more workers would help. */
    public long waitedNanos() {
        return waited;
    }

    /** Ends the workers; the stream has no more batches. */
    @Override
    public void close() {
        closed = true;
        if (prefetch != null) {
            prefetch.close();
        }
    }
}
