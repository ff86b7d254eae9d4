package ai.vivace.metric;

import ai.vivace.base.InputException;
import ai.vivace.tensor.Tensor;
import java.util.Arrays;

/**
 * A score of the order in which a model puts positive and negative items. One or two outputs are binary; of more classes it is the mean
 * over each against the rest.
 */
record RankScore(String name, Curve curve) implements Metric {
    /** The score of one class. */
    @FunctionalInterface
    interface Curve {
        /**
         * NaN where the items have no score.
         *
         * @param high the positive items' scores, rising
         * @param low the negative items' scores, rising
         */
        double of(double[] high, double[] low);
    }

    /** How often a positive item has a higher score than a negative one, ties counting half; NaN when one of the kinds is missing. */
    static double area(double[] high, double[] low) {
        double wins = 0;
        int below = 0;
        int notAbove = 0;
        for (double score : high) {
            while (below < low.length && low[below] < score) {
                below++;
            }
            notAbove = Math.max(notAbove, below);
            while (notAbove < low.length && low[notAbove] <= score) {
                notAbove++;
            }
            wins += (below + notAbove) / 2.0;
        }
        return wins / ((double) high.length * low.length);
    }

    /** The mean over positive items of the precision when all that scores as high or higher is taken; NaN without positive items. */
    static double averagePrecision(double[] high, double[] low) {
        double sum = 0;
        int negatives = low.length;
        int end = high.length;
        while (end > 0) {
            double score = high[end - 1];
            int start = end;
            while (start > 0 && high[start - 1] == score) {
                start--;
            }
            while (negatives > 0 && low[negatives - 1] >= score) {
                negatives--;
            }
            double taken = high.length - start;
            sum += (end - start) * taken / (taken + low.length - negatives);
            end = start;
        }
        return sum / high.length;
    }

    @Override
    public Direction direction() {
        return Direction.HIGHER;
    }

    @Override
    public Accumulator start() {
        return new Collected(curve);
    }

    /** All scores and targets, in arrays that double: 4 bytes an item and class, and 4 an item. */
    private static final class Collected implements Accumulator {
        private final Curve curve;
        private int columns;
        private int size;
        private float[] scores = new float[0];
        private int[] targets = new int[0];

        Collected(Curve curve) {
            this.curve = curve;
        }

        @Override
        public void add(Tensor output, Tensor target) {
            float[] batch = scores(output).toFloats();
            long[] numbers = target.toLongs();
            int classes = Answers.classes(output);
            columns = classes == 2 ? 1 : classes;
            InputException.require(
                    batch.length == numbers.length * columns,
                    () -> "Outputs of shape " + output.shape()
                            + " need one class number for each item, but came targets of " + target.shape() + ".");
            grow(size + numbers.length);
            System.arraycopy(batch, 0, scores, size * columns, batch.length);
            for (int i = 0; i < numbers.length; i++) {
                targets[size + i] = ConfusionMatrix.check(classes, "target", i, numbers[i]);
            }
            size += numbers.length;
        }

        /** Binary: the difference of logits, whose order is that of the probabilities. Else probabilities, an item's side by side. */
        private static Tensor scores(Tensor output) {
            if (Answers.isSingle(output)) {
                return Answers.single(output);
            }
            return output.size(1) == 2
                    ? output.select(1, 1).sub(output.select(1, 0))
                    : Answers.classesLast(output).softmax(-1);
        }

        private void grow(int wanted) {
            if (wanted > targets.length) {
                int capacity = Math.max(wanted, targets.length * 2);
                targets = Arrays.copyOf(targets, capacity);
                scores = Arrays.copyOf(scores, Math.multiplyExact(capacity, columns));
            }
        }

        @Override
        public double value() {
            for (int i = 0; i < size * columns; i++) {
                if (Float.isNaN(scores[i])) {
                    return Double.NaN;
                }
            }
            if (columns <= 1) {
                return score(0, 1);
            }
            double sum = 0;
            int defined = 0;
            for (int column = 0; column < columns; column++) {
                double score = score(column, column);
                if (!Double.isNaN(score)) {
                    sum += score;
                    defined++;
                }
            }
            return sum / defined;
        }

        private double score(int column, int positive) {
            return curve.of(column(column, positive, true), column(column, positive, false));
        }

        private double[] column(int column, int positive, boolean wanted) {
            double[] values = new double[size];
            int count = 0;
            for (int i = 0; i < size; i++) {
                if ((targets[i] == positive) == wanted) {
                    values[count++] = scores[i * columns + column];
                }
            }
            double[] sorted = Arrays.copyOf(values, count);
            Arrays.sort(sorted);
            return sorted;
        }
    }
}
