package ai.vivace.trees.report;

import ai.vivace.plot.Axis;
import ai.vivace.plot.Histogram;
import ai.vivace.plot.HtmlReport;
import ai.vivace.plot.LineChart;
import ai.vivace.plot.Markdown;
import ai.vivace.trees.Features;
import ai.vivace.trees.Target;
import ai.vivace.trees.Task;
import ai.vivace.trees.Tree;
import ai.vivace.trees.TreeEnsemble;
import ai.vivace.trees.calibration.Reliability;
import ai.vivace.trees.explain.DecisionPath;
import ai.vivace.trees.explain.RowExplanation;
import ai.vivace.trees.explain.ShapValues;
import ai.vivace.trees.explain.TreeDrawing;
import ai.vivace.trees.explain.TreeShap;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A {@link Study} as a page: one file with nothing to load from elsewhere, in the reader's light or dark theme. */
public final class StudyPage {
    private static final int DEPTH = 4;
    private static final int BARS = 15;
    private static final int CLASSES = 20;
    private static final int SWARM_COLUMNS = 10;
    private static final int SWARM_CLASSES = 3;
    private static final int SWARM_ROWS = 300;
    private static final int FEWEST_SWARM_ROWS = 20;
    private static final int DOTS = 1000;
    private static final int EXPLAINED = 8;
    private static final int RELIABILITY_ROWS = 100;
    private static final int BINS = 10;

    /** Leaves times squared depths that Shapley values of a page may take: some seconds. */
    private static final double EFFORT = 4e8;

    private final String target;
    private final Study study;
    private final TreeEnsemble model;
    private final Features judged;
    private final Target truth;
    private final HtmlReport.Builder page;

    private StudyPage(String title, String target, Study study) {
        this.target = target;
        this.study = study;
        this.model = study.model();
        this.judged = study.data().features().rows(study.judgedRows());
        this.truth = study.data().target().rows(study.judgedRows());
        this.page = HtmlReport.of(title);
    }

    /**
     * Draws a study, which takes some seconds for large models.
     *
     * @param title of the page
     * @param target the name of the column that is predicted
     * @param uses commands or a program that use the model, each with a sentence before it
     * @param settings how it was made, for the end of the page
     */
    public static HtmlReport of(String title, String target, Study study, List<Use> uses, String settings) {
        return new StudyPage(title, target, study).build(uses, settings);
    }

    /** A way to use a model. */
    public record Use(String sentence, String code) {}

    private HtmlReport build(List<Use> uses, String settings) {
        cards();
        quality();
        if (!study.remarks().isEmpty()) {
            page.section("What to know of the data")
                    .markdown(Markdown.of(
                            study.remarks().stream().map(text -> "- " + text).collect(Collectors.joining("\n"))));
        }
        rules();
        importance();
        new Dependence(study, target, judged).addTo(page);
        examples();
        if (!study.curve().isEmpty()) {
            page.section("Learning curve").chart(study.curve().chart(), curveCaption());
        }
        page.section("Columns").table(study.table().summary().table());
        page.section("How to use the model");
        uses.forEach(use -> page.paragraph(use.sentence()).code(use.code()));
        page.section("Settings").code(settings);
        return page.build();
    }

    private void cards() {
        page.subtitle("Predicts \"" + target + "\" by " + study.plan().told() + ". "
                + (study.isHeldOut()
                        ? String.format(
                                Locale.ROOT,
                                "Learnt from %,d rows, judged by %,d others.",
                                study.trainingRows().length,
                                judged.rows())
                        : String.format(
                                Locale.ROOT,
                                "Judged by cross-validation on all %,d rows, then learnt from all of them.",
                                judged.rows())));
        study.judgement().measures().forEach((name, value) -> page.card(name, Study.number(value)));
        page.card("trees", String.format(Locale.ROOT, "%,d", model.trees().size()));
        page.card("columns", model.features().size());
    }

    // ---- how good

    private void quality() {
        page.section("How good it is")
                .paragraph(
                        "Beside the model stand rules that anyone could use: a tree of three questions, one of a single"
                                + " question, and the same answer for every row. What the model adds to them is what it is worth."
                                + (study.choice().isEmpty()
                                        ? ""
                                        : " Its size was found on the training rows: " + study.choice() + "."))
                .table(study.comparison());
        if (truth.task() instanceof Task.Classification task) {
            Answers answers = study.answers();
            page.chart(answers.chart()).table(answers.table(CLASSES));
            calibration(task);
        } else {
            residuals();
        }
    }

    private void calibration(Task.Classification task) {
        if (judged.rows() < RELIABILITY_ROWS) {
            return;
        }
        int label = task.labels().size() == 2 ? 1 : mostFrequent();
        Reliability reliability = Reliability.of(study.predicted(), truth, label, Reliability.Binning.ROWS, BINS);
        page.chart(
                reliability.chart("held-out rows"),
                String.format(
                        Locale.ROOT,
                        "Whether a probability of \"%s\" comes true as often as it says: rows in ten groups by their"
                                + " probability. Points on the diagonal are right; the mean distance is %.3f.",
                        task.labels().get(label),
                        reliability.error()));
    }

    private int mostFrequent() {
        return Answers.most(Baseline.constant(study.data().target()));
    }

    private void residuals() {
        double[][] predicted = study.predicted();
        // From left to right, so that the label stands by the last dot.
        int[] shown = Arrays.stream(spread(judged.rows(), DOTS))
                .boxed()
                .sorted((a, b) -> Double.compare(predicted[a][0], predicted[b][0]))
                .mapToInt(row -> row)
                .toArray();
        double[] x = Arrays.stream(shown).mapToDouble(row -> predicted[row][0]).toArray();
        double[] y = Arrays.stream(shown).mapToDouble(truth::value).toArray();
        double low = Math.min(
                Arrays.stream(x).min().orElse(0), Arrays.stream(y).min().orElse(0));
        double high = Math.max(
                Arrays.stream(x).max().orElse(0), Arrays.stream(y).max().orElse(0));
        double[] ends = {low, high};
        page.chart(
                LineChart.of("True and predicted")
                        .xAxis(Axis.linear("predicted " + target))
                        .yAxis(Axis.linear("true " + target))
                        .dots("one row", x, y)
                        .line("ideal", ends, ends)
                        .build(),
                "Each dot is a row that the model has not seen. The nearer to the line, the better.");
        page.chart(Histogram.of(
                        "Errors",
                        IntStream.range(0, judged.rows())
                                .mapToDouble(row -> truth.value(row) - predicted[row][0])
                                .toArray())
                .label("true less predicted " + target)
                .build());
    }

    /** So many of the first numbers, at equal distances. */
    private static int[] spread(int count, int most) {
        int shown = Math.min(count, most);
        return IntStream.range(0, shown)
                .map(i -> (int) ((long) i * count / shown))
                .toArray();
    }

    // ---- rules

    private void rules() {
        TreeEnsemble small = study.smallTree();
        page.section("The rules in short")
                .paragraph(
                        study.plan().algorithm() == Algorithm.TREE
                                ? "The model is one tree. Rows start at the top; yes goes left."
                                : "The model has too many trees to read. This tree of three questions was grown from the same"
                                        + " rows; the table above says how near it comes. Rows start at the top; yes goes left.")
                .chart(TreeDrawing.of(small)
                        .depth(DEPTH)
                        .title("Rules in short")
                        .chart());
        page.markdown(Markdown.of(
                study.rules().rules().stream().map(rule -> "- " + rule.text()).collect(Collectors.joining("\n"))));
    }

    // ---- what matters

    private void importance() {
        page.section("What matters")
                .chart(
                        study.importance().chart(BARS),
                        study.importance().measure().endsWith("shuffled")
                                ? "By how much the model becomes worse on " + study.importanceRows()
                                        + " when a column's values are shuffled among them. Columns that go together stand in"
                                        + " for each other, and each then seems to matter less."
                                : "The share of what splits on a column made better, on the training rows.");
        shapley().ifPresent(values -> {
            for (int output : outputs(values)) {
                page.chart(
                        values.chart(output, SWARM_COLUMNS),
                        "Each dot is a row; where it lies says how far the column moves the prediction for it (exact Shapley"
                                + " values, which with the mean add up to the prediction).");
            }
        });
    }

    private List<Integer> outputs(ShapValues values) {
        int count = values.outputs().size();
        return count <= SWARM_CLASSES ? IntStream.range(0, count).boxed().toList() : List.of(mostFrequent());
    }

    private Optional<ShapValues> shapley() {
        int rows = (int) Math.min(SWARM_ROWS, EFFORT / Math.max(1, effort()));
        if (model.combination() != TreeEnsemble.Combination.SUM || rows < Math.min(FEWEST_SWARM_ROWS, judged.rows())) {
            return Optional.empty();
        }
        return Optional.of(TreeShap.of(model)
                .values(judged.rows(spread(judged.rows(), rows)), study.plan().threads()));
    }

    private double effort() {
        double effort = 0;
        for (Tree tree : model.trees()) {
            double depth = Math.max(1, tree.depth());
            effort += tree.leaves() * depth * depth;
        }
        return effort;
    }

    // ---- examples

    private void examples() {
        int worst = worst();
        page.section("Two rows");
        example("An ordinary row", ordinary());
        example("The row that the model is most wrong about", worst);
    }

    private void example(String name, int row) {
        double[] predicted = study.predicted()[row];
        float[] numbers = judged.row(row);
        int output = 0;
        StringBuilder told = new StringBuilder(name).append(": row ").append(study.judgedRows()[row] + 1);
        if (truth.task() instanceof Task.Classification task) {
            int most = Answers.most(predicted);
            output = model.width() == 1 ? 0 : most;
            told.append(String.format(
                    Locale.ROOT,
                    " is taken for \"%s\" with a probability of %.1f %%, and is \"%s\".",
                    task.labels().get(most),
                    100 * predicted[most],
                    task.labels().get((int) truth.value(row))));
        } else {
            told.append(" is predicted as ")
                    .append(Study.number(predicted[0]))
                    .append(" and is ")
                    .append(Study.number(truth.value(row)))
                    .append('.');
        }
        page.paragraph(told.toString());
        if (model.trees().size() == 1) {
            page.code(DecisionPath.of(model, numbers).text());
        }
        if (model.combination() == TreeEnsemble.Combination.SUM && effort() < EFFORT) {
            page.chart(RowExplanation.of(model, numbers, output).chart(EXPLAINED));
        }
    }

    /** The row whose loss is the median one. */
    private int ordinary() {
        return byLoss().get(judged.rows() / 2);
    }

    private int worst() {
        return byLoss().get(judged.rows() - 1);
    }

    private List<Integer> byLoss() {
        double[][] predicted = study.predicted();
        double[] losses = new double[judged.rows()];
        for (int row = 0; row < losses.length; row++) {
            losses[row] = truth.task() instanceof Task.Classification
                    ? -predicted[row][(int) truth.value(row)]
                    : Math.abs(truth.value(row) - predicted[row][0]);
        }
        List<Integer> rows =
                new ArrayList<>(IntStream.range(0, losses.length).boxed().toList());
        rows.sort((a, b) -> Double.compare(losses[a], losses[b]));
        return rows;
    }

    private String curveCaption() {
        return study.plan().algorithm().isBoosting()
                ? "As rounds are added. Where the held-out line turns away from the best, more rounds learn the training rows by"
                        + " heart."
                : "As trees are added. More of them make the answer steadier; they do not make it learn by heart.";
    }
}
