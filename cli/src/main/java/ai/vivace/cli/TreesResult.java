package ai.vivace.cli;

import ai.vivace.base.AtomicFile;
import ai.vivace.plot.Markdown;
import ai.vivace.table.Table;
import ai.vivace.trees.Task;
import ai.vivace.trees.explain.Importance;
import ai.vivace.trees.explain.Rules;
import ai.vivace.trees.report.Algorithm;
import ai.vivace.trees.report.Answers;
import ai.vivace.trees.report.Judgement;
import ai.vivace.trees.report.Setting;
import ai.vivace.trees.report.Study;
import ai.vivace.trees.report.StudyPage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What came of a training of trees: in its folder's files, on the terminal, and as one JSON document. */
final class TreesResult {
    static final String PAGE = "report.html";

    /** Rows to try the model on. */
    static final String SAMPLE = "sample.csv";

    private static final int SAMPLE_ROWS = 100;
    private static final int CLASSES = 12;
    private static final int COLUMNS = 12;

    private final TreesData data;
    private final Study study;
    private final TreesFolder folder;

    TreesResult(TreesData data, Study study, TreesFolder folder) {
        this.data = data;
        this.study = study;
        this.folder = folder;
    }

    /** Writes all files into a folder. */
    void write(Path into) {
        study.model().save(into.resolve(TreesModelArgument.FILE));
        AtomicFile.write(into.resolve(SAMPLE), sample());
        StudyPage.of(data.name() + ": " + data.target(), data.target(), study, uses(), settings())
                .save(into.resolve(PAGE));
    }

    /** The first rows that the model has not seen, or, with folds, of all. */
    private String sample() {
        Table table = study.table();
        int[] rows = Arrays.stream(study.judgedRows()).limit(SAMPLE_ROWS).toArray();
        return CsvText.of(table.rows(rows));
    }

    private String model() {
        return folder.file(TreesModelArgument.FILE).toString();
    }

    private List<StudyPage.Use> uses() {
        return List.of(
                new StudyPage.Use(
                        "Predict for a table with the same columns; those of " + SAMPLE
                                + " are of rows that judged the model:",
                        "vivace trees predict " + TreesModelArgument.FILE + " " + SAMPLE),
                new StudyPage.Use(
                        "Why is a row predicted as it is?",
                        "vivace trees explain " + TreesModelArgument.FILE + " " + SAMPLE + " --row 1"),
                new StudyPage.Use(
                        "From Java:",
                        "TreeEnsemble model = TreeEnsemble.load(Path.of(\"" + TreesModelArgument.FILE + "\"));\n"
                                + "Table table = CsvFile.at(Path.of(\"" + SAMPLE + "\")).read();\n"
                                + "double[][] predicted = model.predict(TableFeatures.matching(model.features(), table).features());"));
    }

    private String settings() {
        StringBuilder text = new StringBuilder("vivace " + Version.current());
        text.append("\ndata: ").append(data.name());
        text.append("\ntarget: ").append(data.target());
        text.append("\nmodel: ").append(study.plan().algorithm().label());
        study.plan()
                .given()
                .forEach((setting, value) ->
                        text.append('\n').append(setting.label()).append(": ").append(setting.text(value)));
        text.append("\nseed: ").append(study.plan().seed()).append('\n');
        new TreeMap<>(study.model().settings())
                .forEach((name, value) ->
                        text.append("\n").append(name).append(": ").append(value));
        return text.toString();
    }

    // ---- the terminal

    void print(Console console) {
        if (!study.choice().isEmpty()) {
            console.note("size         " + study.choice());
        }
        console.note(
                String.format(Locale.ROOT, "time         %.1f s of training and judging", study.trainingSeconds()));
        console.print("");
        console.print(study.comparison().render(console.style()));
        if (study.data().target().task() instanceof Task.Classification task) {
            console.print("");
            if (task.labels().size() <= CLASSES) {
                console.print(study.answers().chart().terminal(console.style()));
                console.print("");
            }
            console.print(study.answers().table(CLASSES).render(console.style()));
        }
        console.print("");
        console.print(study.importance().chart(COLUMNS).terminal(console.style()));
        console.print("");
        console.print(rulesHeading());
        console.print(
                listed(study.rules().rules().stream().map(Rules.Rule::text).toList(), console));
        List<String> remarks = new ArrayList<>(data.notes());
        remarks.addAll(study.remarks());
        if (!remarks.isEmpty()) {
            console.print("");
            console.print("To know of the data");
            console.print(listed(remarks, console));
        }
        console.print("");
        console.print("model   " + model());
        console.print("report  " + folder.file(PAGE));
        console.print("try it  " + Suggestion.of("trees", "predict", model(), folder.file(SAMPLE)));
        console.print("        " + Suggestion.of("trees", "explain", model(), folder.file(SAMPLE), "--row", 1));
        console.document(document());
    }

    private static String listed(List<String> items, Console console) {
        return Markdown.of(items.stream().map(item -> "- " + item).collect(Collectors.joining("\n")))
                .terminal(console.style());
    }

    private String rulesHeading() {
        return study.plan().algorithm() == Algorithm.TREE
                ? "The tree's rules that most rows come under"
                : "Rules of a tree of three questions, those that most rows come under";
    }

    // ---- JSON

    private Map<String, Object> document() {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("data", data.name());
        document.put("target", data.target());
        document.put("rows", study.table().rows());
        document.put("learnt", study.trainingRows().length);
        document.put("judged", study.judgedRows().length);
        document.put("heldOut", study.isHeldOut());
        document.put("model", model());
        document.put("report", folder.file(PAGE).toString());
        document.put("algorithm", study.plan().algorithm().label());
        Map<String, Double> given = new LinkedHashMap<>();
        study.plan().given().forEach((Setting setting, Double value) -> given.put(setting.label(), value));
        document.put("settings", given);
        document.put("seed", study.plan().seed());
        document.put("choice", study.choice());
        document.put("trees", study.model().trees().size());
        Map<String, Object> judgements = new LinkedHashMap<>();
        study.judgements().forEach((String name, Judgement one) -> judgements.put(name, one.measures()));
        document.put("measures", judgements);
        if (study.data().target().task() instanceof Task.Classification) {
            Answers answers = study.answers();
            document.put("labels", answers.labels());
            document.put("confusion", answers.counts());
            document.put(
                    "classes",
                    IntStream.range(0, answers.labels().size())
                            .mapToObj(label -> scores(answers, label))
                            .toList());
        }
        Importance importance = study.importance();
        Map<String, Double> byColumn = new LinkedHashMap<>();
        importance
                .ranking()
                .forEach(column -> byColumn.put(
                        importance.columns().get(column), importance.values().get(column)));
        document.put("importanceMeasure", importance.measure());
        document.put("importance", byColumn);
        document.put(
                "rules", study.rules().rules().stream().map(Rules.Rule::text).toList());
        List<String> remarks = new ArrayList<>(data.notes());
        remarks.addAll(study.remarks());
        document.put("remarks", remarks);
        document.put("seconds", study.trainingSeconds());
        return document;
    }

    private static Map<String, Object> scores(Answers answers, int label) {
        Map<String, Object> scores = new LinkedHashMap<>();
        scores.put("class", answers.labels().get(label));
        scores.put("rows", answers.rows(label));
        put(scores, "precision", answers.precision(label));
        put(scores, "recall", answers.recall(label));
        put(scores, "f1", answers.f1(label));
        return scores;
    }

    private static void put(Map<String, Object> scores, String name, double value) {
        if (Double.isFinite(value)) {
            scores.put(name, value);
        }
    }
}
