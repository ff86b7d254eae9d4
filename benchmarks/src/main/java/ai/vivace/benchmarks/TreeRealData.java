package ai.vivace.benchmarks;

import ai.vivace.table.Column;
import ai.vivace.table.CsvFile;
import ai.vivace.table.NumericColumn;
import ai.vivace.table.Table;
import ai.vivace.table.TableSplit;
import ai.vivace.trees.Feature;
import ai.vivace.trees.Features;
import ai.vivace.trees.TableFeatures;
import ai.vivace.trees.Target;
import ai.vivace.trees.Task;
import ai.vivace.trees.TrainingTable;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;

/** Data sets from the folder that CONTRIBUTING calls {@code VIVACE_DATA}. */
final class TreeRealData {
    private static final double TEST_SHARE = 0.25;
    private static final String TARGET = "target";

    private final Path data;

    /** Sets of a folder. */
    TreeRealData(Path data) {
        this.data = data;
    }

    /** The file by which a set is known to be there. */
    Path file(String name) {
        return data.resolve(
                switch (name) {
                    case "pictures" -> "fashion-mnist/train-images-idx3-ubyte.gz";
                    case "adult" -> "adult/train.csv";
                    case "digits" -> "digits/digits.csv";
                    case "diabetes" -> "tabular/diabetes-x.txt";
                    default -> "tabular/" + name + ".csv";
                });
    }

    /**
     * A set.
     *
     * @param split which rows are for the test: a quarter, as {@code TableSplit.random(0.25, split)} draws them; adult and the pictures come with
     *     their own test rows
     */
    TreeSamples read(String name, int split) throws IOException {
        return switch (name) {
            case "pictures" -> pictures();
            case "adult" -> adult();
            case "diamonds" -> divided(name, CsvFile.at(file(name)).read(), "price", split);
            case "churn" -> divided(name, CsvFile.at(file(name)).read(), "churn", split);
            case "breast-cancer" -> divided(name, numbers(lines(file(name), 1), ","), TARGET, split);
            case "digits" -> divided(name, numbers(lines(file(name), 0), ","), TARGET, split);
            case "diabetes" -> divided(name, diabetes(), TARGET, split);
            default -> throw new IllegalArgumentException("There is no data set " + name + ".");
        };
    }

    private TreeSamples adult() {
        // The test file ends its classes with a full stop.
        return samples(
                "adult",
                CsvFile.at(file("adult")).read(),
                CsvFile.at(data.resolve("adult/test.csv")).read(),
                "class",
                ".");
    }

    private TreeSamples divided(String name, Table table, String target, int split) {
        TableSplit.Parts parts = TableSplit.random(TEST_SHARE, split).apply(table);
        return samples(name + "-" + split, parts.training(), parts.validation(), target, "");
    }

    private static TreeSamples samples(String name, Table training, Table test, String target, String ending) {
        TrainingTable learnt = TrainingTable.of(training, target).build();
        List<Feature> features = learnt.features().features();
        Features judged = TableFeatures.matching(features, test).features();
        List<String> labels = learnt.target().task() instanceof Task.Classification task ? task.labels() : List.of();
        return new TreeSamples(
                name,
                labels.size(),
                features.stream().map(feature -> feature.levels().size()).toList(),
                new TreeSamples.Part(rows(learnt.features()), targets(learnt.target())),
                new TreeSamples.Part(rows(judged), targets(test.column(target), labels, ending)));
    }

    private static float[] rows(Features features) {
        int width = features.count();
        float[] values = new float[features.rows() * width];
        for (int row = 0; row < features.rows(); row++) {
            System.arraycopy(features.row(row), 0, values, row * width, width);
        }
        return values;
    }

    private static float[] targets(Target target) {
        float[] targets = new float[target.rows()];
        for (int row = 0; row < targets.length; row++) {
            targets[row] = (float) target.value(row);
        }
        return targets;
    }

    private static float[] targets(Column column, List<String> labels, String ending) {
        float[] targets = new float[column.rows()];
        for (int row = 0; row < targets.length; row++) {
            String text = Objects.requireNonNull(column.text(row));
            String label = text.endsWith(ending) ? text.substring(0, text.length() - ending.length()) : text;
            targets[row] = labels.isEmpty() ? Float.parseFloat(text) : labels.indexOf(label);
        }
        return targets;
    }

    // ---- files of numbers

    private Table diabetes() throws IOException {
        List<String> lines = new ArrayList<>();
        List<String> values = lines(file("diabetes"), 0);
        List<String> targets = lines(data.resolve("tabular/diabetes-y.txt"), 0);
        for (int row = 0; row < values.size(); row++) {
            lines.add(values.get(row).strip() + " " + targets.get(row).strip());
        }
        return numbers(lines, "\\s+");
    }

    /** Columns of numbers, the last of which is the target. */
    private static Table numbers(List<String> lines, String separator) {
        double[][] rows = lines.stream()
                .map(line -> Arrays.stream(line.split(separator))
                        .mapToDouble(Double::parseDouble)
                        .toArray())
                .toArray(double[][]::new);
        int last = rows[0].length - 1;
        return Table.of(IntStream.rangeClosed(0, last)
                .mapToObj(column -> NumericColumn.of(
                        column == last ? TARGET : "column " + column,
                        Arrays.stream(rows).mapToDouble(row -> row[column]).toArray()))
                .toList());
    }

    private static List<String> lines(Path file, int skipped) throws IOException {
        try (InputStream stream = opened(file)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .skip(skipped)
                    .filter(line -> !line.isBlank())
                    .toList();
        }
    }

    private static InputStream opened(Path file) throws IOException {
        InputStream stream = Files.newInputStream(file);
        return file.toString().endsWith(".gz") ? new GZIPInputStream(stream) : stream;
    }

    // ---- pictures

    private static final int PIXELS = 28 * 28;
    private static final int PICTURES_HEADER = 16;
    private static final int LABELS_HEADER = 8;

    /** Fashion-MNIST's pixels, and whether the number of the class is odd. */
    private TreeSamples pictures() throws IOException {
        return new TreeSamples("pictures", 2, Collections.nCopies(PIXELS, 0), pictures("train"), pictures("t10k"));
    }

    private TreeSamples.Part pictures(String part) throws IOException {
        Path folder = data.resolve("fashion-mnist");
        byte[] pixels = bytes(folder.resolve(part + "-images-idx3-ubyte.gz"), PICTURES_HEADER);
        byte[] labels = bytes(folder.resolve(part + "-labels-idx1-ubyte.gz"), LABELS_HEADER);
        float[] values = new float[pixels.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = Byte.toUnsignedInt(pixels[i]);
        }
        float[] targets = new float[labels.length];
        for (int i = 0; i < targets.length; i++) {
            targets[i] = labels[i] % 2;
        }
        return new TreeSamples.Part(values, targets);
    }

    private static byte[] bytes(Path file, int header) throws IOException {
        try (DataInputStream stream = new DataInputStream(opened(file))) {
            stream.skipNBytes(header);
            return stream.readAllBytes();
        }
    }
}
