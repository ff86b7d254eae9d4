package ai.vivace.text.learn;

import ai.vivace.base.InputException;
import ai.vivace.loss.ChunkedCrossEntropy;
import ai.vivace.loss.CrossEntropy;
import ai.vivace.tensor.Shape;
import ai.vivace.tensor.Tensor;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

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

    /** The same rows as many at a time as {@link ChunkedCrossEntropy} takes: what is made of them for a moment is then small beside them. */
    List<TokenRows> parts() {
        long rows = ChunkedCrossEntropy.ofClasses(logits.size(1)).rows();
        return LongStream.iterate(0, start -> start < target.elements(), start -> start + rows)
                .mapToObj(start -> narrow(start, Math.min(rows, target.elements() - start)))
                .toList();
    }

    private TokenRows narrow(long start, long length) {
        return new TokenRows(logits.narrow(0, start, length), target.narrow(0, start, length));
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
