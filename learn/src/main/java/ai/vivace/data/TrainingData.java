package ai.vivace.data;

import ai.vivace.base.InputException;
import ai.vivace.tensor.Device;
import ai.vivace.tensor.Shape;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything a learner needs to know about its data.
 *
 * @param training batches to learn from
 * @param validation batches to be judged by
 * @param task what is to be predicted
 * @param preprocessing what both loaders do to inputs; exported with the model
 * @param notes what a user should know about the data
 */
public record TrainingData(
        Loader training, Loader validation, Task task, Preprocessing preprocessing, List<String> notes) {
    public TrainingData {
        notes = List.copyOf(notes);
    }

    /** Loaders made elsewhere, without notes. */
    public static TrainingData of(Loader training, Loader validation, Task task, Preprocessing preprocessing) {
        return new TrainingData(training, validation, task, preprocessing, List.of());
    }

    /** Starts to describe training on a source, split in two. */
    public static Builder of(Source source, Split split) {
        Split.Parts parts = split.apply(source);
        return new Builder(parts.training(), parts.validation());
    }

    /** Starts to describe training on parts that are split already. */
    public static Builder of(Source training, Source validation) {
        return new Builder(training, validation);
    }

    /** The shape of one input, without the batch dimension. */
    public Shape inputShape() {
        return preprocessing.inputShape();
    }

    /**
     * A loader of any data, such as the whole training part, that reads as the validation loader does: every item, in the data set's
     * order, without augmentation.
     *
     * @throws InputException when there are no items, or they have another task, other classes or another shape
     */
    public Loader inOrder(DataSet items) {
        return wholly(validation, items);
    }

    /**
     * A loader of any data that reads as the training loader does, with its transforms and augmentation, but every item and in the
     * data set's order: for test-time augmentation, and to see what the model learns from.
     *
     * @throws InputException as {@link #inOrder}
     */
    public Loader augmented(DataSet items) {
        return wholly(training, items);
    }

    private Loader wholly(Loader like, DataSet items) {
        if (items instanceof Source source) {
            InputException.require(
                    source.task().equals(task) && source.inputShape().equals(inputShape()),
                    () -> "The learner's data are " + task + " of " + inputShape() + ", but these are " + source.task()
                            + " of " + source.inputShape() + ".");
        }
        return like.toBuilder(items)
                .ordered()
                .incompleteBatch(IncompleteBatch.KEEP)
                .build();
    }

    /** A few lines for people: items, batches, classes, workers, skipped items, preprocessing, notes. */
    public String describe() {
        List<String> lines = new ArrayList<>();
        lines.add("training: " + training);
        lines.add("validation: " + validation);
        List<String> labels = task.labels();
        if (!labels.isEmpty()) {
            lines.add(labels.size() + " classes: " + String.join(", ", labels.subList(0, Math.min(10, labels.size())))
                    + (labels.size() > 10 ? ", …" : ""));
        } else {
            lines.add(task.toString());
        }
        lines.add("inputs " + preprocessing.inputShape() + ", divided by " + preprocessing.scale() + ", mean "
                + preprocessing.mean() + ", deviation " + preprocessing.deviation() + ", on " + training.device());
        lines.addAll(notes);
        return String.join("\n", lines);
    }

    /** The settings of training data to be. */
    public static final class Builder {
        private final Source training;
        private final Source validation;
        private int batchSize = 64;
        private @Nullable Integer workers;
        private long seed;
        private List<ItemTransform> transforms = List.of();
        private List<ItemTransform> augmentation = List.of();
        private List<BatchTransform> batchAugmentation = List.of();
        private @Nullable Preprocessing preprocessing;
        private OnCorrupt onCorrupt = OnCorrupt.FAIL;
        private Device device = Device.CPU;

        private Builder(Source training, Source validation) {
            InputException.require(
                    training.task().equals(validation.task())
                            && training.inputShape().equals(validation.inputShape()),
                    () -> "Training and validation must have one task and one input shape, but came "
                            + training.task() + " of " + training.inputShape() + " and " + validation.task() + " of "
                            + validation.inputShape() + ".");
            this.training = training;
            this.validation = validation;
        }

        /** Items in a batch, for both parts; default 64. */
        public Builder batchSize(int items) {
            batchSize = items;
            return this;
        }

        /** Worker threads of each loader; see {@link Loader.Builder#workers}. */
        public Builder workers(int threads) {
            workers = threads;
            return this;
        }

        /** The seed of the order and of all randomness of items; default 0. */
        public Builder seed(long value) {
            seed = value;
            return this;
        }

        /**
         * What happens to every item of both parts, in order; must keep the input's shape. Default nothing. An exported model does not
         * hold it: whoever uses the model does the same to inputs first.
         */
        public Builder transforms(List<ItemTransform> inOrder) {
            transforms = List.copyOf(inOrder);
            return this;
        }

        /** What happens to items of the training part besides, after the transforms of both; default nothing. */
        public Builder augmentation(List<ItemTransform> inOrder) {
            augmentation = List.copyOf(inOrder);
            return this;
        }

        /**
         * What happens to whole batches of the training part on the device, after all of the above and before the normalisation;
         * default nothing. What is drawn follows from the seed, the epoch and the item. Inputs keep their shape.
         */
        public Builder batchAugmentation(List<BatchTransform> inOrder) {
            batchAugmentation = List.copyOf(inOrder);
            return this;
        }

        /** As {@link #batchAugmentation(List)}. */
        public Builder batchAugmentation(BatchTransform... inOrder) {
            return batchAugmentation(List.of(inOrder));
        }

        /**
         * Preprocessing that is known, such as a pretrained model's; default: fitted to the training part when building, which
         * reads each of its items once.
         */
        public Builder preprocessing(Preprocessing known) {
            preprocessing = known;
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

        /** The training data. */
        public TrainingData build() {
            PreprocessingFit fit = preprocessing == null
                    ? PreprocessingFit.of(training, loader(training))
                    : new PreprocessingFit(preprocessing, List.of());
            List<ItemTransform> all = new ArrayList<>(transforms);
            all.addAll(augmentation);
            Loader learning = loader(training)
                    .shuffled(seed)
                    .varied()
                    .transforms(all)
                    .batchTransforms(training.task(), batchAugmentation)
                    .preprocessing(fit.preprocessing())
                    .build();
            Loader judging = loader(validation)
                    .transforms(transforms)
                    .preprocessing(fit.preprocessing())
                    .build();
            List<String> notes = new ArrayList<>(fit.notes());
            notes.addAll(learning.notes());
            return new TrainingData(learning, judging, training.task(), fit.preprocessing(), notes);
        }

        private Loader.Builder loader(Source source) {
            Loader.Builder loader = Loader.of(source)
                    .batchSize(batchSize)
                    .seed(seed)
                    .onCorrupt(onCorrupt)
                    .device(device);
            return workers == null ? loader : loader.workers(workers);
        }
    }
}
