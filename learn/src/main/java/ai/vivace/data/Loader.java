package ai.vivace.data;

import ai.vivace.base.InputException;
import ai.vivace.base.Rng;
import ai.vivace.tensor.Device;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes batches of a data set, epoch by epoch, with worker threads on every operating system.
 *
 * <p>Batches are a function of the data set, the settings and the epoch: the order comes from (seed, epoch), each item's
 * randomness from (seed, epoch, index), and neither the number of workers nor what was read before changes a bit. Workers
 * read, transform and stack items; the thread that asks makes tensors of them, moves them to the device, and transforms and
 * preprocesses whole batches there. Where nothing but copying is to do (see {@link BatchSource}) the asking thread does that itself.
 *
 * <p>Differs from fastai: an epoch with fewer items than a batch keeps its short batch and says so, where fastai has no batch
 * at all.
 */
public final class Loader {
    private static final Logger LOG = LoggerFactory.getLogger(Loader.class);

    private final Builder settings;
    private final SkippedItems skipped = new SkippedItems();
    private final List<String> notes = new ArrayList<>();
    private final int workers;
    private final int items;

    private Loader(Builder builder) {
        settings = new Builder(builder, builder.dataSet);
        workers = assembly(0).wholeBatches() == null ? settings.workers : 0;
        items = itemsOfAnEpoch();
    }

    private int itemsOfAnEpoch() {
        int size = settings.dataSet.size();
        boolean drop = settings.incomplete == null ? settings.shuffled : settings.incomplete == IncompleteBatch.DROP;
        if (drop && size < settings.batchSize) {
            String note = "There are " + size + " items, fewer than a batch of " + settings.batchSize
                    + ": every epoch is one short batch.";
            LOG.warn(note);
            notes.add(note);
            return size;
        }
        return drop ? size - size % settings.batchSize : size;
    }

    /**
     * Starts to describe a loader.
     *
     * @throws InputException when the data set is empty
     */
    public static Builder of(DataSet dataSet) {
        return new Builder(dataSet);
    }

    /** A description like this loader's, to vary; the count of skipped items starts anew. */
    public Builder toBuilder() {
        return new Builder(settings, settings.dataSet);
    }

    /** A description like this loader's, of other items. */
    Builder toBuilder(DataSet items) {
        return new Builder(settings, items);
    }

    /** All batches of an epoch. */
    public BatchStream epoch(long epoch) {
        return epoch(epoch, 0);
    }

    /**
     * The batches of an epoch from one on, equal to those a whole epoch has there.
     *
     * @param firstBatch 0 to {@link #batches()}
     */
    public BatchStream epoch(long epoch, int firstBatch) {
        InputException.require(
                firstBatch >= 0 && firstBatch <= batches(),
                () -> "An epoch has batches 0 to " + (batches() - 1) + "; there is no batch " + firstBatch
                        + " to start from.");
        return new BatchStream(this, epoch, firstBatch);
    }

    /** What is loaded. */
    public DataSet dataSet() {
        return settings.dataSet;
    }

    /** The number of batches in an epoch. */
    public int batches() {
        return (items + settings.batchSize - 1) / settings.batchSize;
    }

    /** The number of items in an epoch, before any are skipped. */
    public int items() {
        return items;
    }

    /** The number of items in a full batch. */
    public int batchSize() {
        return settings.batchSize;
    }

    /** The number of worker threads that an epoch runs: 0 where the asking thread does the work. */
    public int workers() {
        return workers;
    }

    /** What order and transforms follow from. */
    public long seed() {
        return settings.seed;
    }

    /** Whether each epoch has an order of its own. */
    public boolean isShuffled() {
        return settings.shuffled;
    }

    /** The device of the batches. */
    public Device device() {
        return settings.device;
    }

    /** What is done to inputs on the device; null when they stay as they are. */
    public @Nullable Preprocessing preprocessing() {
        return settings.preprocessing;
    }

    /** What happens to each item, in order. */
    public List<ItemTransform> transforms() {
        return settings.transforms;
    }

    /** What happens to each batch on the device before it is normalised, in order. */
    public List<BatchTransform> batchTransforms() {
        return settings.batchTransforms;
    }

    /** How many different items could not be read so far and were left out. */
    public int skipped() {
        return skipped.count();
    }

    /** Why the first skipped items (up to 10, by number) could not be read. */
    public List<String> skippedMessages() {
        return skipped.messages();
    }

    /** What a user should know: that an epoch is one short batch. */
    public List<String> notes() {
        return List.copyOf(notes);
    }

    int prefetch() {
        return settings.prefetch == 0 ? 2 * Math.max(1, workers) : settings.prefetch;
    }

    /** What reads the items of an epoch. */
    Assembly assembly(long epoch) {
        DataSet layout = settings.dataSet instanceof EpochDataSet laidOut ? laidOut.layout(epoch) : settings.dataSet;
        return new Assembly(layout, settings.reading, settings.transforms, settings.onCorrupt, skipped, settings.seed);
    }

    BatchPreparation preparation() {
        return new BatchPreparation(settings.preprocessing, settings.task, settings.batchTransforms, settings.seed);
    }

    int[] order(long epoch) {
        int size = settings.dataSet.size();
        int[] order = settings.shuffled
                ? Rng.of(settings.seed).split("shuffle").split(epoch).permutation(size)
                : IntStream.range(0, size).toArray();
        return items == size ? order : Arrays.copyOf(order, items);
    }

    /** As in {@code 48000 items in 750 shuffled batches of 64, 4 workers}. */
    @Override
    public String toString() {
        return items + " items in " + batches() + (settings.shuffled ? " shuffled" : "") + " batches of "
                + settings.batchSize + ", "
                + (workers == 0 ? "no workers" : workers == 1 ? "1 worker" : workers + " workers")
                + (skipped() == 0 ? "" : ", " + skipped() + " skipped");
    }

    /** The settings of a loader to be. */
    public static final class Builder {
        private final DataSet dataSet;
        private int batchSize = 64;
        private int workers = Math.min(16, Runtime.getRuntime().availableProcessors());
        private int prefetch;
        private long seed;
        private boolean shuffled;
        private Assembly.Reading reading = Assembly.Reading.STILL;
        private @Nullable IncompleteBatch incomplete;
        private List<ItemTransform> transforms = List.of();
        private List<BatchTransform> batchTransforms = List.of();
        private @Nullable Task task;
        private @Nullable Preprocessing preprocessing;
        private OnCorrupt onCorrupt = OnCorrupt.FAIL;
        private Device device = Device.CPU;

        private Builder(DataSet dataSet) {
            InputException.require(dataSet.size() > 0, () -> "The data set has no items.");
            this.dataSet = dataSet;
        }

        private Builder(Builder other, DataSet dataSet) {
            this(dataSet);
            batchSize = other.batchSize;
            workers = other.workers;
            prefetch = other.prefetch;
            seed = other.seed;
            shuffled = other.shuffled;
            reading = other.reading;
            incomplete = other.incomplete;
            transforms = other.transforms;
            batchTransforms = other.batchTransforms;
            task = other.task;
            preprocessing = other.preprocessing;
            onCorrupt = other.onCorrupt;
            device = other.device;
        }

        /** Items in a batch, at least 1; default 64. */
        public Builder batchSize(int items) {
            InputException.require(items >= 1, () -> "The batch size must be at least 1, but is " + items + ".");
            batchSize = items;
            return this;
        }

        /**
         * Worker threads, 0 or more; default the number of processors, at most 16. With 0 the asking thread does the work.
         */
        public Builder workers(int threads) {
            InputException.require(
                    threads >= 0, () -> "The number of workers must be 0 or more, but is " + threads + ".");
            workers = threads;
            return this;
        }

        /** How many batches may be ready or in the making, at least 1; default two for each worker. */
        public Builder prefetch(int batchesAhead) {
            InputException.require(
                    batchesAhead >= 1, () -> "At least 1 batch must be prefetched, but came " + batchesAhead + ".");
            prefetch = batchesAhead;
            return this;
        }

        /** An order of its own for each epoch; drops the incomplete batch unless told otherwise. */
        public Builder shuffled(long orderSeed) {
            seed = orderSeed;
            shuffled = true;
            return this;
        }

        /** Items as training reads them, {@link DataSet#item(int, ai.vivace.base.Rng)}; default: the same in every epoch. */
        public Builder varied() {
            reading = Assembly.Reading.VARIED;
            return this;
        }

        /** The data set's order in every epoch; the default. */
        public Builder ordered() {
            shuffled = false;
            return this;
        }

        /** The seed of order and transforms; default 0. */
        public Builder seed(long value) {
            seed = value;
            return this;
        }

        /** What happens to items that do not fill a batch; default: dropped when shuffled, kept when ordered (as fastai). */
        public Builder incompleteBatch(IncompleteBatch choice) {
            incomplete = choice;
            return this;
        }

        /** What happens to each item on the worker threads, in order; default nothing. */
        public Builder transforms(List<ItemTransform> inOrder) {
            transforms = List.copyOf(inOrder);
            return this;
        }

        /**
         * What happens to each batch on the device, in order, between the division by the scale and the normalisation; default
         * nothing.
         *
         * @param predicted what is to be predicted, which says how targets follow
         */
        public Builder batchTransforms(Task predicted, List<BatchTransform> inOrder) {
            task = predicted;
            batchTransforms = List.copyOf(inOrder);
            return this;
        }

        /** What happens to inputs on the device; default nothing. */
        public Builder preprocessing(Preprocessing steps) {
            preprocessing = steps;
            return this;
        }

        /** What happens when an item cannot be read; default {@link OnCorrupt#FAIL}. */
        public Builder onCorrupt(OnCorrupt choice) {
            onCorrupt = choice;
            return this;
        }

        /** The device of the batches; default the CPU. */
        public Builder device(Device target) {
            device = target;
            return this;
        }

        /** The loader. */
        public Loader build() {
            return new Loader(this);
        }
    }
}
