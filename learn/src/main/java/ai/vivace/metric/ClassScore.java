package ai.vivace.metric;

import ai.vivace.tensor.Tensor;
import java.util.OptionalLong;
import java.util.stream.IntStream;

/**
 * A score of the confusion matrix of all batches.
 *
 * @param ignored the target that does not count, if there is one
 */
record ClassScore(String name, ConfusionMatrix.Score score, Averaging averaging, OptionalLong ignored)
        implements Metric {
    ClassScore(String name, ConfusionMatrix.Score score, Averaging averaging) {
        this(name, score, averaging, OptionalLong.empty());
    }

    @Override
    public Direction direction() {
        return Direction.HIGHER;
    }

    @Override
    public Accumulator start() {
        return new Accumulator() {
            private long[][] counts = new long[0][0];

            @Override
            public void add(Tensor output, Tensor target) {
                if (counts.length == 0) {
                    int classes = Answers.classes(output);
                    counts = new long[classes][classes];
                }
                long[] predicted = Answers.predicted(output).toLongs();
                long[] actual = target.toLongs();
                if (ignored.isPresent() && predicted.length == actual.length) {
                    int[] counted = IntStream.range(0, actual.length)
                            .filter(place -> actual[place] != ignored.getAsLong())
                            .toArray();
                    ConfusionMatrix.count(counts, chosen(predicted, counted), chosen(actual, counted));
                } else {
                    ConfusionMatrix.count(counts, predicted, actual);
                }
            }

            @Override
            public double value() {
                return counts.length == 0
                        ? Double.NaN
                        : ConfusionMatrix.of(counts).score(score, averaging);
            }
        };
    }

    private static long[] chosen(long[] values, int... places) {
        return IntStream.of(places).mapToLong(place -> values[place]).toArray();
    }
}
