package ai.vivace.trees.explain;

import ai.vivace.base.Rng;
import ai.vivace.trees.Feature;
import ai.vivace.trees.Features;
import ai.vivace.trees.Target;
import ai.vivace.trees.Task;
import java.util.List;
import java.util.stream.IntStream;

/** Numbers, levels and missing values of which a target is made, with noise. */
record MixedData(Features features, double[] score) {
    static MixedData of(int rows, long seed) {
        Rng rng = Rng.of(seed);
        List<Feature> features = List.of(
                Feature.numeric("age"),
                Feature.numeric("fare"),
                Feature.categorical(
                        "town", IntStream.range(0, 7).mapToObj(i -> "town " + i).toList()),
                Feature.categorical("colour", List.of("red", "green", "blue")),
                Feature.numeric("noise"));
        float[][] columns = new float[5][rows];
        double[] score = new double[rows];
        for (int row = 0; row < rows; row++) {
            columns[0][row] = (float) (80 * rng.nextDouble());
            columns[1][row] = rng.nextInt(5) == 0 ? Float.NaN : (float) rng.nextGaussian();
            columns[2][row] = rng.nextInt(6) == 0 ? Float.NaN : rng.nextInt(7);
            columns[3][row] = rng.nextInt(3);
            columns[4][row] = (float) rng.nextDouble();
            double fare = Float.isNaN(columns[1][row]) ? 1.5 : columns[1][row];
            double town = Float.isNaN(columns[2][row]) ? 0 : (columns[2][row] * 5 + 3) % 7 - 3;
            score[row] = (columns[0][row] > 40 ? 1 : -1) * fare
                    + 0.4 * town
                    + (columns[3][row] == 1 ? 1 : 0)
                    + 0.3 * rng.nextGaussian();
        }
        return new MixedData(Features.of(features, columns), score);
    }

    Target numbers() {
        return Target.numbers(score);
    }

    Target twoClasses() {
        return Target.classes(
                new Task.Classification(List.of("no", "yes")),
                IntStream.range(0, score.length)
                        .map(row -> score[row] > 0 ? 1 : 0)
                        .toArray());
    }

    Target threeClasses() {
        return Target.classes(
                new Task.Classification(List.of("low", "middle", "high")),
                IntStream.range(0, score.length)
                        .map(row -> score[row] > 1 ? 2 : score[row] > -1 ? 1 : 0)
                        .toArray());
    }
}
