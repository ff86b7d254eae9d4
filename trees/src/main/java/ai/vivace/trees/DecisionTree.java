package ai.vivace.trees;

import ai.vivace.base.InputException;
import ai.vivace.base.Rng;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A single decision tree (CART, Breiman 1984), pruned by cost and complexity if asked for. By default it considers every split there is, as
 * scikit-learn's does, and grows until its leaves are pure.
 *
 * @param impurity what splits make less; null for {@link Impurity#GINI} of classes and {@link Impurity#SQUARED} of numbers
 * @param limits when it stops
 * @param pruning the cost of a leaf, in the unit of the impurity; 0, the default, for no pruning (ccp_alpha)
 * @param binning which splits are considered; default all
 * @param seed what columns and thresholds are drawn from, where limits say so; default 42
 */
public record DecisionTree(@Nullable Impurity impurity, Limits limits, double pruning, Binning binning, long seed) {
    private static final DecisionTree STANDARD = new DecisionTree(null, Limits.none(), 0, Binning.exact(), 42);

    public DecisionTree {
        double cost = pruning;
        InputException.require(
                cost >= 0 && cost < Double.POSITIVE_INFINITY,
                () -> "The cost of a leaf must be finite and at least 0, but is " + cost + ".");
    }

    /** Grown until leaves are pure. */
    public static DecisionTree standard() {
        return STANDARD;
    }

    /** The same with another impurity. */
    public DecisionTree impurity(Impurity newImpurity) {
        return new DecisionTree(newImpurity, limits, pruning, binning, seed);
    }

    /** The same with limits changed. */
    public DecisionTree limits(UnaryOperator<Limits> change) {
        return new DecisionTree(impurity, change.apply(limits), pruning, binning, seed);
    }

    /** The same with another cost of a leaf. */
    public DecisionTree pruning(double cost) {
        return new DecisionTree(impurity, limits, cost, binning, seed);
    }

    /** The same with other bins. */
    public DecisionTree binning(Binning newBinning) {
        return new DecisionTree(impurity, limits, pruning, newBinning, seed);
    }

    /** The same with another seed. */
    public DecisionTree seed(long newSeed) {
        return new DecisionTree(impurity, limits, pruning, binning, newSeed);
    }

    /**
     * Grows the tree.
     *
     * @throws InputException when features and target do not fit each other or the impurity
     */
    public TreeEnsemble fit(Features features, Target target) {
        Tree tree = Pruning.cut(grow(features, target), pruning);
        double[] base = new double[tree.outputs()];
        List<Double> start = Arrays.stream(base).boxed().toList();
        Map<String, String> told = new LinkedHashMap<>();
        told.put("kind", "decision tree");
        told.put("impurity", kind(target.task()).name());
        told.put("limits", limits.toString());
        told.put("pruning", Double.toString(pruning));
        told.put("seed", Long.toString(seed));
        return new TreeEnsemble(
                features.features(),
                target.task(),
                List.of(tree),
                List.of(TreeEnsemble.ALL),
                List.of(1.0),
                start,
                TreeEnsemble.Combination.SUM,
                Link.IDENTITY,
                told);
    }

    /**
     * What pruning would do: for each tree that it can lead to, from the whole to the root alone, the least cost of a leaf that leads to it.
     */
    public List<Pruning.Step> pruningPath(Features features, Target target) {
        return Pruning.path(grow(features, target));
    }

    private Tree grow(Features features, Target target) {
        target.requireFor(features);
        Impurity chosen = kind(target.task());
        int classes = target.task() instanceof Task.Classification task
                ? task.labels().size()
                : 0;
        requireFit(chosen, target);
        try (Workers workers = new Workers(1)) {
            Rng rng = Rng.of(seed).split("tree");
            BinnedData data = BinnedData.fit(features, binning, BinnedData.RowLayout.NONE, rng.split("bins"), workers);
            data.observe(features, workers);
            double[] targets = new double[target.rows()];
            double[] weights = new double[target.rows()];
            for (int row = 0; row < targets.length; row++) {
                targets[row] = target.value(row);
                weights[row] = target.weight(row);
            }
            return new ImpurityGrower(data, chosen, limits, targets, classes).grow(weights, rng.split("nodes"));
        }
    }

    private Impurity kind(Task task) {
        if (impurity != null) {
            return impurity;
        }
        return task instanceof Task.Classification ? Impurity.GINI : Impurity.SQUARED;
    }

    /** Makes sure that an impurity is for a target. */
    static void requireFit(Impurity impurity, Target target) {
        boolean classes = target.task() instanceof Task.Classification;
        InputException.require(
                classes == impurity.isForClasses() && !(target.task() instanceof Task.Ranking),
                () -> "The impurity " + impurity + " is for " + (impurity.isForClasses() ? "classes" : "numbers")
                        + ", but the target is " + target.task() + ".");
        if (impurity == Impurity.POISSON) {
            for (int i = 0; i < target.rows(); i++) {
                int row = i;
                InputException.require(
                        target.value(row) >= 0,
                        () -> "The Poisson impurity is for numbers of at least 0, but row " + row + " has "
                                + target.value(row) + ".");
            }
        }
    }
}
