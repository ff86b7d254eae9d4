package ai.vivace.metric;

import ai.vivace.base.InputException;
import ai.vivace.tensor.Tensor;
import java.util.Arrays;

/**
 * The area under the receiver operating characteristic: how often a positive item has a higher score than a negative one, ties
 * counting half. One or two outputs are binary; of more classes, the mean over each against the rest.
 */
record RocAuc() implements Metric {
    @Override
    public String name() {
        return "roc_auc";
    }

    @Override
    public Direction direction() {
        return Direction.HIGHER;
    }

    @Override
    public Accumulator start() {
        return new Collected();
    }

    /** All scores and targets, in arrays that double: 4 bytes an item and class, and 4 an item. */
    private static final class Collected implements Accumulator {
        private int columns;
        private int size;
        private float[] scores = new float[0];
        private int[] targets = new int[0];

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
                return area(0, 1);
            }
            double sum = 0;
            int defined = 0;
            for (int column = 0; column < columns; column++) {
                double area = area(column, column);
                if (!Double.isNaN(area)) {
                    sum += area;
                    defined++;
                }
            }
            return sum / defined;
        }

        /** NaN when all items are positive or all negative. */
        private double area(int column, int positive) {
            double[] high = column(column, positive, true);
            double[] low = column(column, positive, false);
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
