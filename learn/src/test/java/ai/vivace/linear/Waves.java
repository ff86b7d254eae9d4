package ai.vivace.linear;

import ai.vivace.base.Rng;

/** Small problems that anyone can write down. */
final class Waves {
    private Waves() {}

    /** Eight rows of four sines. */
    static double[][] inputs() {
        double[][] inputs = new double[8][4];
        for (int i = 0; i < 8; i++) {
            for (int j = 0; j < 4; j++) {
                inputs[i][j] = Math.sin((1.3 + .4 * j) * i + j) * (j + 1);
            }
        }
        return inputs;
    }

    static double[] targets() {
        double[] targets = new double[8];
        for (int i = 0; i < 8; i++) {
            targets[i] = Math.cos(.9 * i) * 2 + i * .3 + 1;
        }
        return targets;
    }

    /** Columns of noise of different sizes. */
    static double[][] noise(int rows, int columns) {
        Rng rng = Rng.of(21).split("noise");
        double[][] inputs = new double[rows][columns];
        for (double[] row : inputs) {
            for (int j = 0; j < columns; j++) {
                row[j] = (1 + j % 3) * rng.nextGaussian() + j % 2;
            }
        }
        return inputs;
    }

    /** The first five columns make the targets, with a constant and noise. */
    static double[] sparseTargets(double[][] inputs, double noise) {
        Rng rng = Rng.of(22).split("targets");
        double[] targets = new double[inputs.length];
        for (int i = 0; i < targets.length; i++) {
            targets[i] = 3 + noise * rng.nextGaussian();
            for (int j = 0; j < 5; j++) {
                targets[i] += (j % 2 == 0 ? 2 : -1.5) * inputs[i][j];
            }
        }
        return targets;
    }
}
