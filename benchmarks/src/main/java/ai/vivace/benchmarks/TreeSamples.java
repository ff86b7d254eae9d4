package ai.vivace.benchmarks;

import ai.vivace.base.InputException;
import ai.vivace.trees.Feature;
import ai.vivace.trees.Features;
import ai.vivace.trees.Measure;
import ai.vivace.trees.Measures;
import ai.vivace.trees.Target;
import ai.vivace.trees.Task;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Rows for trees to learn from and rows to judge them by, as all programs read them: {@code NAME.properties} says what there is, and four files
 * {@code NAME.training.values}, {@code NAME.training.targets}, {@code NAME.test.values} and {@code NAME.test.targets} have the numbers, little-endian float32,
 * one row behind the other, NaN where a value is missing.
 *
 * @param name what the set is called
 * @param classes how many classes the target has; 0 when it is a number
 * @param levels for each column how many levels it has, whose codes are its numbers; 0 for a numeric one
 * @param training what is learnt from
 * @param test what is judged by
 */
record TreeSamples(String name, int classes, List<Integer> levels, Part training, Part test) {
    private static final int BUFFER_FLOATS = 1 << 18;

    /**
     * Some rows.
     *
     * @param values one row's behind the other's
     * @param targets numbers, or numbers of classes
     */
    record Part(float[] values, float[] targets) {
        int rows() {
            return targets.length;
        }

        private Part first(int rows) {
            return new Part(Arrays.copyOf(values, values.length / targets.length * rows), Arrays.copyOf(targets, rows));
        }
    }

    TreeSamples {
        levels = List.copyOf(levels);
        int columns = levels.size();
        for (Part part : List.of(training, test)) {
            InputException.require(
                    part.values().length == part.rows() * columns,
                    () -> part.rows() + " rows of " + columns + " columns are not " + part.values().length
                            + " values.");
        }
    }

    int columns() {
        return levels.size();
    }

    /** The same with the first rows only to learn from; with all where there are not so many. */
    TreeSamples first(int rows) {
        return rows >= training.rows() ? this : new TreeSamples(name, classes, levels, training.first(rows), test);
    }

    /** The same with codes taken for numbers. */
    TreeSamples numeric() {
        return new TreeSamples(name, classes, levels.stream().map(count -> 0).toList(), training, test);
    }

    // ---- for Vivace

    /** The training part as Vivace takes it: by columns. */
    Features features() {
        List<Feature> features = IntStream.range(0, columns())
                .mapToObj(column -> levels.get(column) == 0
                        ? Feature.numeric("column " + column)
                        : Feature.categorical("column " + column, codes(levels.get(column))))
                .toList();
        return Features.ofRows(features, training.values());
    }

    private static List<String> codes(int count) {
        return IntStream.range(0, count).mapToObj(Integer::toString).toList();
    }

    Target target() {
        return target(training);
    }

    private Target target(Part part) {
        float[] targets = part.targets();
        if (classes == 0) {
            double[] numbers = new double[targets.length];
            for (int row = 0; row < numbers.length; row++) {
                numbers[row] = targets[row];
            }
            return Target.numbers(numbers);
        }
        int[] numbers = new int[targets.length];
        for (int row = 0; row < numbers.length; row++) {
            numbers[row] = (int) targets[row];
        }
        return Target.classes(new Task.Classification(codes(classes)), numbers);
    }

    // ---- judging

    /**
     * How good predictions of the test part are: AUC and accuracy for two classes, accuracy for more, RMSE for numbers; the first is the one
     * to compare.
     *
     * @param predicted by row: the number, or a probability for each class
     */
    Map<String, Double> quality(double[][] predicted) {
        Map<String, Measure> measures = new LinkedHashMap<>();
        if (classes == 2) {
            measures.put("auc", Measures.areaUnderCurve());
        }
        if (classes == 0) {
            measures.put("rmse", Measures.rootMeanSquare());
        } else {
            measures.put("accuracy", Measures.accuracy());
        }
        Target truth = target(test);
        Map<String, Double> quality = new LinkedHashMap<>();
        measures.forEach((called, measure) -> quality.put(called, measure.of(truth, predicted)));
        return quality;
    }

    // ---- files

    void write(Path folder) throws IOException {
        Files.createDirectories(folder);
        writeNumbers(file(folder, "training.values"), training.values());
        writeNumbers(file(folder, "training.targets"), training.targets());
        writeNumbers(file(folder, "test.values"), test.values());
        writeNumbers(file(folder, "test.targets"), test.targets());
        // Last, so that a set that was cut short is none.
        Files.writeString(
                file(folder, "properties"),
                "classes=" + classes + "\nlevels="
                        + levels.stream().map(Object::toString).collect(Collectors.joining(",")) + "\n");
    }

    static boolean isIn(Path folder, String name) {
        return Files.exists(folder.resolve(name + ".properties"));
    }

    static TreeSamples read(Path folder, String name) throws IOException {
        Path file = folder.resolve(name + ".properties");
        InputException.require(Files.exists(file), () -> "There is no " + file + ". TreeData makes it.");
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        }
        return new TreeSamples(
                name,
                Integer.parseInt(properties.getProperty("classes")),
                Arrays.stream(properties.getProperty("levels").split(","))
                        .map(Integer::valueOf)
                        .toList(),
                readPart(folder, name, "training"),
                readPart(folder, name, "test"));
    }

    private static Part readPart(Path folder, String name, String part) {
        return new Part(
                readNumbers(folder.resolve(name + "." + part + ".values")),
                readNumbers(folder.resolve(name + "." + part + ".targets")));
    }

    private Path file(Path folder, String ending) {
        return folder.resolve(name + "." + ending);
    }

    private static void writeNumbers(Path file, float[] numbers) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(BUFFER_FLOATS * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        try (FileChannel channel = FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            for (int from = 0; from < numbers.length; from += BUFFER_FLOATS) {
                int count = Math.min(BUFFER_FLOATS, numbers.length - from);
                buffer.clear();
                buffer.asFloatBuffer().put(numbers, from, count);
                buffer.limit(count * Float.BYTES);
                while (buffer.hasRemaining()) {
                    channel.write(buffer);
                }
            }
        }
    }

    private static float[] readNumbers(Path file) {
        try (FileChannel channel = FileChannel.open(file)) {
            FloatBuffer mapped = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size())
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .asFloatBuffer();
            float[] numbers = new float[mapped.remaining()];
            mapped.get(numbers);
            return numbers;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
