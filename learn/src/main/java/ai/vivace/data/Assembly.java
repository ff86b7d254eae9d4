package ai.vivace.data;

import ai.vivace.base.InputException;
import ai.vivace.base.Rng;
import ai.vivace.base.VivaceException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Reads, transforms and stacks the items of one batch. Many threads may do so at the same time. */
final class Assembly {
    private final DataSet dataSet;
    private final List<ItemTransform> transforms;
    private final OnCorrupt onCorrupt;
    private final SkippedItems skipped;
    private final Reading reading;
    private final Rng rng;

    /** How items are read. */
    enum Reading {
        /** The same in each epoch. */
        STILL,
        /** As they are to be learned from: with a stream of their own in each epoch. */
        VARIED
    }

    Assembly(
            DataSet dataSet,
            Reading reading,
            List<ItemTransform> transforms,
            OnCorrupt onCorrupt,
            SkippedItems skipped,
            long seed) {
        this.dataSet = dataSet;
        this.reading = reading;
        this.transforms = transforms;
        this.onCorrupt = onCorrupt;
        this.skipped = skipped;
        this.rng = Rng.of(seed).split("item");
    }

    /** A source of whole batches when nothing has to be done to single items. */
    @Nullable
    BatchSource wholeBatches() {
        if (!transforms.isEmpty()) {
            return null;
        }
        if (dataSet instanceof Subset subset) {
            return subset.batchSource();
        }
        return dataSet instanceof BatchSource batches ? batches : null;
    }

    /**
     * A batch of items.
     *
     * @param stopped asked between items; when it says yes the rest is not read, as nobody waits for it
     */
    HostBatch batch(int[] indices, long epoch, BooleanSupplier stopped) {
        Rng streams = rng.split(epoch);
        List<Item> items = new ArrayList<>(indices.length);
        int[] taken = new int[indices.length];
        for (int index : indices) {
            if (stopped.getAsBoolean()) {
                return HostBatch.NOTHING;
            }
            Item item = read(index, epoch);
            if (item != null) {
                taken[items.size()] = index;
                items.add(transformed(item, index, streams.split(index)));
            }
        }
        return items.isEmpty()
                ? HostBatch.NOTHING
                : new HostBatch(stack(items, taken), Arrays.copyOf(taken, items.size()));
    }

    /** The item, or null when it cannot be read and is to be skipped. */
    @Nullable
    Item read(int index, long epoch) {
        try {
            // A stream of its own, so that what transforms draw does not depend on what reading has drawn.
            return reading == Reading.STILL
                    ? dataSet.item(index)
                    : dataSet.item(index, stream(epoch, index).split("read"));
        } catch (InputException e) {
            if (onCorrupt == OnCorrupt.SKIP) {
                skipped.add(index, named(index, String.valueOf(e.getMessage())));
                return null;
            }
            throw new InputException(
                    named(index, String.valueOf(e.getMessage()))
                            + " Repair or remove it, or skip such items (OnCorrupt.SKIP, or --skip-corrupt of the command line).",
                    e);
        } catch (RuntimeException e) {
            throw new VivaceException("Reading " + dataSet.describe(index) + " failed: " + e, e);
        }
    }

    /** The message with the item's name, unless it says it already. */
    private String named(int index, String message) {
        String name = dataSet.describe(index);
        return message.contains(name) ? message : name + ": " + message;
    }

    /** The item after every transform. */
    Item transformed(Item item, int index, Rng stream) {
        Item changed = item;
        for (ItemTransform transform : transforms) {
            changed = transformed(changed, transform, index, stream);
        }
        return changed;
    }

    /** The item after one transform. */
    Item transformed(Item item, ItemTransform transform, int index, Rng stream) {
        try {
            return transform.apply(item, stream);
        } catch (InputException e) {
            throw new InputException(
                    name(transform) + " cannot change " + dataSet.describe(index) + " (" + Rows.kind(item.input())
                            + "): " + e.getMessage(),
                    e);
        } catch (RuntimeException e) {
            throw new VivaceException(
                    name(transform) + " failed on " + dataSet.describe(index) + " (" + Rows.kind(item.input()) + "): "
                            + e,
                    e);
        }
    }

    /** One array each of inputs and targets. */
    Item stack(List<Item> items, int[] indices) {
        return new Item(
                Rows.stack(items.stream().map(Item::input).toList(), "inputs", i -> dataSet.describe(indices[i])),
                Rows.stack(items.stream().map(Item::target).toList(), "targets", i -> dataSet.describe(indices[i])));
    }

    /** The stream an item's transforms draw from. */
    Rng stream(long epoch, int index) {
        return rng.split(epoch).split(index);
    }

    /** What messages call a transform: records print their settings. */
    static String name(ItemTransform transform) {
        String simple = transform.getClass().getSimpleName();
        return transform.getClass().isRecord() ? transform.toString() : simple.replaceAll("\\$\\$.*", " (a lambda)");
    }
}
