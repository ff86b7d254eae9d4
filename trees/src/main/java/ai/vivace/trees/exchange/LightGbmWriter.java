package ai.vivace.trees.exchange;

import ai.vivace.trees.Feature;
import ai.vivace.trees.Tree;
import ai.vivace.trees.TreeEnsemble;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Writes models as LightGBM's text. */
final class LightGbmWriter {
    private final List<Feature> features;
    private final Rounded rounded;

    private LightGbmWriter(List<Feature> features, Rounded rounded) {
        this.features = features;
        this.rounded = rounded;
    }

    static void write(TreeEnsemble model, Rounded rounded, OutputStream out) throws IOException {
        new LightGbmWriter(model.features(), rounded).write(model, out);
    }

    private void write(TreeEnsemble model, OutputStream out) throws IOException {
        // The header has the trees' lengths, so that each is made twice rather than all kept.
        List<Integer> sizes = new ArrayList<>();
        for (int i = 0; i < rounded.trees().size(); i++) {
            sizes.add(bytes(tree(i)).length);
        }
        int width = rounded.width();
        String objective = LightGbmObjective.textOf(model.task(), model.link(), width);
        StringBuilder header = new StringBuilder("tree\nversion=v3\n");
        header.append("num_class=").append(width).append('\n');
        header.append("num_tree_per_iteration=").append(width).append('\n');
        header.append("label_index=0\n");
        header.append("max_feature_idx=").append(features.size() - 1).append('\n');
        if (objective != null) {
            header.append("objective=").append(objective).append('\n');
        }
        header.append("feature_names=").append(String.join(" ", names())).append('\n');
        header.append("feature_infos=");
        header.append(features.stream().map(LightGbmWriter::info).collect(Collectors.joining(" ")));
        header.append("\ntree_sizes=");
        header.append(sizes.stream().map(Object::toString).collect(Collectors.joining(" ")));
        header.append("\n\n");
        out.write(bytes(header.toString()));
        for (int i = 0; i < rounded.trees().size(); i++) {
            out.write(bytes(tree(i)));
        }
        out.write(bytes(
                "end of trees\n\nfeature_importances:\n\nparameters:\nend of parameters\n\npandas_categorical:null\n"));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Names without white space, and each once. */
    private List<String> names() {
        List<String> names = new ArrayList<>();
        Set<String> taken = new HashSet<>();
        for (Feature feature : features) {
            String plain = feature.name().replaceAll("\\s", "_");
            String name = plain.isEmpty() ? "_" : plain;
            for (int i = 2; !taken.add(name); i++) {
                name = plain + "_" + i;
            }
            names.add(name);
        }
        return names;
    }

    private static String info(Feature feature) {
        return feature.kind() == Feature.Kind.NUMERIC
                ? "[-inf:inf]"
                : IntStream.range(0, feature.levels().size())
                        .mapToObj(Integer::toString)
                        .collect(Collectors.joining(":"));
    }

    /** A tree with the blank lines behind it. */
    private String tree(int number) {
        Rounded.Part part = rounded.trees().get(number);
        Tree tree = part.tree();
        List<Integer> splits = new ArrayList<>();
        List<Integer> leaves = new ArrayList<>();
        int[] reference = new int[tree.nodes()];
        for (int node = 0; node < reference.length; node++) {
            List<Integer> own = tree.isLeaf(node) ? leaves : splits;
            reference[node] = tree.isLeaf(node) ? ~own.size() : own.size();
            own.add(node);
        }
        Sets sets = new Sets(tree, features);
        StringBuilder text = new StringBuilder("Tree=").append(number).append('\n');
        text.append("num_leaves=").append(leaves.size()).append('\n');
        List<Decision> decisions = splits.stream().map(sets::decide).toList();
        text.append("num_cat=").append(sets.count()).append('\n');
        if (!splits.isEmpty()) {
            line(text, "split_feature", splits, tree::feature);
            line(text, "split_gain", splits, node -> finite(tree.gain(node)));
            text.append("threshold=")
                    .append(decisions.stream()
                            .map(decision -> Double.toString(decision.threshold()))
                            .collect(Collectors.joining(" ")))
                    .append('\n');
            text.append("decision_type=")
                    .append(decisions.stream()
                            .map(decision -> Integer.toString(decision.type()))
                            .collect(Collectors.joining(" ")))
                    .append('\n');
            line(
                    text,
                    "left_child",
                    splits,
                    node -> reference[sets.swapped(node) ? tree.right(node) : tree.left(node)]);
            line(
                    text,
                    "right_child",
                    splits,
                    node -> reference[sets.swapped(node) ? tree.left(node) : tree.right(node)]);
        }
        line(text, "leaf_value", leaves, part::value);
        line(text, "leaf_weight", leaves, node -> finite(tree.weight(node)));
        line(text, "leaf_count", leaves, tree::rows);
        if (!splits.isEmpty()) {
            line(text, "internal_value", splits, part::value);
            line(text, "internal_weight", splits, node -> finite(tree.weight(node)));
            line(text, "internal_count", splits, tree::rows);
        }
        if (sets.count() > 0) {
            text.append("cat_boundaries=").append(sets.boundaries()).append('\n');
            text.append("cat_threshold=").append(sets.bits()).append('\n');
        }
        return text.append("is_linear=0\nshrinkage=1\n\n\n").toString();
    }

    private static double finite(double number) {
        return Double.isNaN(number) ? 0 : Math.max(-1e300, Math.min(1e300, number));
    }

    private static void line(StringBuilder text, String name, List<Integer> nodes, IntFunction<Number> of) {
        text.append(name)
                .append('=')
                .append(nodes.stream().map(node -> of.apply(node).toString()).collect(Collectors.joining(" ")))
                .append('\n');
    }

    /**
     * How a split decides.
     *
     * @param threshold a number, or of levels which set
     * @param type LightGBM's bits
     */
    private record Decision(double threshold, int type) {}

    /** The sets of levels of a tree. LightGBM sends missing values right; where ours go left, the sides are exchanged. */
    private static final class Sets {
        private static final int CATEGORICAL = 1;
        private static final int DEFAULT_LEFT = 2;
        private static final int MISSING_ZERO = 4;
        private static final int MISSING_NAN = 8;

        private final Tree tree;
        private final List<Feature> features;
        private final List<Integer> boundaries = new ArrayList<>(List.of(0));
        private final List<String> bits = new ArrayList<>();

        Sets(Tree tree, List<Feature> features) {
            this.tree = tree;
            this.features = features;
        }

        boolean swapped(int node) {
            return tree.levels(node) != null && tree.missingGoesLeft(node);
        }

        Decision decide(int node) {
            long[] left = tree.levels(node);
            if (left == null) {
                int missing = tree.zeroIsMissing(node) ? MISSING_ZERO : MISSING_NAN;
                // A threshold of NaN sends all numbers right.
                double threshold = tree.threshold(node);
                return new Decision(
                        Double.isNaN(threshold) ? -1e300 : finite(threshold),
                        missing | (tree.missingGoesLeft(node) ? DEFAULT_LEFT : 0));
            }
            int levels = features.get(tree.feature(node)).levels().size();
            int words = (levels + 31) / 32;
            for (int word = 0; word < words; word++) {
                long half = word / 2 < left.length ? (left[word / 2] >>> (32 * (word % 2))) & 0xFFFFFFFFL : 0;
                long own = levels - 32 * word >= 32 ? 0xFFFFFFFFL : (1L << (levels - 32 * word)) - 1;
                bits.add(Long.toString(swapped(node) ? ~half & own : half & own));
            }
            boundaries.add(bits.size());
            return new Decision(boundaries.size() - 2, CATEGORICAL);
        }

        int count() {
            return boundaries.size() - 1;
        }

        String boundaries() {
            return boundaries.stream().map(Object::toString).collect(Collectors.joining(" "));
        }

        String bits() {
            return String.join(" ", bits);
        }
    }
}
