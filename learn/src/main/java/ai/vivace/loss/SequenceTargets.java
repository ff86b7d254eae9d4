package ai.vivace.loss;

import ai.vivace.base.InputException;
import ai.vivace.tensor.DType;
import ai.vivace.tensor.Tensor;

/**
 * The targets of sequences without alignment, checked: the engine would read beyond its memory for numbers out of range.
 *
 * @param numbers int64 [N, longest], with 0 where a sequence is shorter
 * @param lengths of each sequence
 */
record SequenceTargets(Tensor numbers, long[] lengths) {
    static SequenceTargets of(Tensor output, Tensor target, long blank) {
        InputException.require(
                output.rank() == 3
                        && target.rank() == 2
                        && target.size(0) == output.size(0)
                        && target.dtype() == DType.INT64,
                () -> "CTC: outputs must be [N, steps, classes] and targets int64 [N, longest], but came "
                        + output.shape() + " and " + target.dtype() + " " + target.shape() + ".");
        long classes = output.size(2);
        InputException.require(
                blank < classes, () -> "CTC: the blank is class " + blank + ", but there are " + classes + " outputs.");
        long[] values = target.toLongs();
        int longest = (int) target.size(1);
        long[] lengths = new long[(int) target.size(0)];
        for (int row = 0; row < lengths.length; row++) {
            for (int i = 0; i < longest; i++) {
                long value = values[row * longest + i];
                int place = i;
                int number = row;
                if (value == CrossEntropy.IGNORED) {
                    continue;
                }
                InputException.require(
                        lengths[row] == i,
                        () -> "CTC: row " + number + " goes on at place " + place + " after padding of "
                                + CrossEntropy.IGNORED + ". Padding belongs at the end.");
                InputException.require(
                        value >= 0 && value < classes && value != blank,
                        () -> "CTC: row " + number + " has the target " + value + " at place " + place
                                + ", but targets are 0 to " + (classes - 1) + " without the blank, " + blank
                                + "; padding is " + CrossEntropy.IGNORED + ".");
                lengths[row]++;
            }
        }
        return new SequenceTargets(target.maskedFill(target.eq(CrossEntropy.IGNORED), 0), lengths);
    }
}
