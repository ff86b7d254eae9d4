package ai.vivace.data;

import ai.vivace.base.InputException;
import ai.vivace.tensor.Shape;
import java.util.function.IntFunction;

/** Examples in memory: all inputs in one array and all targets in another. */
public final class ArrayDataSet implements Source, BatchSource {
    private final Array inputs;
    private final Array targets;
    private final Task task;
    private final double scale;
    private final IntFunction<String> names;
    private final IntFunction<String> groups;

    private ArrayDataSet(
            Array inputs,
            Array targets,
            Task task,
            double scale,
            IntFunction<String> names,
            IntFunction<String> groups) {
        this.inputs = inputs;
        this.targets = targets;
        this.task = task;
        this.scale = scale;
        this.names = names;
        this.groups = groups;
    }

    /**
     * Examples of the given arrays, which are not copied. The scale is 255 for bytes and 1 for other inputs.
     *
     * @param inputs [n, …]
     * @param targets [n] or [n, …]; class numbers as {@link Array.Longs} for a classification
     * @throws InputException when the two differ in n, n is 0, or a class number is not of the task
     */
    public static ArrayDataSet of(Array inputs, Array targets, Task task) {
        InputException.require(
                inputs.shape().rank() > 0
                        && targets.shape().rank() > 0
                        && inputs.shape().size(0) == targets.shape().size(0)
                        && inputs.shape().size(0) > 0,
                () -> "Inputs and targets need the same number of items as their first dimension, at least 1, but came "
                        + inputs.shape() + " and " + targets.shape() + ".");
        if (task instanceof Task.Classification classification) {
            checkClasses(targets, classification);
        }
        return new ArrayDataSet(
                inputs, targets, task, inputs instanceof Array.Bytes ? 255 : 1, i -> "item " + i, i -> "");
    }

    /** Examples with one class number each. */
    public static ArrayDataSet of(Array inputs, int[] classes, Task.Classification task) {
        long[] numbers = new long[classes.length];
        for (int i = 0; i < classes.length; i++) {
            numbers[i] = classes[i];
        }
        return of(inputs, new Array.Longs(Shape.of(numbers.length), numbers), task);
    }

    private static void checkClasses(Array targets, Task.Classification task) {
        if (!(targets instanceof Array.Longs numbers)) {
            throw new InputException(
                    "A classification needs class numbers as int64, but came " + Rows.kind(targets) + ".");
        }
        int classes = task.labels().size();
        for (int i = 0; i < numbers.values().length; i++) {
            long number = numbers.values()[i];
            int place = i;
            InputException.require(
                    number >= 0 && number < classes,
                    () -> "Class numbers must be 0 to " + (classes - 1) + " for the " + classes + " labels, but target "
                            + place + " is " + number + ".");
        }
    }

    /** The same examples with another scale (see {@link Source#scale}); positive. */
    public ArrayDataSet scale(double divisor) {
        InputException.require(divisor > 0, () -> "The scale must be positive, but is " + divisor + ".");
        return new ArrayDataSet(inputs, targets, task, divisor, names, groups);
    }

    /** The same examples with names for messages, such as "row 17 of digits.csv". */
    public ArrayDataSet names(IntFunction<String> namesOfItems) {
        return new ArrayDataSet(inputs, targets, task, scale, namesOfItems, groups);
    }

    /** The same examples with a group each, for {@link Split#byGroup}. */
    public ArrayDataSet groups(IntFunction<String> groupsOfItems) {
        return new ArrayDataSet(inputs, targets, task, scale, names, groupsOfItems);
    }

    @Override
    public int size() {
        return Math.toIntExact(inputs.shape().size(0));
    }

    @Override
    public Item item(int index) {
        return new Item(Rows.one(inputs, index), Rows.one(targets, index));
    }

    @Override
    public Item batch(int[] indices) {
        return new Item(Rows.gather(inputs, indices), Rows.gather(targets, indices));
    }

    @Override
    public String describe(int index) {
        return names.apply(index);
    }

    @Override
    public Task task() {
        return task;
    }

    @Override
    public Shape inputShape() {
        return inputs.shape().withoutFirst();
    }

    @Override
    public double scale() {
        return scale;
    }

    @Override
    public int classOf(int index) {
        return task instanceof Task.Classification
                        && targets instanceof Array.Longs numbers
                        && targets.shape().rank() == 1
                ? Math.toIntExact(numbers.values()[index])
                : -1;
    }

    @Override
    public String group(int index) {
        return groups.apply(index);
    }
}
