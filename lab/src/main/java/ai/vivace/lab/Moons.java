package ai.vivace.lab;

import ai.vivace.base.Rng;
import ai.vivace.trees.Feature;
import ai.vivace.trees.Features;
import ai.vivace.trees.Target;
import ai.vivace.trees.Task;
import java.util.List;

/**
 * Two half circles that reach into each other, with noise, as scikit-learn's make_moons; but the place on its half circle is drawn at
 * random for each row, so that rows are independent.
 *
 * @param classes 0 for the upper moon and 1 for the lower one, in turn
 */
record Moons(double[] x, double[] y, int[] classes) {
    static final List<String> NAMES = List.of("upper moon", "lower moon");

    /** Into how many places a half circle is divided to sum over it. */
    private static final int PLACES = 100;

    static Moons draw(int rows, double noise, Rng rng) {
        double[] x = new double[rows];
        double[] y = new double[rows];
        int[] classes = new int[rows];
        for (int i = 0; i < rows; i++) {
            classes[i] = i % 2;
            double angle = Math.PI * rng.nextDouble();
            x[i] = centreX(classes[i], angle) + noise * rng.nextGaussian();
            y[i] = centreY(classes[i], angle) + noise * rng.nextGaussian();
        }
        return new Moons(x, y, classes);
    }

    private static double centreX(int moon, double angle) {
        return moon == 0 ? Math.cos(angle) : 1 - Math.cos(angle);
    }

    private static double centreY(int moon, double angle) {
        return moon == 0 ? Math.sin(angle) : 0.5 - Math.sin(angle);
    }

    /** The true probability of each moon at a place, by a sum over both half circles: no model can do better. */
    static double[] truth(double x, double y, double noise) {
        double[] density = new double[2];
        for (int moon = 0; moon < 2; moon++) {
            for (int i = 0; i < PLACES; i++) {
                double angle = Math.PI * (i + 0.5) / PLACES;
                double right = x - centreX(moon, angle);
                double up = y - centreY(moon, angle);
                density[moon] += Math.exp(-(right * right + up * up) / (2 * noise * noise));
            }
        }
        double sum = density[0] + density[1];
        // So far away that both densities are 0, the nearer moon is as good as certain; it is not known which.
        return sum == 0 ? new double[] {0.5, 0.5} : new double[] {density[0] / sum, density[1] / sum};
    }

    Features features() {
        float[][] columns = new float[2][x.length];
        for (int i = 0; i < x.length; i++) {
            columns[0][i] = (float) x[i];
            columns[1][i] = (float) y[i];
        }
        return Features.of(List.of(Feature.numeric("x"), Feature.numeric("y")), columns);
    }

    Target target() {
        return Target.classes(new Task.Classification(NAMES), classes);
    }
}
