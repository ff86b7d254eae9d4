package ai.vivace.trees;

import ai.vivace.base.InputException;
import ai.vivace.base.Rng;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Trees that are grown apart from each other and whose answers are averaged: bagging (Breiman 1996), the random forest (Breiman 2001) and
 * extremely randomised trees (Geurts 2006).
 *
 * @param kind which of them
 * @param trees how many; default 100
 * @param impurity what splits make less; null for {@link Impurity#GINI} of classes and {@link Impurity#SQUARED} of numbers
 * @param limits when trees stop; its columns at 0 stand for the kind's own number
 * @param sampling which rows each tree is grown from
 * @param classWeights how much classes count
 * @param binning which splits are considered; default those among 255 bins
 * @param threads how many trees are grown at a time; the model does not depend on it
 * @param seed what rows, columns and thresholds are drawn from; default 42
 */
public record Forest(
        Kind kind,
        int trees,
        @Nullable Impurity impurity,
        Limits limits,
        Sampling sampling,
        ClassWeights classWeights,
        Binning binning,
        int threads,
        long seed) {
    /** What makes the trees of a forest differ. */
    public enum Kind {
        /** Rows drawn anew for each tree; all columns. */
        BAGGING,
        /** Rows drawn anew for each tree, and for each node √p of p columns for classes, p for numbers as scikit-learn has it. */
        RANDOM_FOREST,
        /** All rows; columns as for the random forest, each divided at a number drawn at random. */
        EXTRA_TREES
    }

    /** Which rows a tree is grown from. */
    public enum Sampling {
        /** As many as there are, drawn with replacement: about 63.2 % of all, some of them several times. */
        BOOTSTRAP,
        /** All. */
        ALL
    }

    public Forest {
        int count = trees;
        int workers = threads;
        InputException.require(count >= 1, () -> "A forest has at least 1 tree, but came " + count + ".");
        InputException.require(workers >= 1, () -> "At least 1 thread is needed, but came " + workers + ".");
    }

    /** 100 trees on bootstrap samples, all columns at each node. */
    public static Forest bagging() {
        return of(Kind.BAGGING, Sampling.BOOTSTRAP);
    }

    /** 100 trees on bootstrap samples, √p columns at each node. */
    public static Forest random() {
        return of(Kind.RANDOM_FOREST, Sampling.BOOTSTRAP);
    }

    /** 100 trees on all rows, √p columns at each node and thresholds at random. */
    public static Forest extraTrees() {
        return of(Kind.EXTRA_TREES, Sampling.ALL);
    }

    private static Forest of(Kind kind, Sampling sampling) {
        Limits limits = kind == Kind.EXTRA_TREES ? Limits.none().thresholds(Limits.Thresholds.RANDOM) : Limits.none();
        return new Forest(
                kind,
                100,
                null,
                limits,
                sampling,
                new ClassWeights.Equal(),
                Binning.standard(),
                Runtime.getRuntime().availableProcessors(),
                42);
    }

    /** The same with another number of trees. */
    public Forest trees(int count) {
        return new Forest(kind, count, impurity, limits, sampling, classWeights, binning, threads, seed);
    }

    /** The same with another impurity. */
    public Forest impurity(Impurity newImpurity) {
        return new Forest(kind, trees, newImpurity, limits, sampling, classWeights, binning, threads, seed);
    }

    /** The same with limits changed. */
    public Forest limits(UnaryOperator<Limits> change) {
        return new Forest(kind, trees, impurity, change.apply(limits), sampling, classWeights, binning, threads, seed);
    }

    /** The same with other rows for each tree. */
    public Forest sampling(Sampling newSampling) {
        return new Forest(kind, trees, impurity, limits, newSampling, classWeights, binning, threads, seed);
    }

    /** The same with other weights of classes. */
    public Forest classWeights(ClassWeights newWeights) {
        return new Forest(kind, trees, impurity, limits, sampling, newWeights, binning, threads, seed);
    }

    /** The same with other bins. */
    public Forest binning(Binning newBinning) {
        return new Forest(kind, trees, impurity, limits, sampling, classWeights, newBinning, threads, seed);
    }

    /** The same with another number of threads. */
    public Forest threads(int count) {
        return new Forest(kind, trees, impurity, limits, sampling, classWeights, binning, count, seed);
    }

    /** The same with another seed. */
    public Forest seed(long newSeed) {
        return new Forest(kind, trees, impurity, limits, sampling, classWeights, binning, threads, newSeed);
    }

    /**
     * What came of a training.
     *
     * @param model the forest
     * @param outOfBag for each row what the trees that were not grown from it predict; null for a row that all trees have seen
     * @param score of those predictions: accuracy for classes, R² for numbers; empty when there are none
     */
    public record Trained(TreeEnsemble model, List<double @Nullable []> outOfBag, OptionalDouble score) {}

    /**
     * Grows the forest.
     *
     * @throws InputException when features and target do not fit each other or the impurity
     */
    public TreeEnsemble fit(Features features, Target target) {
        return grow(features, target, false).model();
    }

    /**
     * Grows the forest, and judges each tree on the rows that it has not seen.
     *
     * @throws InputException also when trees see all rows
     */
    public Trained fitOutOfBag(Features features, Target target) {
        InputException.require(
                sampling == Sampling.BOOTSTRAP,
                () -> "All trees see all rows, so that none are out of the bag. Take bootstrap sampling.");
        return grow(features, target, true);
    }

    private Trained grow(Features features, Target target, boolean judged) {
        target.requireFor(features);
        Impurity chosen = impurity != null
                ? impurity
                : target.task() instanceof Task.Classification ? Impurity.GINI : Impurity.SQUARED;
        DecisionTree.requireFit(chosen, target);
        int classes = target.task() instanceof Task.Classification task
                ? task.labels().size()
                : 0;
        Limits own = limits.columns() == 0 ? limits.columns(columns(features.count(), classes > 0)) : limits;
        Rng rng = Rng.of(seed).split("forest");
        double[] weights = classWeights.of(target);
        double[] targets = new double[target.rows()];
        for (int row = 0; row < targets.length; row++) {
            targets[row] = target.value(row);
        }
        try (Workers workers = new Workers(threads)) {
            BinnedData data = BinnedData.fit(features, binning, BinnedData.RowLayout.NONE, rng.split("bins"), workers);
            data.observe(features, workers);
            Tree[] grown = new Tree[trees];
            ImpurityGrower[] growers = new ImpurityGrower[threads];
            double[][] drawnBy = new double[threads][];
            OutOfBag outOfBag = judged ? new OutOfBag(features, target, Math.max(1, classes)) : null;
            workers.run(trees, (tree, thread) -> {
                if (growers[thread] == null) {
                    growers[thread] = new ImpurityGrower(data, chosen, own, targets, classes);
                }
                Rng draws = rng.split(tree);
                double[] drawn = weights;
                if (sampling == Sampling.BOOTSTRAP) {
                    // What a tree was grown from is asked for later only where it is judged.
                    drawn = outOfBag == null && drawnBy[thread] != null ? drawnBy[thread] : new double[weights.length];
                    drawnBy[thread] = drawn;
                    bootstrap(weights, draws.split("rows"), drawn);
                }
                grown[tree] = growers[thread].grow(drawn, draws.split("nodes"));
                if (outOfBag != null) {
                    outOfBag.see(tree, grown[tree], drawn);
                }
            });
            TreeEnsemble model = model(features, target, List.of(grown), chosen, own);
            return outOfBag == null
                    ? new Trained(model, List.of(), OptionalDouble.empty())
                    : new Trained(model, outOfBag.predictions(), outOfBag.score());
        }
    }

    private TreeEnsemble model(Features features, Target target, List<Tree> grown, Impurity chosen, Limits own) {
        int outputs = grown.get(0).outputs();
        Map<String, String> told = new LinkedHashMap<>();
        told.put("kind", kind.name());
        told.put("trees", Integer.toString(trees));
        told.put("impurity", chosen.name());
        told.put("limits", own.toString());
        told.put("sampling", sampling.name());
        told.put("binning", binning.toString());
        told.put("seed", Long.toString(seed));
        return new TreeEnsemble(
                features.features(),
                target.task(),
                grown,
                Collections.nCopies(trees, TreeEnsemble.ALL),
                Collections.nCopies(trees, 1.0 / trees),
                Collections.nCopies(outputs, 0.0),
                TreeEnsemble.Combination.SUM,
                Link.IDENTITY,
                told);
    }

    private int columns(int all, boolean forClasses) {
        if (kind == Kind.BAGGING || !forClasses) {
            return all;
        }
        return (int) Math.max(1, Math.sqrt(all));
    }

    /** Draws rows with replacement, as many as there are, and writes what they weigh together. */
    private static void bootstrap(double[] weights, Rng draws, double[] to) {
        Arrays.fill(to, 0);
        for (int i = 0; i < weights.length; i++) {
            int row = draws.nextInt(weights.length);
            to[row] += weights[row];
        }
    }

    /** Predictions by trees that have not seen a row, summed in the trees' order whatever the threads' is. */
    private static final class OutOfBag {
        private final Features features;
        private final Target target;
        private final int outputs;
        private final List<double @Nullable []> sums;
        private final Map<Integer, double[]> drawnOf = new HashMap<>();
        private final Map<Integer, Tree> treeOf = new HashMap<>();
        private final int[] seen;
        private int next;

        OutOfBag(Features features, Target target, int outputs) {
            this.features = features;
            this.target = target;
            this.outputs = outputs;
            this.sums = new ArrayList<>(Collections.nCopies(features.rows(), null));
            this.seen = new int[features.rows()];
        }

        synchronized void see(int number, Tree tree, double[] drawn) {
            treeOf.put(number, tree);
            drawnOf.put(number, drawn);
            while (treeOf.containsKey(next)) {
                take(Objects.requireNonNull(treeOf.remove(next)), Objects.requireNonNull(drawnOf.remove(next)));
                next++;
            }
        }

        private void take(Tree tree, double[] drawn) {
            for (int row = 0; row < drawn.length; row++) {
                if (drawn[row] == 0) {
                    double[] sum = sums.get(row);
                    if (sum == null) {
                        sum = new double[outputs];
                        sums.set(row, sum);
                    }
                    int leaf = tree.leaf(features, row);
                    for (int k = 0; k < outputs; k++) {
                        sum[k] += tree.value(leaf, k);
                    }
                    seen[row]++;
                }
            }
        }

        List<double @Nullable []> predictions() {
            List<double @Nullable []> predictions = new ArrayList<>();
            for (int row = 0; row < seen.length; row++) {
                double[] sum = sums.get(row);
                if (sum != null) {
                    sum = sum.clone();
                    for (int k = 0; k < outputs; k++) {
                        sum[k] /= seen[row];
                    }
                }
                predictions.add(sum);
            }
            return Collections.unmodifiableList(predictions);
        }

        OptionalDouble score() {
            List<double @Nullable []> predictions = predictions();
            double right = 0;
            double errors = 0;
            double weight = 0;
            double sum = 0;
            double squares = 0;
            for (int row = 0; row < seen.length; row++) {
                double[] predicted = predictions.get(row);
                if (predicted != null) {
                    double own = target.weight(row);
                    double value = target.value(row);
                    right += outputs > 1 && Measures.most(predicted) == (int) value ? own : 0;
                    errors += own * (value - predicted[0]) * (value - predicted[0]);
                    weight += own;
                    sum += own * value;
                    squares += own * value * value;
                }
            }
            if (weight == 0) {
                return OptionalDouble.empty();
            }
            return OptionalDouble.of(outputs > 1 ? right / weight : 1 - errors / (squares - sum * sum / weight));
        }
    }
}
