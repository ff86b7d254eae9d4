package ai.vivace.trees.report;

import ai.vivace.base.Rng;
import ai.vivace.trees.Binning;
import ai.vivace.trees.DecisionTree;
import ai.vivace.trees.Feature;
import ai.vivace.trees.Features;
import ai.vivace.trees.Measure;
import ai.vivace.trees.Measures;
import ai.vivace.trees.Target;
import ai.vivace.trees.Task;
import ai.vivace.trees.TrainingTable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Finds out what a user should know of the data: columns that look like numbers of rows or that give the target away, gaps, copies, rare classes. */
final class Remarks {
    /** A share of missing values that is worth a word. */
    private static final double GAPS = 0.05;

    private static final double RARE = 0.1;
    private static final double COPIES = 0.01;
    private static final int LISTED = 8;
    private static final int FEW_ROWS = 20;

    /** How much of what could be wrong a single column may make right before it looks as if it held the answer. */
    private static final double LEAK = 0.97;

    private static final int LEAK_ROWS = 5000;
    private static final int LEAK_DEPTH = 6;
    private static final int LEAK_PARTS = 3;

    /** Of fewer columns rows may well be alike by chance. */
    private static final int COLUMNS_FOR_COPIES = 5;

    private final Features features;
    private final Target target;
    private final long seed;
    private final List<String> texts;

    private Remarks(List<String> notes, TrainingTable data, long seed) {
        features = data.features();
        target = data.target();
        this.seed = seed;
        texts = new ArrayList<>(notes);
        texts.addAll(data.notes());
    }

    /**
     * Looks at data.
     *
     * @param notes what was remarkable when the table was read
     * @param suspects the columns, by number, that might give the target away: those that a model needs most
     */
    static List<String> of(List<String> notes, TrainingTable data, List<Integer> suspects, long seed) {
        Remarks remarks = new Remarks(notes, data, seed);
        remarks.gaps();
        remarks.identifiers();
        suspects.forEach(remarks::leak);
        remarks.classes();
        remarks.copies();
        return List.copyOf(remarks.texts);
    }

    private String name(int column) {
        return "\"" + features.features().get(column).name() + "\"";
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, share < 0.1 ? "%.1f %%" : "%.0f %%", 100 * share);
    }

    private void gaps() {
        double[] shares = new double[features.count()];
        for (int column = 0; column < shares.length; column++) {
            for (float value : features.column(column)) {
                shares[column] += Float.isNaN(value) ? 1.0 / features.rows() : 0;
            }
        }
        List<Integer> gaps = IntStream.range(0, shares.length)
                .filter(column -> shares[column] >= GAPS)
                .boxed()
                .sorted((a, b) -> Double.compare(shares[b], shares[a]))
                .toList();
        if (!gaps.isEmpty()) {
            texts.add("Missing values: "
                    + gaps.stream()
                            .limit(LISTED)
                            .map(column -> name(column) + " " + percent(shares[column]))
                            .collect(Collectors.joining(", "))
                    + (gaps.size() > LISTED ? " and " + (gaps.size() - LISTED) + " columns more" : "")
                    + ". Trees learn which way to send them; nothing needs to be filled in.");
        }
    }

    private void identifiers() {
        for (int column = 0; column < features.count(); column++) {
            float[] values = features.column(column);
            if (features.features().get(column).kind() == Feature.Kind.NUMERIC
                    && values.length >= FEW_ROWS
                    && !isRising(values)) {
                Set<Float> different = new HashSet<>();
                boolean identifies = true;
                for (int row = 0; row < values.length && identifies; row++) {
                    identifies = values[row] == Math.rint(values[row]) && different.add(values[row]);
                }
                if (identifies) {
                    texts.add("Column " + name(column)
                            + " is another whole number in each row. If it only names the rows, leave it out.");
                }
            }
        }
    }

    /** Numbers that count the rows are told of by the training table. */
    private static boolean isRising(float[] values) {
        return IntStream.range(1, values.length).allMatch(row -> values[row] == values[row - 1] + 1);
    }

    private void leak(int column) {
        int[] order = Rng.of(seed).split("leak").permutation(features.rows());
        int rows = Math.min(order.length, LEAK_ROWS);
        if (rows < LEAK_PARTS * FEW_ROWS) {
            return;
        }
        int[] asked = Arrays.copyOf(order, rows);
        Features alone = Features.of(List.of(features.features().get(column)), new float[][] {features.column(column)})
                .rows(asked);
        Target truth = target.rows(asked);
        double[][] predicted = new double[rows][];
        for (int part = 0; part < LEAK_PARTS; part++) {
            int number = part;
            int[] learnt = IntStream.range(0, rows)
                    .filter(row -> row % LEAK_PARTS != number)
                    .toArray();
            int[] judged = IntStream.range(0, rows)
                    .filter(row -> row % LEAK_PARTS == number)
                    .toArray();
            double[][] own = DecisionTree.standard()
                    .binning(Binning.standard())
                    .limits(limits -> limits.depth(LEAK_DEPTH).rowsInLeaf(Math.max(1, rows / 200)))
                    .fit(alone.rows(learnt), truth.rows(learnt))
                    .predict(alone.rows(judged));
            for (int i = 0; i < judged.length; i++) {
                predicted[judged[i]] = own[i];
            }
        }
        double made;
        if (target.task() instanceof Task.Classification) {
            Measure accuracy = Measures.accuracy();
            double blind = accuracy.of(truth, Baseline.repeated(Baseline.constant(truth), rows));
            // One more row, and a wrong answer: of few rows all may be right by chance.
            double sure = accuracy.of(truth, predicted) * rows / (rows + 1);
            made = (sure - blind) / (1 - blind);
        } else {
            made = Measures.determination().of(truth, predicted);
        }
        if (made >= LEAK) {
            texts.add("Column " + name(column)
                    + " alone gives the target almost everywhere. If it is known only together with the target or after it,"
                    + " leave it out: the model will not have it when it is used.");
        }
    }

    private void classes() {
        if (!(target.task() instanceof Task.Classification task)) {
            return;
        }
        double[] shares = Baseline.constant(target);
        List<Integer> rare = IntStream.range(0, shares.length)
                .filter(label -> shares[label] < RARE / Math.max(1, shares.length - 1))
                .boxed()
                .toList();
        if (!rare.isEmpty()) {
            texts.add("Rare classes: "
                    + rare.stream()
                            .limit(LISTED)
                            .map(label -> "\"" + task.labels().get(label) + "\" " + percent(shares[label]))
                            .collect(Collectors.joining(", "))
                    + (rare.size() > LISTED ? " and " + (rare.size() - LISTED) + " more" : "")
                    + " of the rows. Accuracy says little about them; look at their recall.");
        }
    }

    private void copies() {
        if (features.count() < COLUMNS_FOR_COPIES) {
            return;
        }
        Set<List<Float>> seen = new HashSet<>();
        int copies = 0;
        for (int row = 0; row < features.rows(); row++) {
            List<Float> values = new ArrayList<>(features.count() + 1);
            for (float value : features.row(row)) {
                values.add(value);
            }
            values.add((float) target.value(row));
            copies += seen.add(values) ? 0 : 1;
        }
        if (copies >= COPIES * features.rows()) {
            texts.add(String.format(
                    Locale.ROOT,
                    "%,d rows are copies of others. Where a copy is held out and another learnt from, scores are too good.",
                    copies));
        }
    }
}
