package ai.vivace.trees;

import ai.vivace.base.InputException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.StreamWriteFeature;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.IntPredicate;
import java.util.function.IntToDoubleFunction;
import java.util.function.IntUnaryOperator;
import org.jspecify.annotations.Nullable;

/** Models as JSON; docs/guide/tree-files.md describes it. It is read token by token, so that it takes about as much memory as the model. */
final class ModelJson {
    static final String FORMAT = "vivace-trees";
    static final int VERSION = 1;

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(16)
                    .maxNameLength(10_000)
                    .maxStringLength(1_000_000)
                    .maxNumberLength(400)
                    .build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(StreamReadFeature.AUTO_CLOSE_SOURCE)
            .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
            .build();

    private ModelJson() {}

    // ---- writing

    static void write(TreeEnsemble model, OutputStream out) throws IOException {
        try (JsonGenerator json = FACTORY.createGenerator(out)) {
            json.writeStartObject();
            json.writeStringField("format", FORMAT);
            json.writeNumberField("version", VERSION);
            writeTask(model.task(), json);
            json.writeStringField("combination", model.combination().name());
            json.writeStringField("link", model.link().name());
            numbers(json, "base", model.width(), model.base()::get);
            json.writeArrayFieldStart("features");
            for (Feature feature : model.features()) {
                json.writeStartObject();
                json.writeStringField("name", feature.name());
                texts(json, "levels", feature.levels());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeObjectFieldStart("settings");
            for (Map.Entry<String, String> setting : new TreeMap<>(model.settings()).entrySet()) {
                json.writeStringField(setting.getKey(), setting.getValue());
            }
            json.writeEndObject();
            json.writeArrayFieldStart("trees");
            for (int i = 0; i < model.trees().size(); i++) {
                json.writeRaw('\n');
                writeTree(
                        model.trees().get(i),
                        model.outputs().get(i),
                        model.factors().get(i),
                        json);
            }
            json.writeEndArray();
            json.writeEndObject();
            json.writeRaw('\n');
        }
    }

    private static void writeTask(Task task, JsonGenerator json) throws IOException {
        json.writeObjectFieldStart("task");
        json.writeStringField("kind", kind(task));
        if (task instanceof Task.Classification classes) {
            texts(json, "labels", classes.labels());
        }
        json.writeEndObject();
    }

    /** What a task is called in files. */
    static String kind(Task task) {
        if (task instanceof Task.Classification) {
            return "classification";
        }
        return task instanceof Task.Ranking ? "ranking" : "regression";
    }

    /** The task of a name in a file. */
    static Task task(String kind, List<String> labels) {
        return switch (kind) {
            case "classification" -> new Task.Classification(labels);
            case "ranking" -> new Task.Ranking();
            case "regression" -> new Task.Regression();
            default ->
                throw new InputException(
                        "A task is classification, regression or ranking, but the file says \"" + kind + "\".");
        };
    }

    private static void writeTree(Tree tree, int output, double factor, JsonGenerator json) throws IOException {
        int nodes = tree.nodes();
        json.writeStartObject();
        if (output != TreeEnsemble.ALL) {
            json.writeNumberField("output", output);
        }
        json.writeNumberField("factor", factor);
        integers(json, "feature", nodes, tree::feature);
        numbers(json, "threshold", nodes, tree::threshold);
        integers(json, "left", nodes, node -> tree.isLeaf(node) ? -1 : tree.left(node));
        integers(json, "right", nodes, node -> tree.isLeaf(node) ? -1 : tree.right(node));
        nodes(json, "missingLeft", nodes, tree::missingGoesLeft);
        nodes(json, "unknownLeft", nodes, node -> tree.isLevels(node) && tree.unknownGoesLeft(node));
        nodes(json, "zeroMissing", nodes, tree::zeroIsMissing);
        json.writeObjectFieldStart("levels");
        for (int node = 0; node < nodes; node++) {
            int[] levels = TreeColumns.levels(tree, node);
            if (levels != null) {
                integers(json, Integer.toString(node), levels.length, i -> levels[i]);
            }
        }
        json.writeEndObject();
        int outputs = tree.outputs();
        numbers(json, "value", nodes * outputs, i -> tree.value(i / outputs, i % outputs));
        numbers(json, "weight", nodes, tree::weight);
        integers(json, "rows", nodes, tree::rows);
        numbers(json, "gain", nodes, tree::gain);
        numbers(json, "impurity", nodes, tree::impurity);
        json.writeEndObject();
    }

    private static void texts(JsonGenerator json, String name, List<String> texts) throws IOException {
        json.writeArrayFieldStart(name);
        for (String text : texts) {
            json.writeString(text);
        }
        json.writeEndArray();
    }

    private static void integers(JsonGenerator json, String name, int count, IntUnaryOperator of) throws IOException {
        json.writeArrayFieldStart(name);
        for (int i = 0; i < count; i++) {
            json.writeNumber(of.applyAsInt(i));
        }
        json.writeEndArray();
    }

    private static void nodes(JsonGenerator json, String name, int count, IntPredicate which) throws IOException {
        json.writeArrayFieldStart(name);
        for (int i = 0; i < count; i++) {
            if (which.test(i)) {
                json.writeNumber(i);
            }
        }
        json.writeEndArray();
    }

    /** Numbers; null for NaN, and a text for what is infinite, which JSON has no number for. */
    private static void numbers(JsonGenerator json, String name, int count, IntToDoubleFunction of) throws IOException {
        json.writeArrayFieldStart(name);
        for (int i = 0; i < count; i++) {
            double number = of.applyAsDouble(i);
            if (Double.isNaN(number)) {
                json.writeNull();
            } else if (Double.isInfinite(number)) {
                json.writeString(Double.toString(number));
            } else {
                json.writeNumber(number);
            }
        }
        json.writeEndArray();
    }

    // ---- reading

    /**
     * Reads a model.
     *
     * @throws InputException when it is JSON, but no model
     * @throws IOException when it is no JSON, or cannot be read
     */
    static TreeEnsemble read(InputStream in) throws IOException {
        try (JsonParser json = FACTORY.createParser(in)) {
            TreeEnsemble model = new Reader(json).model();
            if (json.nextToken() != null) {
                throw new InputException("Something stands behind the model.");
            }
            return model;
        }
    }

    /** What is said of a field. */
    @FunctionalInterface
    private interface Field {
        void read(String name) throws IOException;
    }

    private static final class Reader {
        private final JsonParser json;
        private @Nullable String format;
        private @Nullable String kind;
        private List<String> labels = List.of();
        private @Nullable String combination;
        private @Nullable String link;
        private double @Nullable [] base;
        private final List<Feature> features = new ArrayList<>();
        private final Map<String, String> settings = new LinkedHashMap<>();
        private final List<TreeColumns> trees = new ArrayList<>();

        Reader(JsonParser json) {
            this.json = json;
        }

        TreeEnsemble model() throws IOException {
            json.nextToken();
            object("the model", this::modelField);
            if (!FORMAT.equals(format)) {
                throw new InputException("It has no \"format\" of \"" + FORMAT + "\".");
            }
            List<Tree> grown = new ArrayList<>();
            long words = 0;
            for (int i = 0; i < trees.size(); i++) {
                words = ModelFile.requireRoom(words + trees.get(i).words(features));
                try {
                    grown.add(trees.get(i).tree(features));
                } catch (InputException e) {
                    throw new InputException("Tree " + i + ": " + e.getMessage(), e);
                }
            }
            return new TreeEnsemble(
                    features,
                    task(required("task", kind), labels),
                    grown,
                    trees.stream().map(tree -> tree.output).toList(),
                    trees.stream().map(tree -> tree.factor).toList(),
                    Arrays.stream(required("base", base)).boxed().toList(),
                    constant("combination", combination, TreeEnsemble.Combination::valueOf),
                    constant("link", link, Link::valueOf),
                    settings);
        }

        private void modelField(String name) throws IOException {
            switch (name) {
                case "format" -> format = text();
                case "version" -> requireVersion(integer());
                case "task" ->
                    object("the task", field -> {
                        switch (field) {
                            case "kind" -> kind = text();
                            case "labels" -> labels = texts();
                            default -> json.skipChildren();
                        }
                    });
                case "combination" -> combination = text();
                case "link" -> link = text();
                case "base" -> base = numbers();
                case "features" -> array("features", this::feature);
                case "settings" -> object("settings", field -> settings.put(field, text()));
                case "trees" -> array("trees", this::tree);
                default -> json.skipChildren();
            }
        }

        private void feature() throws IOException {
            String[] name = new String[1];
            List<String> levels = new ArrayList<>();
            object("a feature", field -> {
                switch (field) {
                    case "name" -> name[0] = text();
                    case "levels" -> levels.addAll(texts());
                    default -> json.skipChildren();
                }
            });
            Feature.Kind its = levels.isEmpty() ? Feature.Kind.NUMERIC : Feature.Kind.CATEGORICAL;
            features.add(new Feature(required("name", name[0]), its, levels));
        }

        private void tree() throws IOException {
            TreeColumns tree = new TreeColumns();
            tree.output = TreeEnsemble.ALL;
            object("a tree", field -> {
                switch (field) {
                    case "output" -> tree.output = integer();
                    case "factor" -> tree.factor = number();
                    case "feature" -> tree.feature = integers();
                    case "threshold" -> tree.threshold = numbers();
                    case "left" -> tree.left = integers();
                    case "right" -> tree.right = integers();
                    case "missingLeft" -> tree.missingLeft = integers();
                    case "unknownLeft" -> tree.unknownLeft = integers();
                    case "zeroMissing" -> tree.zeroMissing = integers();
                    case "levels" -> object("levels", node -> tree.levels.put(node(node), integers()));
                    case "value" -> tree.value = numbers();
                    case "weight" -> tree.weight = numbers();
                    case "rows" -> tree.rows = integers();
                    case "gain" -> tree.gain = numbers();
                    case "impurity" -> tree.impurity = numbers();
                    default -> json.skipChildren();
                }
            });
            trees.add(tree);
        }

        // ---- values; the parser stands at the first token of one

        private void object(String what, Field field) throws IOException {
            expect(JsonToken.START_OBJECT, what + " as an object");
            while (json.nextToken() != JsonToken.END_OBJECT) {
                String name = json.currentName();
                json.nextToken();
                field.read(name);
            }
        }

        /** Reads one element. */
        @FunctionalInterface
        private interface Element {
            void read() throws IOException;
        }

        private void array(String what, Element element) throws IOException {
            expect(JsonToken.START_ARRAY, what + " as a list");
            while (json.nextToken() != JsonToken.END_ARRAY) {
                element.read();
            }
        }

        private List<String> texts() throws IOException {
            List<String> texts = new ArrayList<>();
            array("texts", () -> texts.add(text()));
            return texts;
        }

        private int[] integers() throws IOException {
            int[][] all = {new int[16]};
            int[] count = new int[1];
            array("whole numbers", () -> {
                if (count[0] == all[0].length) {
                    all[0] = Arrays.copyOf(all[0], 2 * count[0]);
                }
                all[0][count[0]++] = integer();
            });
            return Arrays.copyOf(all[0], count[0]);
        }

        private double[] numbers() throws IOException {
            double[][] all = {new double[16]};
            int[] count = new int[1];
            array("numbers", () -> {
                if (count[0] == all[0].length) {
                    all[0] = Arrays.copyOf(all[0], 2 * count[0]);
                }
                all[0][count[0]++] = number();
            });
            return Arrays.copyOf(all[0], count[0]);
        }

        private String text() throws IOException {
            expect(JsonToken.VALUE_STRING, "a text");
            return json.getText();
        }

        private int integer() throws IOException {
            expect(JsonToken.VALUE_NUMBER_INT, "a whole number");
            return json.getIntValue();
        }

        private double number() throws IOException {
            JsonToken token = json.currentToken();
            if (token == JsonToken.VALUE_NULL) {
                return Double.NaN;
            }
            if (token == JsonToken.VALUE_STRING && json.getText().endsWith("Infinity")) {
                return json.getText().startsWith("-") ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
            }
            if (token != JsonToken.VALUE_NUMBER_INT) {
                expect(JsonToken.VALUE_NUMBER_FLOAT, "a number");
            }
            return json.getDoubleValue();
        }

        private void expect(JsonToken token, String what) {
            if (json.currentToken() != token) {
                throw new InputException("Expected " + what + " in line "
                        + json.currentLocation().getLineNr() + ", but came " + json.currentToken() + ".");
            }
        }
    }

    private static int node(String name) {
        try {
            return Integer.parseInt(name);
        } catch (NumberFormatException e) {
            throw new InputException("Levels are given by the node's number, but came \"" + name + "\".", e);
        }
    }

    static void requireVersion(int version) {
        InputException.require(
                version == VERSION,
                () -> "It is of version " + version + ", but this Vivace reads version " + VERSION
                        + ". Use a newer Vivace.");
    }

    private static <T> T required(String name, @Nullable T value) {
        if (value == null) {
            throw new InputException("It has no \"" + name + "\".");
        }
        return value;
    }

    static <T> T constant(String name, @Nullable String value, Function<String, T> of) {
        try {
            return of.apply(required(name, value));
        } catch (IllegalArgumentException e) {
            throw new InputException("It has an unknown \"" + name + "\", " + value + ".", e);
        }
    }
}
