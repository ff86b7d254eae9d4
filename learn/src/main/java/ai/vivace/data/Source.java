package ai.vivace.data;

import ai.vivace.tensor.Shape;

/**
 * A data set that knows what it is for: its task, the shape of its raw inputs, and each item's class and group without
 * reading the item. Splits and {@link TrainingData} start from one.
 */
public interface Source extends DataSet {
    /** What is to be predicted. */
    Task task();

    /** The shape of one raw input; the same for every item. */
    Shape inputShape();

    /** What raw values are divided by before anything else: 255 for the bytes of pictures, 1 (the default) for none. */
    default double scale() {
        return 1;
    }

    /** An item's class number, found without reading the item; -1 where items have no single class. */
    int classOf(int index);

    /** What {@link Split#byGroup} sorts items by, such as the folder "train" or "valid"; empty where there are no groups. */
    default String group(int index) {
        return "";
    }
}
