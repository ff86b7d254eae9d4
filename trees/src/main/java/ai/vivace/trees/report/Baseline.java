package ai.vivace.trees.report;

import ai.vivace.trees.Target;
import ai.vivace.trees.Task;
import java.util.Arrays;

/** Predictions without any column: the shares of the classes, or the mean. */
final class Baseline {
    private Baseline() {}

    /** What is predicted for every row after some rows were seen, by their weights. */
    static double[] constant(Target target) {
        double[] sums = new double
                [target.task() instanceof Task.Classification task
                        ? task.labels().size()
                        : 1];
        double weight = 0;
        for (int row = 0; row < target.rows(); row++) {
            double own = target.weight(row);
            weight += own;
            if (target.task() instanceof Task.Classification) {
                sums[(int) target.value(row)] += own;
            } else {
                sums[0] += own * target.value(row);
            }
        }
        for (int i = 0; i < sums.length; i++) {
            sums[i] /= weight;
        }
        return sums;
    }

    /** The same for so many rows. */
    static double[][] repeated(double[] prediction, int rows) {
        double[][] predicted = new double[rows][];
        Arrays.fill(predicted, prediction);
        return predicted;
    }
}
