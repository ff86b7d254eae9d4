import java.io.IOException;
import java.io.Reader;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Properties;
import java.util.stream.IntStream;

/**
 * A data set as Vivace's TreeData writes it. Levels are taken for numbers.
 *
 * @param classes how many the target has; 0 when it is a number
 */
record Samples(int classes, int columns, float[] values, float[] targets, float[] testValues, float[] testTargets) {
    static Samples read(Path folder, String name, int most) throws IOException {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(folder.resolve(name + ".properties"))) {
            properties.load(reader);
        }
        int columns = properties.getProperty("levels").split(",").length;
        float[] values = numbers(folder.resolve(name + ".training.values"));
        float[] targets = numbers(folder.resolve(name + ".training.targets"));
        int rows = Math.min(most, targets.length);
        return new Samples(
                Integer.parseInt(properties.getProperty("classes")),
                columns,
                Arrays.copyOf(values, rows * columns),
                Arrays.copyOf(targets, rows),
                numbers(folder.resolve(name + ".test.values")),
                numbers(folder.resolve(name + ".test.targets")));
    }

    private static float[] numbers(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file)) {
            FloatBuffer mapped = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size())
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .asFloatBuffer();
            float[] numbers = new float[mapped.remaining()];
            mapped.get(numbers);
            return numbers;
        }
    }

    int rows() {
        return targets.length;
    }

    int testRows() {
        return testTargets.length;
    }

    /** A row's numbers, with another for missing ones where a library has none. */
    double[] row(float[] from, int row, double missing) {
        double[] numbers = new double[columns];
        for (int column = 0; column < columns; column++) {
            float value = from[row * columns + column];
            numbers[column] = Float.isNaN(value) ? missing : value;
        }
        return numbers;
    }

    /** As a field of JSON. @param predicted by test row: the number, or a probability for each class */
    String quality(double[][] predicted) {
        if (classes == 0) {
            double sum = 0;
            for (int row = 0; row < testRows(); row++) {
                double error = predicted[row][0] - testTargets[row];
                sum += error * error;
            }
            return "\"rmse\": " + Math.sqrt(sum / testRows());
        }
        long right = IntStream.range(0, testRows())
                .filter(row -> most(predicted[row]) == (int) testTargets[row])
                .count();
        String accuracy = "\"accuracy\": " + (double) right / testRows();
        return classes > 2 ? accuracy : "\"auc\": " + areaUnderCurve(predicted) + ", " + accuracy;
    }

    private static int most(double[] probabilities) {
        return IntStream.range(0, probabilities.length)
                .boxed()
                .max(Comparator.comparingDouble(k -> probabilities[k]))
                .orElseThrow();
    }

    private double areaUnderCurve(double[][] predicted) {
        int[] order = IntStream.range(0, testRows())
                .boxed()
                .sorted(Comparator.comparingDouble(row -> predicted[row][1]))
                .mapToInt(row -> row)
                .toArray();
        double positives = 0;
        double ranks = 0;
        for (int from = 0, to; from < order.length; from = to) {
            to = from;
            while (to < order.length && predicted[order[to]][1] == predicted[order[from]][1]) {
                to++;
            }
            for (int i = from; i < to; i++) {
                if (testTargets[order[i]] > 0.5) {
                    positives++;
                    ranks += (from + to + 1) / 2.0;
                }
            }
        }
        return (ranks - positives * (positives + 1) / 2) / (positives * (testRows() - positives));
    }
}
