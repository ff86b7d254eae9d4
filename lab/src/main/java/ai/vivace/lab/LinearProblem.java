package ai.vivace.lab;

import ai.vivace.base.Rng;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * A linear regression whose truth is known: columns that go together somewhat, of which three matter.
 *
 * @param inputs 60 rows of 8
 * @param targets with noise of deviation {@link #NOISE}
 */
record LinearProblem(double[][] inputs, double[] targets) {
    static final double[] TRUTH = {3, -2, 1, 0, 0, 0, 0, 0};
    static final double NOISE = 1;

    private static final int ROWS = 60;

    /** With the weights of {@link #TRUTH}. */
    static LinearProblem of(Rng rng) {
        return of(TRUTH, rng);
    }

    /** With other weights. */
    static LinearProblem of(double[] truth, Rng rng) {
        double[][] x = new double[ROWS][truth.length];
        double[] y = new double[ROWS];
        for (int i = 0; i < ROWS; i++) {
            double shared = rng.nextGaussian();
            for (int j = 0; j < truth.length; j++) {
                x[i][j] = Math.sqrt(0.7) * rng.nextGaussian() + Math.sqrt(0.3) * shared;
                y[i] += truth[j] * x[i][j];
            }
            y[i] += NOISE * rng.nextGaussian();
        }
        return new LinearProblem(x, y);
    }

    int rows() {
        return targets.length;
    }

    /** The gradient of ‖y − Xw‖²/2n. */
    double[] gradient(double[] weights) {
        double[] gradient = new double[weights.length];
        for (int i = 0; i < rows(); i++) {
            double error = -targets[i];
            for (int j = 0; j < weights.length; j++) {
                error += weights[j] * inputs[i][j];
            }
            for (int j = 0; j < weights.length; j++) {
                gradient[j] += error * inputs[i][j] / rows();
            }
        }
        return gradient;
    }

    static double size(double[] weights) {
        return Math.sqrt(Arrays.stream(weights).map(w -> w * w).sum());
    }

    static double distance(double[] a, double[] b) {
        return size(IntStream.range(0, a.length).mapToDouble(i -> a[i] - b[i]).toArray());
    }
}
