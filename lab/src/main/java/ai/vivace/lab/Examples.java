package ai.vivace.lab;

import ai.vivace.base.InputException;
import ai.vivace.base.Rng;
import ai.vivace.data.Array;
import ai.vivace.data.ArrayDataSet;
import ai.vivace.data.DataSet;
import ai.vivace.data.Item;
import ai.vivace.data.Source;
import ai.vivace.data.Split;
import ai.vivace.data.Subset;
import ai.vivace.data.Task;
import ai.vivace.data.TrainingData;
import ai.vivace.tensor.Shape;
import ai.vivace.vision.Digits;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What the nets of an experiment learn from and are judged by: the digits that come with Vivace, or items of one's own, each of one of
 * several classes.
 *
 * <p>An experiment does dozens of trainings, so of larger data it draws 1600 items to learn from and 400 to judge by, by its seed, and
 * reads them into memory when it runs. At least 40 and 10 are needed.
 */
public final class Examples {
    private static final int MOST_TRAINING = 1600;
    private static final int MOST_JUDGING = 400;
    private static final int FEWEST_TRAINING = 40;
    private static final int FEWEST_JUDGING = 10;
    /** What a colour picture of 104 pixels has; the first layer of a net without convolutions has a hundred weights for each. */
    private static final int LARGEST_INPUT = 1 << 15;

    private static final Examples DIGITS = new Examples("digits", null, null);
    private static final double HELD_OUT = 0.2;

    private final String name;
    private final @Nullable Source training;
    private final @Nullable Source judging;

    private Examples(String name, @Nullable Source training, @Nullable Source judging) {
        this.name = name;
        this.training = training;
        this.judging = judging;
    }

    /** The digits that come with Vivace, a fifth of which, drawn by the experiment's seed, is judged by. */
    public static Examples digits() {
        return DIGITS;
    }

    /**
     * Items of one's own. Nothing is read yet.
     *
     * @param name what texts and titles call them
     * @param training items to learn from
     * @param judging others, to judge by
     * @throws InputException when items do not have one class each, the parts differ in classes or shape, there are too few of them, or
     *     inputs are larger than the small nets of the lab can take
     */
    public static Examples of(String name, Source training, Source judging) {
        InputException.require(!name.isBlank(), () -> "Examples need a name, for texts to call them.");
        InputException.require(
                training.task() instanceof Task.Classification,
                () -> "The experiments are about telling classes apart, but " + name + " has the task "
                        + training.task() + ".");
        InputException.require(
                training.task().equals(judging.task()) && training.inputShape().equals(judging.inputShape()),
                () -> name + ": items to learn from are " + training.task() + " of " + training.inputShape()
                        + ", but those to judge by " + judging.task() + " of " + judging.inputShape() + ".");
        InputException.require(
                training.size() >= FEWEST_TRAINING && judging.size() >= FEWEST_JUDGING,
                () -> name + " has " + training.size() + " items to learn from and " + judging.size()
                        + " to judge by; an experiment needs at least " + FEWEST_TRAINING + " and " + FEWEST_JUDGING
                        + ". Give more items.");
        InputException.require(
                training.inputShape().elements() <= LARGEST_INPUT,
                () -> name + ": an input of shape " + training.inputShape() + " has "
                        + training.inputShape().elements() + " numbers; the small nets of the lab take at most "
                        + LARGEST_INPUT + ". Bring pictures to a smaller size, such as 32 pixels.");
        return new Examples(name, training, judging);
    }

    /**
     * The items of training data, as they are before its preprocessing and augmentation.
     *
     * @throws InputException as {@link #of(String, Source, Source)}, or when its loaders read something other than sources
     */
    public static Examples of(String name, TrainingData data) {
        return of(
                name,
                source(name, data.training().dataSet()),
                source(name, data.validation().dataSet()));
    }

    private static Source source(String name, DataSet items) {
        if (items instanceof Source source) {
            return source;
        }
        throw new InputException(name + ": an experiment needs data that know their classes (a Source), but came a "
                + items.getClass().getSimpleName() + ".");
    }

    /** What texts call them. */
    public String name() {
        return name;
    }

    /** Whether these are the digits that come with Vivace. */
    boolean areDigits() {
        return training == null;
    }

    /**
     * The items in memory.
     *
     * @param seed of the split of the digits, or of what is drawn
     */
    DrawnExamples draw(long seed) {
        if (training == null || judging == null) {
            ArrayDataSet digits = Digits.load();
            return new DrawnExamples(
                    this, digits, Split.stratified(HELD_OUT, seed).apply(digits));
        }
        Rng rng = Rng.of(seed).split("examples");
        Subset learned = drawn(training, MOST_TRAINING, rng.split("training"));
        Subset judged = drawn(judging, MOST_JUDGING, rng.split("judging"));
        InputException.require(
                IntStream.range(0, learned.size())
                                .map(learned::classOf)
                                .distinct()
                                .count()
                        >= 2,
                () -> name + ": all items to learn from are of one class. Give items of at least two.");
        ArrayDataSet all = read(learned, judged);
        return new DrawnExamples(
                this,
                all,
                new Split.Parts(
                        Subset.of(all, IntStream.range(0, learned.size()).toArray()),
                        Subset.of(
                                all, IntStream.range(learned.size(), all.size()).toArray())));
    }

    private static Subset drawn(Source source, int most, Rng rng) {
        int[] order = rng.permutation(source.size());
        int[] chosen = Arrays.copyOf(order, Math.min(most, order.length));
        Arrays.sort(chosen);
        return Subset.of(source, chosen);
    }

    /** Reads the items of both parts, on several threads, into one array. */
    private ArrayDataSet read(Source learned, Source judged) {
        int first = learned.size();
        List<Item> items = IntStream.range(0, first + judged.size())
                .parallel()
                .mapToObj(i -> i < first ? learned.item(i) : judged.item(i - first))
                .toList();
        int[] classes = IntStream.range(0, items.size())
                .map(i -> i < first ? learned.classOf(i) : judged.classOf(i - first))
                .toArray();
        InputException.require(
                Arrays.stream(classes).allMatch(number -> number >= 0),
                () -> name + ": some items have no class of their own.");
        return ArrayDataSet.of(
                        stacked(items.stream().map(Item::input).toList(), learned.inputShape()),
                        classes,
                        (Task.Classification) learned.task())
                .scale(learned.scale());
    }

    private Array stacked(List<Array> inputs, Shape shape) {
        int length = Math.toIntExact(shape.elements());
        Shape all = shape.prepend(inputs.size());
        if (inputs.get(0) instanceof Array.Bytes) {
            byte[] values = new byte[inputs.size() * length];
            for (int i = 0; i < inputs.size(); i++) {
                System.arraycopy(((Array.Bytes) inputs.get(i)).values(), 0, values, i * length, length);
            }
            return new Array.Bytes(all, values);
        }
        float[] values = new float[inputs.size() * length];
        for (int i = 0; i < inputs.size(); i++) {
            if (!(inputs.get(i) instanceof Array.Floats numbers)) {
                throw new InputException(name + ": inputs must be bytes or float32 numbers, but item " + i + " has "
                        + inputs.get(i).dtype() + ".");
            }
            System.arraycopy(numbers.values(), 0, values, i * length, length);
        }
        return new Array.Floats(all, values);
    }

    @Override
    public String toString() {
        return training == null
                ? name
                : name + ", " + training.size() + " and "
                        + Objects.requireNonNull(judging).size() + " items";
    }
}
