package ai.vivace.trees.report;

import ai.vivace.plot.Axis;
import ai.vivace.plot.Chart;
import ai.vivace.plot.LineChart;
import ai.vivace.trees.Features;
import ai.vivace.trees.Measure;
import ai.vivace.trees.Target;
import ai.vivace.trees.Task;
import ai.vivace.trees.Tree;
import ai.vivace.trees.TreeEnsemble;
import java.util.ArrayList;
import java.util.List;

/**
 * How good the first trees of a model are without the later ones: of a boosted model after each round, of a forest with so many trees.
 *
 * @param measure what is measured
 * @param trees how many trees, rising; of boosting of several classes how many for each
 * @param training the measure on rows that were learnt from
 * @param held the measure on rows that were not
 */
public record LearningCurve(String measure, List<Integer> trees, List<Double> training, List<Double> held) {
    private static final int POINTS = 200;

    /** Copies the lists. */
    public LearningCurve {
        trees = List.copyOf(trees);
        training = List.copyOf(training);
        held = List.copyOf(held);
    }

    /** Rows and what they truly are. */
    public record Sample(Features features, Target target) {}

    /**
     * Measures a model at up to 200 numbers of trees. One whose answer is no sum over trees, and a single tree, has a curve without points.
     */
    public static LearningCurve of(TreeEnsemble model, Sample training, Sample held, Measure measure) {
        int step = model.outputs().stream().anyMatch(output -> output == TreeEnsemble.ALL) ? 1 : model.width();
        int rounds = model.trees().size() / step;
        if (model.combination() != TreeEnsemble.Combination.SUM || rounds < 2) {
            return new LearningCurve(measure.name(), List.of(), List.of(), List.of());
        }
        List<Integer> at = new ArrayList<>();
        for (int i = 1; i <= Math.min(POINTS, rounds); i++) {
            at.add((int) ((long) i * rounds / Math.min(POINTS, rounds)));
        }
        return new LearningCurve(
                measure.name(), at, scores(model, training, measure, at, step), scores(model, held, measure, at, step));
    }

    private static List<Double> scores(TreeEnsemble model, Sample sample, Measure measure, List<Integer> at, int step) {
        int rows = sample.features().rows();
        float[][] numbers = new float[rows][];
        double[][] sums = new double[rows][model.width()];
        for (int row = 0; row < rows; row++) {
            numbers[row] = sample.features().row(row);
        }
        // Factors of a mean and of votes add up to something that the first trees must have too.
        boolean mean = step == 1 && model.outputs().get(0) == TreeEnsemble.ALL;
        double all = model.factors().stream().mapToDouble(factor -> factor).sum();
        double sum = 0;
        List<Double> scores = new ArrayList<>();
        int next = 0;
        for (int round = 1; round <= model.trees().size() / step; round++) {
            for (int i = (round - 1) * step; i < round * step; i++) {
                Tree tree = model.trees().get(i);
                int output = model.outputs().get(i);
                double factor = model.factors().get(i);
                sum += factor;
                for (int row = 0; row < rows; row++) {
                    int leaf = tree.leaf(numbers[row]);
                    for (int k = 0; k < tree.outputs(); k++) {
                        sums[row][output == TreeEnsemble.ALL ? k : output] += factor * tree.value(leaf, k);
                    }
                }
            }
            if (at.get(next) == round) {
                scores.add(measure.of(sample.target(), predicted(model, sums, mean ? all / sum : 1)));
                next++;
            }
        }
        return scores;
    }

    private static double[][] predicted(TreeEnsemble model, double[][] sums, double scale) {
        double[][] predicted = new double[sums.length][];
        for (int row = 0; row < sums.length; row++) {
            double[] raw = new double[model.width()];
            for (int k = 0; k < raw.length; k++) {
                raw[k] = model.base().get(k) + scale * sums[row][k];
            }
            model.link().apply(raw);
            predicted[row] = model.task() instanceof Task.Classification && raw.length == 1
                    ? new double[] {1 - raw[0], raw[0]}
                    : raw;
        }
        return predicted;
    }

    /** Whether there is nothing to show. */
    public boolean isEmpty() {
        return trees.isEmpty();
    }

    /** Two lines over the number of trees. */
    public Chart chart() {
        double[] x = trees.stream().mapToDouble(count -> count).toArray();
        return LineChart.of("Learning curve")
                .xAxis(Axis.linear("trees"))
                .yAxis(Axis.linear(measure))
                .line(
                        "learnt from",
                        x,
                        training.stream().mapToDouble(score -> score).toArray())
                .line("held out", x, held.stream().mapToDouble(score -> score).toArray())
                .build();
    }
}
