package ai.vivace.trees.exchange;

import ai.vivace.trees.Feature;
import ai.vivace.trees.Link;
import ai.vivace.trees.Tree;
import ai.vivace.trees.TreeEnsemble;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.function.IntToDoubleFunction;
import java.util.function.IntUnaryOperator;

/** Writes models as XGBoost's JSON. */
final class XgboostWriter {
    private static final JsonFactory FACTORY =
            JsonFactory.builder().disable(StreamWriteFeature.AUTO_CLOSE_TARGET).build();

    private final JsonGenerator json;
    private final TreeEnsemble model;

    private XgboostWriter(JsonGenerator json, TreeEnsemble model) {
        this.json = json;
        this.model = model;
    }

    static void write(TreeEnsemble model, Rounded rounded, OutputStream out) throws IOException {
        try (JsonGenerator json = FACTORY.createGenerator(out)) {
            new XgboostWriter(json, model).write(rounded);
        }
    }

    private void write(Rounded rounded) throws IOException {
        int width = model.width();
        String objective = XgboostObjective.nameOf(model.task(), model.link());
        json.writeStartObject();
        json.writeObjectFieldStart("learner");
        json.writeObjectFieldStart("attributes");
        json.writeEndObject();
        texts("feature_names", model.features().stream().map(Feature::name).toList());
        texts("feature_types", types());
        json.writeObjectFieldStart("gradient_booster");
        json.writeObjectFieldStart("model");
        json.writeObjectFieldStart("gbtree_model_param");
        json.writeStringField("num_parallel_tree", "1");
        json.writeStringField("num_trees", Integer.toString(rounded.trees().size()));
        json.writeEndObject();
        integers("iteration_indptr", rounded.trees().size() / width + 1, round -> round * width);
        integers("tree_info", rounded.trees().size(), tree -> tree % width);
        json.writeArrayFieldStart("trees");
        for (int i = 0; i < rounded.trees().size(); i++) {
            tree(i, rounded.trees().get(i));
        }
        json.writeEndArray();
        json.writeEndObject();
        json.writeStringField("name", "gbtree");
        json.writeEndObject();
        settings(objective, width);
        json.writeEndObject();
        json.writeArrayFieldStart("version");
        for (int part : new int[] {2, 1, 4}) {
            json.writeNumber(part);
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private List<String> types() {
        return model.features().stream()
                .map(feature -> feature.kind() == Feature.Kind.CATEGORICAL ? "c" : "float")
                .toList();
    }

    private void settings(String objective, int width) throws IOException {
        boolean classes = model.link() == Link.SOFTMAX;
        json.writeObjectFieldStart("learner_model_param");
        // The prediction that a sum of 0 gives: sums start in the first round of trees.
        String start =
                switch (model.link()) {
                    case LOGISTIC -> "5E-1";
                    case EXPONENTIAL -> "1E0";
                    case IDENTITY, SOFTMAX -> "0E0";
                };
        json.writeStringField("base_score", start);
        json.writeStringField("boost_from_average", "0");
        json.writeStringField("num_class", classes ? Integer.toString(width) : "0");
        json.writeStringField("num_feature", Integer.toString(model.features().size()));
        json.writeStringField("num_target", classes ? "1" : Integer.toString(width));
        json.writeEndObject();
        json.writeObjectFieldStart("objective");
        json.writeStringField("name", objective);
        List<String> settings = XgboostObjective.settingsOf(objective, width);
        json.writeObjectFieldStart(settings.get(0));
        for (int i = 1; i < settings.size(); i += 2) {
            json.writeStringField(settings.get(i), settings.get(i + 1));
        }
        json.writeEndObject();
        json.writeEndObject();
    }

    private void tree(int number, Rounded.Part part) throws IOException {
        Tree tree = part.tree();
        int nodes = tree.nodes();
        int[] parent = parents(tree);
        json.writeStartObject();
        floats("base_weights", nodes, part::value);
        categories(tree);
        truths("default_left", nodes, node -> !tree.isLeaf(node) && tree.missingGoesLeft(node));
        json.writeNumberField("id", number);
        integers("left_children", nodes, node -> tree.isLeaf(node) ? -1 : tree.left(node));
        floats("loss_changes", nodes, tree::gain);
        integers("parents", nodes, node -> parent[node]);
        integers("right_children", nodes, node -> tree.isLeaf(node) ? -1 : tree.right(node));
        floats("split_conditions", nodes, node -> condition(part, node));
        integers("split_indices", nodes, node -> Math.max(0, tree.feature(node)));
        integers("split_type", nodes, node -> tree.levels(node) == null ? 0 : 1);
        floats("sum_hessian", nodes, tree::weight);
        json.writeObjectFieldStart("tree_param");
        json.writeStringField("num_deleted", "0");
        json.writeStringField("num_feature", Integer.toString(model.features().size()));
        json.writeStringField("num_nodes", Integer.toString(nodes));
        json.writeStringField("size_leaf_vector", "1");
        json.writeEndObject();
        json.writeEndObject();
    }

    private static int[] parents(Tree tree) {
        int[] parent = new int[tree.nodes()];
        // What XGBoost writes for none.
        parent[0] = Integer.MAX_VALUE;
        for (int node = 0; node < parent.length; node++) {
            if (!tree.isLeaf(node)) {
                parent[tree.left(node)] = node;
                parent[tree.right(node)] = node;
            }
        }
        return parent;
    }

    /** Of a leaf its value; of a split the least float32 above all that go left, as XGBoost sends left what is below. */
    private static double condition(Rounded.Part part, int node) {
        if (part.tree().isLeaf(node)) {
            return part.value(node);
        }
        return part.tree().levels(node) == null
                ? Math.nextUp(Float32.floor(part.tree().threshold(node)))
                : 0;
    }

    /** The levels that go right, node after node. */
    private void categories(Tree tree) throws IOException {
        List<Integer> nodes = new ArrayList<>();
        List<Integer> begins = new ArrayList<>();
        List<Integer> sizes = new ArrayList<>();
        List<Integer> all = new ArrayList<>();
        for (int node = 0; node < tree.nodes(); node++) {
            long[] left = tree.levels(node);
            if (left != null) {
                nodes.add(node);
                begins.add(all.size());
                int count = model.features().get(tree.feature(node)).levels().size();
                for (int level = 0; level < count; level++) {
                    if (level >= 64 * left.length || (left[level >> 6] >>> level & 1) == 0) {
                        all.add(level);
                    }
                }
                if (all.size() == begins.get(begins.size() - 1)) {
                    // XGBoost wants at least one, though only missing values may go right: one that does not come.
                    all.add(count);
                }
                sizes.add(all.size() - begins.get(begins.size() - 1));
            }
        }
        integers("categories", all.size(), all::get);
        integers("categories_nodes", nodes.size(), nodes::get);
        integers("categories_segments", begins.size(), begins::get);
        integers("categories_sizes", sizes.size(), sizes::get);
    }

    private void texts(String name, List<String> texts) throws IOException {
        json.writeArrayFieldStart(name);
        for (String text : texts) {
            json.writeString(text);
        }
        json.writeEndArray();
    }

    private void integers(String name, int count, IntUnaryOperator of) throws IOException {
        json.writeArrayFieldStart(name);
        for (int i = 0; i < count; i++) {
            json.writeNumber(of.applyAsInt(i));
        }
        json.writeEndArray();
    }

    private void truths(String name, int count, IntPredicate of) throws IOException {
        json.writeArrayFieldStart(name);
        for (int i = 0; i < count; i++) {
            json.writeNumber(of.test(i) ? 1 : 0);
        }
        json.writeEndArray();
    }

    private void floats(String name, int count, IntToDoubleFunction of) throws IOException {
        json.writeArrayFieldStart(name);
        for (int i = 0; i < count; i++) {
            float number = Float32.finite(of.applyAsDouble(i));
            json.writeNumber(number);
        }
        json.writeEndArray();
    }
}
