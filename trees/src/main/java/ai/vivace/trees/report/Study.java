package ai.vivace.trees.report;

import ai.vivace.base.InputException;
import ai.vivace.base.Rng;
import ai.vivace.plot.TextTable;
import ai.vivace.table.Table;
import ai.vivace.trees.DecisionTree;
import ai.vivace.trees.Features;
import ai.vivace.trees.Measure;
import ai.vivace.trees.Measures;
import ai.vivace.trees.Target;
import ai.vivace.trees.Task;
import ai.vivace.trees.TrainingTable;
import ai.vivace.trees.TreeEnsemble;
import ai.vivace.trees.explain.Importance;
import ai.vivace.trees.explain.PermutationImportance;
import ai.vivace.trees.explain.Rules;
import ai.vivace.trees.tune.CrossValidated;
import ai.vivace.trees.tune.CrossValidation;
import ai.vivace.trees.tune.Progress;
import ai.vivace.trees.tune.Trainer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A model trained on a table, judged on rows that it has not seen beside three simple rules, and what it needs to know.
 *
 * <pre>{@code
 * TrainingTable data = TrainingTable.of(table, "survived").build();
 * Division division = new Division.HeldOut(TableSplit.stratified("survived", 0.2, 42));
 * Study study = Study.of(table, data, division, TrainingPlan.of(Algorithm.BOOSTING), Progress.silent());
 * System.out.println(study.comparison());
 * }</pre>
 *
 * <p>All but the times is a function of the data, the plan and its seed.
 */
public final class Study {
    /** Fewer held-out rows are too few to measure importance on. */
    private static final int ROWS_FOR_IMPORTANCE = 200;

    private static final int MOST_ROWS_FOR_IMPORTANCE = 2000;
    private static final int MOST_COLUMNS_TO_SHUFFLE = 60;
    private static final int SUSPECTS = 10;
    private static final int CURVE_ROWS = 2000;
    private static final int SMALL_DEPTH = 3;
    private static final double SOFTENED = 0.01;
    private static final int MOST_RULES = 8;
    private static final String MODEL = "model";
    private static final String SMALL = SMALL_DEPTH + " questions";
    private static final String ONE = "one question";

    /** Below so many rows a score is worth a word on how far it can be trusted. */
    private static final int SURE_ROWS = 2000;

    private static final double NORMAL_95 = 1.959964;

    private final Table table;
    private final TrainingTable data;
    private final TrainingPlan plan;
    private final int[] training;
    private final int[] judged;
    private final @Nullable CrossValidated folds;
    private final TrainingPlan.Trained trained;
    private final double[][] predicted;
    private final Map<String, Judgement> judgements;
    private final TreeEnsemble small;
    private final Importance importance;
    private final String importanceRows;
    private final LearningCurve curve;
    private final List<String> remarks;
    private final double trainingSeconds;

    private Study(Table table, TrainingTable data, Division division, TrainingPlan plan, Progress progress) {
        this.table = table.rows(data.rows());
        this.data = data;
        this.plan = plan;
        long start = System.nanoTime();
        Features features = data.features();
        Target target = data.target();
        int[] all = IntStream.range(0, features.rows()).toArray();
        if (division instanceof Division.Folded folded) {
            training = all;
            judged = all;
            CrossValidation judging = CrossValidation.standard()
                    .folds(folded.of(this.table))
                    .measures(Judgement.measures(target.task()).toArray(Measure[]::new))
                    .threads(plan.threads())
                    .progress(progress);
            TrainingPlan ofFold = plan.threads(1);
            CrossValidated result = judging.of((f, t) -> ofFold.fit(f, t).model(), features, target);
            folds = result;
            predicted = result.predictions();
            trained = plan.fit(features, target, progress);
            judgements = judgements(trainer -> judging.progress(Progress.silent())
                    .of(trainer, features, target)
                    .predictions());
        } else {
            int[][] parts = ((Division.HeldOut) division).of(this.table, target);
            training = parts[0];
            judged = parts[1];
            folds = null;
            Features learnt = features.rows(training);
            Target learntTarget = target.rows(training);
            trained = plan.fit(learnt, learntTarget, progress);
            Features held = features.rows(judged);
            predicted = trained.model().predict(held);
            judgements = judgements(trainer -> trainer.fit(learnt, learntTarget).predict(held));
        }
        trainingSeconds = (System.nanoTime() - start) / 1e9;
        small = small(features.rows(training), target.rows(training));
        int[] measured = drawn(judged.length >= ROWS_FOR_IMPORTANCE ? judged : all, MOST_ROWS_FOR_IMPORTANCE);
        importanceRows = judged.length >= ROWS_FOR_IMPORTANCE && folds == null ? "held-out rows" : "all rows";
        importance = features.count() > MOST_COLUMNS_TO_SHUFFLE
                ? Importance.gain(model()).shares()
                : PermutationImportance.standard()
                        .threads(plan.threads())
                        .seed(plan.seed())
                        .of(model(), features.rows(measured), target.rows(measured), measure());
        curve = LearningCurve.of(
                model(), sample(drawn(training, CURVE_ROWS)), sample(drawn(judged, CURVE_ROWS)), measure());
        remarks = Collections.unmodifiableList(noticed(table.notes()));
    }

    /**
     * Trains, judges and looks into a model.
     *
     * @param table what the data come from; it gives the division its columns
     * @param data the table made ready
     * @param progress hears of what takes long
     * @throws InputException when a class has a single row, the division is not possible, or the plan does not fit the target
     */
    public static Study of(Table table, TrainingTable data, Division division, TrainingPlan plan, Progress progress) {
        requireRows(data.target());
        return new Study(table, data, division, plan, progress);
    }

    private static void requireRows(Target target) {
        if (target.task() instanceof Task.Classification task) {
            int[] counts = new int[task.labels().size()];
            for (int row = 0; row < target.rows(); row++) {
                counts[(int) target.value(row)]++;
            }
            List<String> single = IntStream.range(0, counts.length)
                    .filter(label -> counts[label] == 1)
                    .mapToObj(label -> "\"" + task.labels().get(label) + "\"")
                    .toList();
            InputException.require(
                    single.isEmpty(),
                    () -> "Each class needs at least 2 rows, one to learn from and one to judge by, but "
                            + String.join(", ", single) + (single.size() == 1 ? " has" : " have")
                            + " a single one. Leave these rows out, or find more of their kind.");
        }
    }

    // ---- judging

    private interface Predictions {
        double[][] by(Trainer trainer);
    }

    private Map<String, Judgement> judgements(Predictions predictions) {
        Target truth = data.target().rows(judged);
        Target learnt = data.target().rows(training);
        Map<String, Judgement> all = new LinkedHashMap<>();
        all.put(MODEL, Judgement.of(truth, predicted));
        all.put(SMALL, Judgement.of(truth, softened(predictions.by((f, t) -> small(f, t)), learnt)));
        all.put(
                ONE,
                Judgement.of(
                        truth,
                        softened(
                                predictions.by((f, t) -> DecisionTree.standard()
                                        .limits(limits -> limits.depth(1))
                                        .fit(f, t)),
                                learnt)));
        all.put(constantName(learnt), Judgement.of(truth, Baseline.repeated(Baseline.constant(learnt), judged.length)));
        return all;
    }

    /** Shares of classes with a little of the whole's: one wrong answer of a pure leaf has else an infinite log loss. */
    private static double[][] softened(double[][] predicted, Target learnt) {
        if (!(learnt.task() instanceof Task.Classification)) {
            return predicted;
        }
        double[] shares = Baseline.constant(learnt);
        double[][] softened = new double[predicted.length][shares.length];
        for (int row = 0; row < predicted.length; row++) {
            for (int label = 0; label < shares.length; label++) {
                softened[row][label] = (1 - SOFTENED) * predicted[row][label] + SOFTENED * shares[label];
            }
        }
        return softened;
    }

    private static String constantName(Target learnt) {
        return learnt.task() instanceof Task.Classification task
                ? "always \"" + task.labels().get(Answers.most(Baseline.constant(learnt))) + "\""
                : "always the mean";
    }

    /** A tree that a person can keep in mind. */
    private static TreeEnsemble small(Features features, Target target) {
        return DecisionTree.standard()
                .limits(limits -> limits.depth(SMALL_DEPTH).rowsInLeaf(Math.max(1, features.rows() / 100)))
                .fit(features, target);
    }

    /** What the model is looked into by. Shares of single trees and forests may be 0, of which a log loss says nothing. */
    private Measure measure() {
        if (plan.algorithm().isBoosting() || !(data.target().task() instanceof Task.Classification classes)) {
            return Measures.of(data.target().task());
        }
        return classes.labels().size() == 2 ? Measures.areaUnderCurve() : Measures.accuracy();
    }

    private LearningCurve.Sample sample(int[] rows) {
        return new LearningCurve.Sample(
                data.features().rows(rows), data.target().rows(rows));
    }

    /** Some of the rows, rising. */
    private int[] drawn(int[] rows, int most) {
        if (rows.length <= most) {
            return rows;
        }
        int[] order = Rng.of(plan.seed()).split("study").permutation(rows.length);
        int[] chosen = new int[most];
        for (int i = 0; i < most; i++) {
            chosen[i] = rows[order[i]];
        }
        Arrays.sort(chosen);
        return chosen;
    }

    private List<String> noticed(List<String> notes) {
        List<Integer> suspects = importance.ranking().stream().limit(SUSPECTS).toList();
        List<String> texts = new ArrayList<>(Remarks.of(notes, data, suspects, plan.seed()));
        Map<String, Double> model = judgement().measures();
        Measure first = Judgement.measures(data.target().task()).get(0);
        for (Map.Entry<String, Judgement> other : judgements.entrySet()) {
            double rival = other.getValue().measures().getOrDefault(first.name(), Double.NaN);
            double own = model.getOrDefault(first.name(), Double.NaN);
            boolean like = plan.algorithm() == Algorithm.TREE && other.getKey().equals(SMALL);
            if (!other.getKey().equals(MODEL) && !like && (first.isHigherBetter() ? rival >= own : rival <= own)) {
                texts.add("The model is no better in " + first.name() + " than the rule \"" + other.getKey()
                        + "\". Take the rule, or look for columns that say more.");
                break;
            }
        }
        if (data.target().task() instanceof Task.Classification && judged.length < SURE_ROWS) {
            texts.add(confidence(model.getOrDefault(Measures.accuracy().name(), 0.5), judged.length));
        }
        return texts;
    }

    /** The interval of Wilson (1927). */
    private static String confidence(double accuracy, int rows) {
        double squared = NORMAL_95 * NORMAL_95;
        double middle = (accuracy + squared / (2 * rows)) / (1 + squared / rows);
        double width = NORMAL_95
                * Math.sqrt(accuracy * (1 - accuracy) / rows + squared / (4.0 * rows * rows))
                / (1 + squared / rows);
        return String.format(
                Locale.ROOT,
                "%,d rows judge the model: its accuracy lies between %.1f %% and %.1f %% (95 %% confidence).",
                rows,
                100 * Math.max(0, middle - width),
                100 * Math.min(1, middle + width));
    }

    // ---- what came of it

    /** The model. */
    public TreeEnsemble model() {
        return trained.model();
    }

    /** The table's rows that have a target. */
    public Table table() {
        return table;
    }

    /** Features and target of all these rows. */
    public TrainingTable data() {
        return data;
    }

    /** How the model was trained. */
    public TrainingPlan plan() {
        return plan;
    }

    /** What was found out of the model's size, as a sentence; empty where nothing was. */
    public String choice() {
        return trained.choice();
    }

    /** The rows that the model has learnt from, by their numbers in {@link #table}. */
    public int[] trainingRows() {
        return training.clone();
    }

    /** The rows that it is judged by: held out, or all of them where folds are. */
    public int[] judgedRows() {
        return judged.clone();
    }

    /** Whether rows were held out, which the model has not seen at all. */
    public boolean isHeldOut() {
        return folds == null;
    }

    /** What is predicted for the rows that judge, each by a model that has not seen it. */
    public double[][] predicted() {
        return predicted.clone();
    }

    /** How good the model is. */
    public Judgement judgement() {
        return judgements.values().iterator().next();
    }

    /** How good the model and simple rules are, by their names, the model first. */
    public Map<String, Judgement> judgements() {
        return Collections.unmodifiableMap(judgements);
    }

    /** A row for each measure, with the model beside simple rules; with folds also by how much the measure varies between them. */
    public TextTable comparison() {
        List<String> headers = new ArrayList<>(List.of("measure"));
        headers.addAll(judgements.keySet());
        CrossValidated result = folds;
        if (result != null) {
            headers.add(2, "± folds");
        }
        TextTable.Builder rows = TextTable.of(headers.toArray(String[]::new));
        for (String measure : judgement().measures().keySet()) {
            List<@Nullable Object> cells = new ArrayList<>(List.of(measure));
            judgements.values().forEach(one -> {
                Double score = one.measures().get(measure);
                cells.add(score == null ? null : number(score));
            });
            if (result != null) {
                cells.add(2, number(result.deviation(measure)));
            }
            rows.row(cells.toArray());
        }
        return rows.build();
    }

    /** Measures differ by orders of size, so each number has the digits that it needs. */
    static String number(double value) {
        double size = Math.abs(value);
        return String.format(
                Locale.ROOT, size >= 1000 ? "%,.0f" : size >= 100 ? "%.1f" : size >= 10 ? "%.2f" : "%.4f", value);
    }

    /** The likeliest classes beside the true ones. */
    public Answers answers() {
        return Answers.of(data.target().rows(judged), predicted);
    }

    /** How much the model needs each column: by how much it is worse when the column is shuffled, or for many columns the gain of its splits. */
    public Importance importance() {
        return importance;
    }

    /** Which rows importance was measured on. */
    public String importanceRows() {
        return importanceRows;
    }

    /** A tree of three questions that a person can keep in mind, or the model itself when it is one tree. */
    public TreeEnsemble smallTree() {
        return plan.algorithm() == Algorithm.TREE ? model() : small;
    }

    /** The rules of {@link #smallTree} that most rows come under. */
    public Rules rules() {
        return Rules.of(smallTree(), 0).first(MOST_RULES);
    }

    /** How good the first trees are without the later ones. */
    public LearningCurve curve() {
        return curve;
    }

    /** What was noticed, a sentence each. */
    public List<String> remarks() {
        return remarks;
    }

    /** How long training and judging took. */
    public double trainingSeconds() {
        return trainingSeconds;
    }
}
