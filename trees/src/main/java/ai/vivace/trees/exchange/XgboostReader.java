package ai.vivace.trees.exchange;

import ai.vivace.base.InputException;
import ai.vivace.trees.Feature;
import ai.vivace.trees.Tree;
import ai.vivace.trees.TreeEnsemble;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Makes a model of what XGBoost calls a learner. */
final class XgboostReader {
    private static final int MOST_COLUMNS = 1 << 24;

    private final Fields learner;
    private final Fields booster;
    private final Fields content;
    private final int columns;
    private final int version;

    XgboostReader(Fields document) {
        learner = document.object("learner");
        double[] versions = document.numbersIfAny("version");
        version = versions.length == 0 ? 0 : (int) versions[0];
        Fields outer = learner.object("gradient_booster");
        String kind = outer.text("name", "gbtree");
        InputException.require(
                kind.equals("gbtree") || kind.equals("dart"),
                () -> "Its booster is " + kind + ", but only trees (gbtree, dart) can be read.");
        booster = outer;
        content = (outer.has("gbtree") ? outer.object("gbtree") : outer).object("model");
        columns = learner.object("learner_model_param").integer("num_feature", 0);
        InputException.require(columns > 0 && columns <= MOST_COLUMNS, () -> "It has " + columns + " columns.");
    }

    TreeEnsemble model(XgboostFormat.Rounds rounds) {
        Fields settings = learner.object("learner_model_param");
        int width = Math.max(1, Math.max(settings.integer("num_class", 0), settings.integer("num_target", 1)));
        String name = learner.object("objective").text("name");
        int[] outputs = content.integers("tree_info");
        InputException.require(
                width <= 1 << 16 && (width == 1 || width <= outputs.length),
                () -> "It has " + width + " outputs, but " + outputs.length + " trees.");
        XgboostObjective objective = XgboostObjective.of(name, width, version);
        List<XgboostTree> trees =
                content.objects("trees").stream().map(XgboostTree::of).toList();
        InputException.require(
                outputs.length == trees.size(),
                () -> "It has " + trees.size() + " trees, but outputs for " + outputs.length + ".");
        Fields weighted = content.has("weight_drop") ? content : booster;
        double[] weights =
                weighted.has("weight_drop") ? weighted.numbers("weight_drop", outputs.length) : ones(outputs);
        int keep = rounds == XgboostFormat.Rounds.ALL ? outputs.length : best(width, outputs.length);
        List<Feature> features = features(trees);
        LevelSets sets = new LevelSets();
        List<Tree> read = new ArrayList<>();
        for (int i = 0; i < keep; i++) {
            read.add(trees.get(i).tree(features, sets));
        }
        return new TreeEnsemble(
                features,
                objective.task(),
                read,
                Arrays.stream(outputs).limit(keep).boxed().toList(),
                Arrays.stream(weights).limit(keep).boxed().toList(),
                base(settings.text("base_score"), width, objective),
                TreeEnsemble.Combination.SUM,
                objective.link(),
                told(name));
    }

    private static double[] ones(int[] outputs) {
        double[] ones = new double[outputs.length];
        Arrays.fill(ones, 1);
        return ones;
    }

    private Map<String, String> told(String objective) {
        Map<String, String> told = new LinkedHashMap<>();
        told.put("kind", "XGBoost");
        told.put("objective", objective);
        if (attributes().has("best_iteration")) {
            told.put("bestIteration", attributes().text("best_iteration"));
        }
        return told;
    }

    private Fields attributes() {
        return learner.has("attributes") ? learner.object("attributes") : new Fields("attributes", Map.of());
    }

    /** How many trees there are up to the best iteration. */
    private int best(int width, int trees) {
        int best = attributes().integer("best_iteration", Integer.MAX_VALUE);
        if (best == Integer.MAX_VALUE) {
            return trees;
        }
        long keep;
        if (content.has("iteration_indptr")) {
            int[] ends = content.integers("iteration_indptr");
            keep = best >= 0 && best + 1 < ends.length ? ends[best + 1] : -1;
        } else {
            int parallel = content.object("gbtree_model_param").integer("num_parallel_tree", 1);
            keep = (best + 1L) * width * Math.max(1, parallel);
        }
        InputException.require(
                keep > 0 && keep <= trees, () -> "Its best iteration is " + best + ", but it has " + trees + " trees.");
        return (int) keep;
    }

    /** Before version 3.1 a number for all outputs, then a list of them; a prediction each. */
    private static List<Double> base(String text, int width, XgboostObjective objective) {
        String[] numbers = text.replace("[", "").replace("]", "").split(",", -1);
        InputException.require(
                numbers.length == 1 || numbers.length == width,
                () -> "Its base_score has " + numbers.length + " numbers for " + width + " outputs.");
        List<Double> base = new ArrayList<>();
        for (int k = 0; k < width; k++) {
            try {
                base.add(objective.sum(Float.parseFloat(numbers[numbers.length == 1 ? 0 : k])));
            } catch (NumberFormatException e) {
                throw new InputException("Its base_score is no number, but " + text + ".", e);
            }
        }
        return base;
    }

    // ---- columns

    private List<Feature> features(List<XgboostTree> trees) {
        List<String> names = names(
                "feature_names",
                IntStream.range(0, columns).mapToObj(i -> "f" + i).toList());
        List<String> types = names("feature_types", List.of());
        List<Fields> known = content.has("cats") ? content.object("cats").objects("enc") : List.of();
        int[] greatest = greatestCategories(trees);
        List<Feature> features = new ArrayList<>();
        for (int i = 0; i < columns; i++) {
            List<String> levels = known.size() == columns ? levels(known.get(i)) : List.of();
            boolean categorical =
                    greatest[i] >= 0 || !levels.isEmpty() || (!types.isEmpty() && isCategory(types.get(i)));
            if (levels.size() <= greatest[i] || (categorical && levels.isEmpty())) {
                int room = 64 * (1 + Math.max(0, greatest[i]) / 64);
                levels = IntStream.range(0, room).mapToObj(Integer::toString).toList();
            }
            features.add(categorical ? Feature.categorical(names.get(i), levels) : Feature.numeric(names.get(i)));
        }
        return features;
    }

    private static boolean isCategory(String type) {
        return type.equals("c") || type.equals("categorical");
    }

    private List<String> names(String field, List<String> otherwise) {
        List<String> names = learner.has(field) ? learner.texts(field) : List.of();
        InputException.require(
                names.isEmpty() || names.size() == columns,
                () -> "It has " + columns + " columns, but " + names.size() + " " + field + ".");
        return names.isEmpty() ? otherwise : names;
    }

    /** The categories of a column, by their codes: texts one behind the other, or numbers. */
    private static List<String> levels(Fields column) {
        int[] values = column.integers("values");
        if (!column.has("offsets")) {
            return Arrays.stream(values).mapToObj(Integer::toString).distinct().toList();
        }
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) values[i];
        }
        int[] offsets = column.integers("offsets");
        List<String> levels = new ArrayList<>();
        for (int i = 0; i + 1 < offsets.length; i++) {
            int from = offsets[i];
            int to = offsets[i + 1];
            InputException.require(
                    from >= 0 && to >= from && to <= bytes.length,
                    () -> "The text of a category is from " + from + " to " + to + " of " + bytes.length + " bytes.");
            levels.add(new String(bytes, from, to - from, StandardCharsets.UTF_8));
        }
        return levels;
    }

    private int[] greatestCategories(List<XgboostTree> trees) {
        int[] greatest = new int[columns];
        Arrays.fill(greatest, -1);
        for (XgboostTree tree : trees) {
            tree.forEachCategory((column, category) -> {
                InputException.require(
                        column >= 0 && column < columns,
                        () -> "A tree looks at column " + column + ", but there are " + columns + ".");
                greatest[column] = Math.max(greatest[column], category);
            });
        }
        return greatest;
    }
}
