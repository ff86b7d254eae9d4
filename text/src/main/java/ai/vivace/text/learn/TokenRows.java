package ai.vivace.text.learn;

import ai.vivace.base.InputException;
import ai.vivace.loss.CrossEntropy;
import ai.vivace.tensor.Shape;
import ai.vivace.tensor.Tensor;
import java.util.stream.IntStream;

/**
 * Answers for tokens as rows.
 *
 * @param logits [N · T, classes]
 * @param target int64 [N · T]
 */
record TokenRows(Tensor logits, Tensor target) {
    /**
     * The rows of a batch.
     *
     * @param output [N, T, classes]
     * @param target int64 [N, T]
     */
    static TokenRows of(Tensor output, Tensor target) {
        InputException.require(
                output.rank() == 3
                        && target.rank() == 2
                        && output.size(0) == target.size(0)
                        && output.size(1) == target.size(1),
                () ->
                        "Answers for tokens have the shape [texts, tokens, classes] and their targets [texts, tokens], but came "
                                + output.shape() + " and " + target.shape() + ".");
        return new TokenRows(output.flatten(0, 1), target.reshape(-1));
    }

    /** The rows that count. */
    TokenRows counted() {
        long[] numbers = target.toLongs();
        long[] places = IntStream.range(0, numbers.length)
                .filter(place -> numbers[place] != CrossEntropy.IGNORED)
                .mapToLong(place -> place)
                .toArray();
        if (places.length == numbers.length) {
            return this;
        }
        Tensor index = Tensor.of(places, Shape.of(places.length)).to(logits.device());
        return new TokenRows(logits.indexSelect(0, index), target.indexSelect(0, index));
    }
}
