package ai.vivace.trees.exchange;

import ai.vivace.base.Protobuf;
import ai.vivace.trees.Task;
import ai.vivace.trees.Tree;
import ai.vivace.trees.TreeEnsemble;
import java.util.ArrayList;
import java.util.List;

/** Makes ONNX of a model. Numbers of fields are those of onnx.proto. */
final class OnnxWriter {
    private static final int FLOAT = 1;
    private static final int STRING = 8;
    private static final String TREES = "ai.onnx.ml";

    private final TreeEnsemble model;
    private final boolean classes;
    private final int outputs;
    private final Nodes nodes = new Nodes();

    OnnxWriter(TreeEnsemble model) {
        this.model = model;
        classes = model.task() instanceof Task.Classification;
        outputs = classes && model.width() == 1 ? 2 : model.width();
    }

    Protobuf message() {
        for (int i = 0; i < model.trees().size(); i++) {
            addTree(
                    i,
                    model.trees().get(i),
                    model.outputs().get(i),
                    model.factors().get(i));
        }
        if (model.trees().isEmpty()) {
            // Runtimes want a tree.
            nodes.leaf(0, 0);
            weigh(0, 0, 0, 0);
        }
        Protobuf graph = new Protobuf();
        operators(graph);
        graph.text(2, "trees");
        graph.message(11, value("rows", FLOAT, model.features().size()));
        if (classes) {
            graph.message(12, value("label", STRING, 0));
            graph.message(12, value("probabilities", FLOAT, outputs));
        } else {
            graph.message(12, value("prediction", FLOAT, outputs));
        }
        return new Protobuf()
                .integer(1, 7)
                .text(2, "Vivace")
                .message(7, graph)
                .message(8, new Protobuf().text(1, "").integer(2, 13))
                .message(8, new Protobuf().text(1, TREES).integer(2, 2));
    }

    // ---- trees

    private void addTree(int number, Tree tree, int output, double factor) {
        int extra = tree.nodes();
        for (int node = 0; node < tree.nodes(); node++) {
            if (tree.isLeaf(node)) {
                nodes.leaf(number, node);
                addLeaf(number, node, tree, output, factor);
                continue;
            }
            long[] set = tree.levels(node);
            if (set == null) {
                nodes.split(
                        number,
                        node,
                        tree.feature(node),
                        "BRANCH_LEQ",
                        Float32.floor(tree.threshold(node)),
                        tree.left(node),
                        tree.right(node),
                        tree.missingGoesLeft(node));
            } else {
                extra = addChain(number, node, tree, set, extra);
            }
        }
    }

    /** A level is compared with each of those that do not go where unknown ones do, which equal none. */
    private int addChain(int number, int node, Tree tree, long[] set, int extra) {
        boolean unknownLeft = tree.unknownGoesLeft(node);
        boolean missingFollows = tree.missingGoesLeft(node) == unknownLeft;
        int to = unknownLeft ? tree.right(node) : tree.left(node);
        int otherwise = unknownLeft ? tree.left(node) : tree.right(node);
        List<Integer> compared = new ArrayList<>();
        int levels = model.features().get(tree.feature(node)).levels().size();
        for (int level = 0; level < levels; level++) {
            boolean left = level < 64 * set.length && (set[level >> 6] >>> level & 1) != 0;
            if (left != unknownLeft) {
                compared.add(level);
            }
        }
        if (compared.isEmpty()) {
            compared.add(-1);
        }
        int at = node;
        int next = extra;
        for (int i = 0; i < compared.size(); i++) {
            int follows = i + 1 < compared.size() ? next++ : otherwise;
            nodes.split(number, at, tree.feature(node), "BRANCH_EQ", compared.get(i), to, follows, !missingFollows);
            at = follows;
        }
        return next;
    }

    private void addLeaf(int number, int node, Tree tree, int output, double factor) {
        if (output == TreeEnsemble.ALL) {
            for (int k = 0; k < model.width(); k++) {
                weigh(number, node, k, factor * tree.value(node, k));
            }
        } else {
            weigh(number, node, output, factor * tree.value(node, 0));
        }
    }

    private void weigh(int number, int node, int output, double value) {
        nodes.weightTree.add((long) number);
        nodes.weightNode.add((long) node);
        nodes.weightOutput.add((long) output);
        nodes.weight.add(Float32.finite(value));
    }

    /** The attributes of all nodes, each in a list. */
    private static final class Nodes {
        private final List<Long> tree = new ArrayList<>();
        private final List<Long> number = new ArrayList<>();
        private final List<Long> feature = new ArrayList<>();
        private final List<String> mode = new ArrayList<>();
        private final List<Float> value = new ArrayList<>();
        private final List<Long> yes = new ArrayList<>();
        private final List<Long> no = new ArrayList<>();
        private final List<Long> missingYes = new ArrayList<>();
        private final List<Long> weightTree = new ArrayList<>();
        private final List<Long> weightNode = new ArrayList<>();
        private final List<Long> weightOutput = new ArrayList<>();
        private final List<Float> weight = new ArrayList<>();

        void leaf(int ofTree, int node) {
            split(ofTree, node, 0, "LEAF", 0, 0, 0, false);
        }

        void split(int ofTree, int node, int column, String how, float limit, int toYes, int toNo, boolean missing) {
            tree.add((long) ofTree);
            number.add((long) node);
            feature.add((long) column);
            mode.add(how);
            value.add(limit);
            yes.add((long) toYes);
            no.add((long) toNo);
            missingYes.add(missing ? 1L : 0L);
        }
    }

    // ---- operators

    private void operators(Protobuf graph) {
        graph.message(1, regressor());
        String numbers = classes ? "probabilities" : "prediction";
        if (classes && model.width() == 1) {
            graph.message(1, operator("Neg", List.of("sums"), "opposite", ""));
            graph.message(1, operator("Sigmoid", List.of("opposite"), "first", ""));
            graph.message(1, operator("Sigmoid", List.of("sums"), "second", ""));
            Protobuf both = operator("Concat", List.of("first", "second"), numbers, "");
            integer(both, "axis", 1);
            graph.message(1, both);
        } else {
            String name =
                    switch (model.link()) {
                        case IDENTITY -> "Identity";
                        case LOGISTIC -> "Sigmoid";
                        case SOFTMAX -> "Softmax";
                        case EXPONENTIAL -> "Exp";
                    };
            graph.message(1, operator(name, List.of("sums"), numbers, ""));
        }
        if (model.task() instanceof Task.Classification task) {
            Protobuf most = operator("ArgMax", List.of(numbers), "class", "");
            integer(most, "axis", 1);
            integer(most, "keepdims", 0);
            graph.message(1, most);
            Protobuf label = operator("LabelEncoder", List.of("class"), "label", TREES);
            List<Long> keys = new ArrayList<>();
            for (int i = 0; i < task.labels().size(); i++) {
                keys.add((long) i);
            }
            integers(label, "keys_int64s", keys);
            strings(label, "values_strings", task.labels());
            graph.message(1, label);
        }
    }

    private Protobuf regressor() {
        Protobuf node = operator("TreeEnsembleRegressor", List.of("rows"), "sums", TREES);
        integer(node, "n_targets", model.width());
        integers(node, "target_treeids", nodes.weightTree);
        integers(node, "target_nodeids", nodes.weightNode);
        integers(node, "target_ids", nodes.weightOutput);
        floats(node, "target_weights", nodes.weight);
        floats(node, "base_values", model.base().stream().map(Float32::finite).toList());
        integers(node, "nodes_treeids", nodes.tree);
        integers(node, "nodes_nodeids", nodes.number);
        integers(node, "nodes_featureids", nodes.feature);
        strings(node, "nodes_modes", nodes.mode);
        floats(node, "nodes_values", nodes.value);
        integers(node, "nodes_truenodeids", nodes.yes);
        integers(node, "nodes_falsenodeids", nodes.no);
        integers(node, "nodes_missing_value_tracks_true", nodes.missingYes);
        return node;
    }

    private static Protobuf operator(String name, List<String> inputs, String output, String domain) {
        Protobuf node = new Protobuf();
        inputs.forEach(input -> node.text(1, input));
        return node.text(2, output).text(3, output).text(4, name).text(7, domain);
    }

    // ---- attributes: the kind is field 20

    private static void integer(Protobuf node, String name, long value) {
        node.message(5, new Protobuf().text(1, name).integer(3, value).integer(20, 2));
    }

    private static void floats(Protobuf node, String name, List<Float> values) {
        node.message(5, new Protobuf().text(1, name).floats(7, values).integer(20, 6));
    }

    private static void integers(Protobuf node, String name, List<Long> values) {
        node.message(5, new Protobuf().text(1, name).integers(8, values).integer(20, 7));
    }

    private static void strings(Protobuf node, String name, List<String> values) {
        Protobuf attribute = new Protobuf().text(1, name);
        values.forEach(value -> attribute.text(9, value));
        node.message(5, attribute.integer(20, 8));
    }

    /** An input or output: any number of rows, and columns where there are any. */
    private static Protobuf value(String name, int element, int columns) {
        Protobuf shape = new Protobuf().message(1, new Protobuf().text(2, "N"));
        if (columns > 0) {
            shape.message(1, new Protobuf().integer(1, columns));
        }
        Protobuf tensor = new Protobuf().integer(1, element).message(2, shape);
        return new Protobuf().text(1, name).message(2, new Protobuf().message(1, tensor));
    }
}
