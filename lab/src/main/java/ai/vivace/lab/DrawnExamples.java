package ai.vivace.lab;

import static ai.vivace.lab.Wording.count;

import ai.vivace.data.ArrayDataSet;
import ai.vivace.data.Split;
import ai.vivace.data.Task;
import ai.vivace.data.TrainingData;

/**
 * Examples in memory.
 *
 * @param from which they are
 * @param all of both parts
 * @param parts those to learn from and those to judge by
 */
record DrawnExamples(Examples from, ArrayDataSet all, Split.Parts parts) {
    /** In batches of 64, in an order of its own for each seed; the parts stay. */
    TrainingData data(long orderSeed) {
        return TrainingData.of(parts.training(), parts.validation())
                .seed(orderSeed)
                .build();
    }

    int classes() {
        return ((Task.Classification) all.task()).labels().size();
    }

    /** The loss of an answer that does not look at its input: the logarithm of the number of classes. */
    double guess() {
        return Math.log(classes());
    }

    /** Whether an input is a picture, [channels, height, width]. */
    boolean arePictures() {
        return all.inputShape().rank() == 3;
    }

    /** As in {@code 1,797 handwritten digits}. */
    String counted() {
        return from.areDigits()
                ? count(all.size(), "handwritten digit")
                : count(all.size(), "example") + " of \"" + from.name() + "\" in "
                        + count(classes(), "class", "classes");
    }

    /** As in {@code the digits}. */
    String called() {
        return from.areDigits() ? "the digits" : "\"" + from.name() + "\"";
    }
}
