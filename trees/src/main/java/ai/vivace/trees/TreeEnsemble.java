package ai.vivace.trees;

import ai.vivace.base.InputException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;

/**
 * A finished model: trees whose answers are put together. Every ensemble of this module is one, and so is a single tree; models that come from
 * elsewhere are imported as one.
 *
 * <p>What is predicted is link(base + Σ factor · leaf). A tree either has a number for each output in its leaves, as in forests, or adds
 * to one output only, as in boosting for several classes.
 *
 * @param features the columns it was trained on, in the order that its trees count them in
 * @param task what it predicts
 * @param trees all trees, in the order they are added
 * @param outputs for each tree the output that it adds to; {@link #ALL} when its leaves have a number for each
 * @param factors what each tree's leaves are multiplied by; 1 / trees for a mean
 * @param base what sums start from, one number for each output
 * @param combination how trees' answers are put together
 * @param link from sums to predictions
 * @param settings how it was trained, for people
 */
public record TreeEnsemble(
        List<Feature> features,
        Task task,
        List<Tree> trees,
        List<Integer> outputs,
        List<Double> factors,
        List<Double> base,
        Combination combination,
        Link link,
        Map<String, String> settings)
        implements Predictor {
    /** How the answers of trees become one. */
    public enum Combination {
        /** base + Σ factor · leaf. */
        SUM,
        /** The answer that half of the trees, by their factors, do not exceed: for AdaBoost of numbers. */
        WEIGHTED_MEDIAN
    }

    /** Stands for all outputs. */
    public static final int ALL = -1;

    public TreeEnsemble {
        features = List.copyOf(features);
        trees = List.copyOf(trees);
        outputs = List.copyOf(outputs);
        factors = List.copyOf(factors);
        base = List.copyOf(base);
        settings = Map.copyOf(settings);
        int count = trees.size();
        int width = base.size();
        InputException.require(
                outputs.size() == count && factors.size() == count && width > 0,
                () -> "Each tree of an ensemble has an output and a factor, and there is at least one output.");
        for (int i = 0; i < count; i++) {
            int tree = i;
            int output = outputs.get(i);
            int numbers = trees.get(i).outputs();
            InputException.require(
                    output == ALL ? numbers == width : output >= 0 && output < width && numbers == 1,
                    () -> "Tree " + tree + " has " + numbers + " numbers in its leaves and adds to output " + output
                            + ", but the ensemble has " + width + " outputs.");
            requireColumns(trees.get(i), i, features);
        }
    }

    private static void requireColumns(Tree tree, int number, List<Feature> features) {
        for (int node = 0; node < tree.nodes(); node++) {
            int column = tree.feature(node);
            boolean levels = tree.isLevels(node);
            if (column >= features.size() || (levels && !features.get(column).isCategorical())) {
                throw new InputException("Tree " + number + " looks at " + (levels ? "levels" : "numbers")
                        + " of column " + column + ", but there are " + features.size() + " columns"
                        + (column < features.size() ? ", and that one is numeric." : "."));
            }
            long[] set = tree.levels(node);
            if (set != null) {
                int count = features.get(column).levels().size();
                InputException.require(
                        BitSet.valueOf(set).length() <= count,
                        () -> "Tree " + number + " sends a level left that column " + column + " has not, of " + count
                                + ".");
            }
        }
    }

    /** How many numbers {@link #raw} has. */
    public int width() {
        return base.size();
    }

    /** The sums of one row, before the link; its numbers are in the order of {@link #features}. */
    public double[] raw(float[] row) {
        return combination == Combination.SUM ? sums(row) : new double[] {median(row)};
    }

    private double median(float[] row) {
        double[] answers = new double[trees.size()];
        Integer[] order = new Integer[answers.length];
        double all = 0;
        for (int i = 0; i < answers.length; i++) {
            Tree tree = trees.get(i);
            answers[i] = tree.value(tree.leaf(row), 0);
            order[i] = i;
            all += factors.get(i);
        }
        Arrays.sort(order, (a, b) -> Double.compare(answers[a], answers[b]));
        double sum = 0;
        for (int i : order) {
            sum += factors.get(i);
            if (sum >= all / 2) {
                return base.get(0) + answers[i];
            }
        }
        return base.get(0);
    }

    private double[] sums(float[] row) {
        double[] sums = new double[base.size()];
        for (int i = 0; i < sums.length; i++) {
            sums[i] = base.get(i);
        }
        for (int i = 0; i < trees.size(); i++) {
            Tree tree = trees.get(i);
            int leaf = tree.leaf(row);
            int output = outputs.get(i);
            double factor = factors.get(i);
            if (output == ALL) {
                for (int k = 0; k < sums.length; k++) {
                    sums[k] += factor * tree.value(leaf, k);
                }
            } else {
                sums[output] += factor * tree.value(leaf, 0);
            }
        }
        return sums;
    }

    /**
     * What is predicted for one row: a number; for classes a probability each, two for two classes.
     */
    public double[] predict(float[] row) {
        return linked(task, link, raw(row));
    }

    /** Sums as predictions: for classes a probability each. */
    static double[] linked(Task task, Link link, double[] raw) {
        link.apply(raw);
        return task instanceof Task.Classification && raw.length == 1 ? new double[] {1 - raw[0], raw[0]} : raw;
    }

    /**
     * What is predicted for each of many rows, whose columns are matched as {@link Scorer#predict(Features)} says. Programs that ask often keep
     * a {@link Scorer}.
     *
     * @throws InputException when columns are missing, superfluous or of another kind; it says which
     */
    @Override
    public double[][] predict(Features rows) {
        return Scorer.of(this).predict(rows);
    }

    /**
     * Writes the model as a file: as JSON where the name ends in .json, else in the compact form. Both hold all there is to the model, and the
     * file is written whole or not at all.
     *
     * @throws ai.vivace.base.VivaceException when the file cannot be written; it names the path and the reason
     */
    public void save(Path file) {
        ModelFile.write(this, file);
    }

    /**
     * Reads a model that {@link #save} has written, in either form.
     *
     * @throws InputException when there is no such file, or it is none of ours, damaged, or from a later version; it says which
     */
    public static TreeEnsemble load(Path file) {
        return ModelFile.read(file);
    }
}
