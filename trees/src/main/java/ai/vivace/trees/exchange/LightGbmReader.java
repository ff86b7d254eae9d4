package ai.vivace.trees.exchange;

import ai.vivace.base.InputException;
import ai.vivace.trees.Feature;
import ai.vivace.trees.Tree;
import ai.vivace.trees.TreeEnsemble;
import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.StringTokenizer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Makes a model of LightGBM's text: lines of a name, "=" and values, first of all trees, then of each. */
final class LightGbmReader {
    private static final Set<String> VERSIONS = Set.of("v2", "v3", "v4");
    private static final int MOST_OUTPUTS = 1 << 16;

    private final BufferedReader in;

    LightGbmReader(BufferedReader in) {
        this.in = in;
    }

    TreeEnsemble model() throws IOException {
        String first = in.readLine();
        InputException.require(
                first != null && first.strip().equals("tree"),
                () -> "Its first line is not \"tree\", as that of LightGBM's text is.");
        Map<String, String> header = section();
        String version = header.getOrDefault("version", "none");
        InputException.require(
                VERSIONS.contains(version), () -> "It is of version " + version + ", but v2, v3 and v4 can be read.");
        int columns = integer(required(header, "max_feature_idx")) + 1;
        int width = integer(header.getOrDefault("num_tree_per_iteration", "1"));
        InputException.require(
                columns > 0 && width > 0 && width <= MOST_OUTPUTS,
                () -> "It has " + columns + " columns and " + width + " trees in a round.");
        List<LightGbmTree> trees = trees();
        InputException.require(
                trees.size() % width == 0, () -> "It has " + trees.size() + " trees, but " + width + " in a round.");
        LightGbmObjective objective = LightGbmObjective.of(header.getOrDefault("objective", ""), width);
        List<Feature> features = features(header, columns, trees);
        LevelSets sets = new LevelSets();
        List<Tree> read = new ArrayList<>();
        for (LightGbmTree tree : trees) {
            read.add(tree.tree(features, sets));
        }
        boolean average = header.containsKey("average_output");
        double factor = objective.scale() / (average ? Math.max(1, trees.size() / width) : 1);
        return new TreeEnsemble(
                features,
                objective.task(),
                read,
                IntStream.range(0, trees.size()).mapToObj(tree -> tree % width).toList(),
                Collections.nCopies(trees.size(), factor),
                Collections.nCopies(width, 0.0),
                TreeEnsemble.Combination.SUM,
                objective.link(),
                Map.of("kind", "LightGBM", "objective", header.getOrDefault("objective", "")));
    }

    private @Nullable String ahead;

    /** The lines up to the next tree or the end of trees. */
    private Map<String, String> section() throws IOException {
        Map<String, String> values = new HashMap<>();
        String line = in.readLine();
        while (line != null && !line.startsWith("Tree=") && !line.startsWith("end of trees")) {
            int equals = line.indexOf('=');
            if (!line.isBlank()) {
                String name = equals < 0 ? line.strip() : line.substring(0, equals);
                values.put(name, equals < 0 ? "" : line.substring(equals + 1));
            }
            line = in.readLine();
        }
        if (line == null) {
            throw new EOFException();
        }
        ahead = line;
        return values;
    }

    private List<LightGbmTree> trees() throws IOException {
        List<LightGbmTree> trees = new ArrayList<>();
        while (ahead != null && ahead.startsWith("Tree=")) {
            int number = trees.size();
            try {
                trees.add(LightGbmTree.of(section()));
            } catch (InputException e) {
                throw new InputException("Tree " + number + ": " + e.getMessage(), e);
            }
        }
        return trees;
    }

    /** The columns: those with a list of codes, or that are split by codes, have levels. */
    private static List<Feature> features(Map<String, String> header, int columns, List<LightGbmTree> trees) {
        String[] names = required(header, "feature_names").split(" ", -1);
        InputException.require(
                names.length == columns,
                () -> "It has " + columns + " columns, but " + names.length + " names of columns.");
        int[] greatest = new int[columns];
        Arrays.fill(greatest, -1);
        String infos = header.getOrDefault("feature_infos", "").strip();
        String[] known = infos.isEmpty() ? new String[0] : infos.split(" ", -1);
        for (int i = 0; i < Math.min(columns, known.length); i++) {
            if (!known[i].startsWith("[") && !known[i].equals("none") && !known[i].isEmpty()) {
                for (String code : known[i].split(":", -1)) {
                    // LightGBM may list -1, for missing values.
                    int level = integer(code);
                    if (level >= 0) {
                        LevelSets.requireCode(level);
                        greatest[i] = Math.max(greatest[i], level);
                    }
                }
            }
        }
        trees.forEach(tree -> tree.noteCategories(greatest));
        List<Feature> features = new ArrayList<>();
        for (int i = 0; i < columns; i++) {
            features.add(
                    greatest[i] < 0
                            ? Feature.numeric(names[i])
                            : Feature.categorical(
                                    names[i],
                                    IntStream.rangeClosed(0, greatest[i])
                                            .mapToObj(Integer::toString)
                                            .toList()));
        }
        return features;
    }

    // ---- values

    static String required(Map<String, String> values, String name) {
        String value = values.get(name);
        if (value == null) {
            throw new InputException("It has no \"" + name + "\".");
        }
        return value;
    }

    static int integer(String text) {
        try {
            return Integer.parseInt(text.strip());
        } catch (NumberFormatException e) {
            throw new InputException("Expected a whole number, but came \"" + shortened(text) + "\".", e);
        }
    }

    static double number(String text) {
        try {
            return switch (text) {
                case "inf" -> Double.POSITIVE_INFINITY;
                case "-inf" -> Double.NEGATIVE_INFINITY;
                case "nan", "-nan" -> Double.NaN;
                default -> Double.parseDouble(text);
            };
        } catch (NumberFormatException e) {
            throw new InputException("Expected a number, but came \"" + shortened(text) + "\".", e);
        }
    }

    private static String shortened(String text) {
        return text.length() <= 40 ? text : text.substring(0, 40) + "…";
    }

    /** Numbers with blanks between them. */
    static double[] numbers(String text) {
        Numbers numbers = new Numbers();
        StringTokenizer tokens = new StringTokenizer(text);
        while (tokens.hasMoreTokens()) {
            numbers.add(number(tokens.nextToken()));
        }
        return numbers.toArray();
    }
}
