package ai.vivace.trees;

import ai.vivace.base.Rng;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;

/** Data sets of the tests. */
public record TestData(Features features, Target target) {
    public static TestData iris() {
        return classes("iris");
    }

    public static TestData breastCancer() {
        // The order of scikit-learn's numbers: malignant is 0.
        return classes("breast-cancer", "malignant", "benign");
    }

    public static TestData diabetes() {
        List<String[]> rows = rows("diabetes");
        double[] target = rows.stream()
                .skip(1)
                .mapToDouble(row -> Double.parseDouble(row[row.length - 1]))
                .toArray();
        return new TestData(features(rows), Target.numbers(target));
    }

    /** Two classes that depend on an exclusive or of two of five columns, and on a third with noise. */
    public static TestData exclusiveOr(int count, long seed) {
        Rng rng = Rng.of(seed);
        float[][] columns = new float[5][count];
        int[] classes = new int[count];
        for (int row = 0; row < count; row++) {
            for (float[] column : columns) {
                column[row] = (float) rng.nextGaussian();
            }
            double score = (columns[0][row] > 0 == columns[1][row] > 0 ? 1 : -1) + columns[2][row] + rng.nextGaussian();
            classes[row] = score > 0 ? 1 : 0;
        }
        return new TestData(Features.ofColumns(columns), Target.classes(yesNo(), classes));
    }

    public static Task.Classification yesNo() {
        return new Task.Classification(List.of("no", "yes"));
    }

    /** All that tells models apart, to the last bit. */
    public static String signature(TreeEnsemble model) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < model.trees().size(); i++) {
            text.append(model.factors().get(i))
                    .append(':')
                    .append(signature(model.trees().get(i)));
        }
        return text.toString();
    }

    /** All that tells trees apart, to the last bit. */
    static String signature(Tree tree) {
        StringBuilder text = new StringBuilder();
        for (int node = 0; node < tree.nodes(); node++) {
            text.append(tree.feature(node))
                    .append(' ')
                    .append(tree.threshold(node))
                    .append(' ')
                    .append(Arrays.toString(tree.levels(node)))
                    .append(' ')
                    .append(Arrays.toString(tree.value(node)))
                    .append(' ')
                    .append(tree.missingGoesLeft(node))
                    .append(' ')
                    .append(tree.weight(node))
                    .append('\n');
        }
        return text.toString();
    }

    public TestData rows(int... chosen) {
        return new TestData(features.rows(chosen), target.rows(chosen));
    }

    private static TestData classes(String name, String... labels) {
        List<String[]> rows = rows(name);
        List<String> known = labels.length > 0
                ? List.of(labels)
                : new ArrayList<>(new TreeSet<>(
                        rows.stream().skip(1).map(row -> row[row.length - 1]).toList()));
        int[] classes = rows.stream()
                .skip(1)
                .mapToInt(row -> known.indexOf(row[row.length - 1]))
                .toArray();
        return new TestData(features(rows), Target.classes(new Task.Classification(known), classes));
    }

    private static Features features(List<String[]> rows) {
        String[] header = rows.get(0);
        float[][] columns = new float[header.length - 1][rows.size() - 1];
        for (int row = 0; row < rows.size() - 1; row++) {
            for (int column = 0; column < columns.length; column++) {
                columns[column][row] = Float.parseFloat(rows.get(row + 1)[column]);
            }
        }
        return Features.of(
                Arrays.stream(header)
                        .limit(columns.length)
                        .map(Feature::numeric)
                        .toList(),
                columns);
    }

    private static List<String[]> rows(String name) {
        try (InputStream in = TestData.class.getResourceAsStream("/data/" + name + ".csv")) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(line -> line.split(",", -1))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
