package ai.vivace.lab;

import ai.vivace.trees.Features;
import ai.vivace.trees.TreeEnsemble;
import java.util.stream.IntStream;

/** What an ensemble would answer if it had its first trees only. */
final class FirstTrees {
    private static final int[] STEPS = {10, 15, 20, 30, 50, 70};

    private FirstTrees() {}

    /** Numbers of trees whose ratios are about equal: 1, 2, 3, 5, 7, 10, 15, 20 … and the most. */
    static int[] counts(int most) {
        return IntStream.concat(
                        IntStream.iterate(1, power -> power <= most, power -> 10 * power)
                                .flatMap(power -> IntStream.of(STEPS)
                                        .filter(step -> power > 1 || step != 15)
                                        .map(step -> step * power / 10)),
                        IntStream.of(most))
                .filter(count -> count <= most)
                .distinct()
                .sorted()
                .toArray();
    }

    /**
     * Sums over the first trees, from the base on, as in boosting.
     *
     * @return for each of the counts the sum of each row
     */
    static double[][] sums(TreeEnsemble model, Features rows, int[] counts) {
        return added(model, rows, counts, 0, model.base().get(0));
    }

    /**
     * Means over the first trees of one of their numbers, as in forests.
     *
     * @return for each of the counts the mean of each row
     */
    static double[][] means(TreeEnsemble model, Features rows, int[] counts, int output) {
        double[][] means = added(model, rows, counts, output, 0);
        for (int i = 0; i < counts.length; i++) {
            for (int row = 0; row < means[i].length; row++) {
                means[i][row] *= (double) model.trees().size() / counts[i];
            }
        }
        return means;
    }

    private static double[][] added(TreeEnsemble model, Features rows, int[] counts, int output, double base) {
        double[][] sums = new double[counts.length][rows.rows()];
        for (int row = 0; row < rows.rows(); row++) {
            float[] values = rows.row(row);
            double sum = base;
            int tree = 0;
            for (int i = 0; i < counts.length; i++) {
                for (; tree < counts[i]; tree++) {
                    int leaf = model.trees().get(tree).leaf(values);
                    sum += model.factors().get(tree) * model.trees().get(tree).value(leaf, output);
                }
                sums[i][row] = sum;
            }
        }
        return sums;
    }
}
