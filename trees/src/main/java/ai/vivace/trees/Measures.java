package ai.vivace.trees;

import java.util.Arrays;
import java.util.function.ToDoubleBiFunction;

/** The measures of predictions; rows count by their weights. */
public final class Measures {
    private static final double LEAST = 1e-15;

    private Measures() {}

    /** What suits a task: {@link #logLoss}, {@link #rootMeanSquare} or {@link #ndcg}. */
    public static Measure of(Task task) {
        if (task instanceof Task.Classification) {
            return logLoss();
        }
        return task instanceof Task.Ranking ? ndcg(10) : rootMeanSquare();
    }

    /** The mean of -log of the probability that the true class has; at least 1e-15. */
    public static Measure logLoss() {
        return mean("log loss", (target, predicted) -> -Math.log(Math.max(predicted, LEAST)), true);
    }

    /** The share of rows whose most probable class is the true one. */
    public static Measure accuracy() {
        return new Plain("accuracy", true, (target, predicted) -> {
            double right = 0;
            double weight = 0;
            for (int row = 0; row < predicted.length; row++) {
                right += most(predicted[row]) == (int) target.value(row) ? target.weight(row) : 0;
                weight += target.weight(row);
            }
            return right / weight;
        });
    }

    /** The square root of the mean squared error. */
    public static Measure rootMeanSquare() {
        Measure squares = mean("squared error", (value, predicted) -> (value - predicted) * (value - predicted), false);
        return new Plain(
                "root mean square error", false, (target, predicted) -> Math.sqrt(squares.of(target, predicted)));
    }

    /** The mean absolute error. */
    public static Measure meanAbsolute() {
        return mean("mean absolute error", (value, predicted) -> Math.abs(value - predicted), false);
    }

    /**
     * The share of the target's variance that predictions explain, 1 - Σ(y - p)² / Σ(y - mean)²; below 0 for predictions that are worse than the mean, NaN
     * where the target is the same in all rows.
     */
    public static Measure determination() {
        return new Plain("R²", true, (target, predicted) -> {
            double weight = 0;
            double sum = 0;
            for (int row = 0; row < predicted.length; row++) {
                weight += target.weight(row);
                sum += target.weight(row) * target.value(row);
            }
            double mean = sum / weight;
            double errors = 0;
            double squares = 0;
            for (int row = 0; row < predicted.length; row++) {
                double error = target.value(row) - predicted[row][0];
                double distance = target.value(row) - mean;
                errors += target.weight(row) * error * error;
                squares += target.weight(row) * distance * distance;
            }
            return 1 - errors / squares;
        });
    }

    /** The probability that a row of the second class has a higher prediction than one of the first; equal ones count half. */
    public static Measure areaUnderCurve() {
        return new Plain("AUC", true, (target, predicted) -> {
            Integer[] order = new Integer[predicted.length];
            Arrays.setAll(order, i -> i);
            Arrays.sort(order, (a, b) -> Double.compare(predicted[a][1], predicted[b][1]));
            double below = 0;
            double pairs = 0;
            double positives = 0;
            double negatives = 0;
            for (int i = 0; i < order.length; ) {
                double equalPositives = 0;
                double equalNegatives = 0;
                double score = predicted[order[i]][1];
                for (; i < order.length && predicted[order[i]][1] == score; i++) {
                    int row = order[i];
                    if (target.value(row) > 0.5) {
                        equalPositives += target.weight(row);
                    } else {
                        equalNegatives += target.weight(row);
                    }
                }
                pairs += equalPositives * (below + equalNegatives / 2);
                below += equalNegatives;
                positives += equalPositives;
                negatives += equalNegatives;
            }
            return pairs / (positives * negatives);
        });
    }

    /**
     * The mean over groups of the normalised discounted cumulative gain (Järvelin and Kekäläinen 2002) of the first rows, with gains
     * 2^relevance - 1; a group without relevant rows counts 1.
     *
     * @param top how many rows are looked at
     */
    public static Measure ndcg(int top) {
        return new Plain("NDCG@" + top, true, (target, predicted) -> {
            double sum = 0;
            int begin = 0;
            int[] sizes = target.groupSizes();
            for (int size : sizes) {
                Integer[] order = new Integer[size];
                int first = begin;
                Arrays.setAll(order, i -> first + i);
                Arrays.sort(order, (a, b) -> Double.compare(predicted[b][0], predicted[a][0]));
                Integer[] ideal = order.clone();
                Arrays.sort(ideal, (a, b) -> Double.compare(target.value(b), target.value(a)));
                double best = gain(target, ideal, top);
                sum += best == 0 ? 1 : gain(target, order, top) / best;
                begin += size;
            }
            return sum / sizes.length;
        });
    }

    private static double gain(Target target, Integer[] order, int top) {
        double gain = 0;
        for (int i = 0; i < Math.min(top, order.length); i++) {
            gain += (Math.pow(2, target.value(order[i])) - 1) * Math.log(2) / Math.log(i + 2.0);
        }
        return gain;
    }

    static int most(double[] numbers) {
        int most = 0;
        for (int i = 1; i < numbers.length; i++) {
            most = numbers[i] > numbers[most] ? i : most;
        }
        return most;
    }

    private interface OfRow {
        double of(double value, double predicted);
    }

    /** A mean over rows, of their prediction or of the probability of their class. */
    private static Measure mean(String name, OfRow loss, boolean ofTrueClass) {
        return new Plain(name, false, (target, predicted) -> {
            double sum = 0;
            double weight = 0;
            for (int row = 0; row < predicted.length; row++) {
                double value = target.value(row);
                double of = predicted[row][ofTrueClass ? (int) value : 0];
                sum += target.weight(row) * loss.of(value, of);
                weight += target.weight(row);
            }
            return sum / weight;
        });
    }

    private record Plain(String name, boolean isHigherBetter, ToDoubleBiFunction<Target, double[][]> rule)
            implements Measure {
        @Override
        public double of(Target target, double[][] predicted) {
            return rule.applyAsDouble(target, predicted);
        }
    }
}
