package ai.vivace.trees.exchange;

import ai.vivace.base.Rng;
import ai.vivace.trees.Feature;
import ai.vivace.trees.Features;
import ai.vivace.trees.Target;
import ai.vivace.trees.Task;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Rows for us and for other libraries: four columns of numbers, with missing values, zeros of both signs and few distinct numbers, and two of levels.
 *
 * @param rows how many
 * @param values of the rows, one behind the other
 * @param target numbers above 0
 * @param classes from 0 to 2
 */
record PeerData(int rows, float[] values, float[] target, int[] classes) {
    static final int COLUMNS = 6;
    static final int FEW = 3;
    static final int MANY = 90;

    static PeerData of(int rows, long seed) {
        Rng rng = Rng.of(seed);
        float[] values = new float[rows * COLUMNS];
        float[] target = new float[rows];
        int[] classes = new int[rows];
        for (int i = 0; i < rows; i++) {
            float[] row = new float[COLUMNS];
            row[0] = (float) rng.nextGaussian();
            row[1] = rng.nextInt(3) == 0 ? 0 : (float) rng.nextGaussian();
            row[2] = rng.nextInt(5) - 2;
            row[3] = (float) Math.exp(rng.nextGaussian());
            row[4] = rng.nextInt(FEW);
            row[5] = Math.min(rng.nextInt(MANY), rng.nextInt(MANY));
            double score = Math.sin(2 * row[0])
                    + (row[1] == 0 ? 1 : row[1])
                    + row[2] * row[2] / 2
                    + Math.log(row[3])
                    + (row[4] == 1 ? 1.5 : 0)
                    + (row[5] * 7 % 10) / 5
                    + rng.nextGaussian() / 2;
            for (int k = 0; k < COLUMNS; k++) {
                if (rng.nextInt(10) == 0) {
                    score += k == 0 ? 1 : 0;
                    row[k] = Float.NaN;
                }
            }
            System.arraycopy(row, 0, values, i * COLUMNS, COLUMNS);
            target[i] = (float) Math.exp(score / 3);
            classes[i] = score < 1 ? 0 : score < 3 ? 1 : 2;
        }
        return new PeerData(rows, values, target, classes);
    }

    float[] row(int index) {
        return Arrays.copyOfRange(values, index * COLUMNS, (index + 1) * COLUMNS);
    }

    /** 1 where the class is not 0. */
    float[] binary() {
        float[] binary = new float[rows];
        for (int i = 0; i < rows; i++) {
            binary[i] = Math.min(1, classes[i]);
        }
        return binary;
    }

    float[] multiple() {
        float[] multiple = new float[rows];
        for (int i = 0; i < rows; i++) {
            multiple[i] = classes[i];
        }
        return multiple;
    }

    /** The same with 0.5 for missing numbers and 0 for missing levels. */
    PeerData withoutMissing() {
        float[] whole = values.clone();
        for (int i = 0; i < whole.length; i++) {
            if (Float.isNaN(whole[i])) {
                whole[i] = i % COLUMNS < 4 ? 0.5f : 0;
            }
        }
        return new PeerData(rows, whole, target, classes);
    }

    Features features() {
        float[][] columns = new float[COLUMNS][rows];
        for (int i = 0; i < values.length; i++) {
            columns[i % COLUMNS][i / COLUMNS] = values[i];
        }
        return Features.of(
                List.of(
                        Feature.numeric("one"),
                        Feature.numeric("two with zeros"),
                        Feature.numeric("three"),
                        Feature.numeric("four"),
                        Feature.categorical("few", levels(FEW)),
                        Feature.categorical("many", levels(MANY))),
                columns);
    }

    private static List<String> levels(int count) {
        return IntStream.range(0, count).mapToObj(i -> "level " + i).toList();
    }

    Target numbers() {
        double[] numbers = new double[rows];
        Arrays.setAll(numbers, i -> target[i]);
        return Target.numbers(numbers);
    }

    Target twoClasses() {
        int[] two = Arrays.stream(classes).map(number -> Math.min(1, number)).toArray();
        return Target.classes(new Task.Classification(List.of("no", "yes")), two);
    }

    Target threeClasses() {
        return Target.classes(new Task.Classification(List.of("low", "middle", "high")), classes);
    }
}
