package ai.vivace.lab;

import ai.vivace.base.Rng;
import ai.vivace.trees.Feature;
import ai.vivace.trees.Features;
import ai.vivace.trees.Target;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Rows of Friedman's function (1991), 10·sin(π·x₁·x₂) + 20·(x₃ − ½)² + 10·x₄ + 5·x₅, with ten columns uniform over 0 to 1, of which the last five do not matter.
 *
 * @param truth the function's values, without noise
 * @param target the same with normal noise
 */
record Friedman(Features features, double[] truth, Target target) {
    /** The standard deviation of the noise: nothing errs less than its square. */
    static final double NOISE = 1;

    static final int COLUMNS = 10;

    static Friedman draw(int rows, Rng rng) {
        float[][] columns = new float[COLUMNS][rows];
        double[] truth = new double[rows];
        double[] noisy = new double[rows];
        for (int row = 0; row < rows; row++) {
            for (float[] column : columns) {
                column[row] = (float) rng.nextDouble();
            }
            truth[row] = value(columns, row);
            noisy[row] = truth[row] + NOISE * rng.nextGaussian();
        }
        List<Feature> features = IntStream.rangeClosed(1, COLUMNS)
                .mapToObj(number -> Feature.numeric("x" + number))
                .toList();
        return new Friedman(Features.of(features, columns), truth, Target.numbers(noisy));
    }

    private static double value(float[][] x, int row) {
        double third = x[2][row] - 0.5;
        return 10 * Math.sin(Math.PI * x[0][row] * x[1][row]) + 20 * third * third + 10 * x[3][row] + 5 * x[4][row];
    }
}
