package ai.vivace.trees;

import ai.vivace.base.InputException;
import ai.vivace.base.Rng;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * AdaBoost: each tree is grown where those before it were wrong. For classes SAMME (Zhu 2009), which for two classes is AdaBoost.M1 (Freund
 * and Schapire 1997); for numbers AdaBoost.R2 (Drucker 1997) with the linear loss, whose answer is the weighted median of the trees'.
 *
 * @param rounds trees at most; default 50
 * @param learningRate what trees' votes are multiplied by; above 0; default 1
 * @param limits of each tree; default depth 1 for classes and 3 for numbers, where its depth is 0
 * @param binning which splits are considered; default all
 * @param seed what R2 draws its rows from; default 42
 */
public record AdaBoost(int rounds, double learningRate, Limits limits, Binning binning, long seed) {
    private static final AdaBoost STANDARD = new AdaBoost(50, 1, Limits.none(), Binning.exact(), 42);

    public AdaBoost {
        int count = rounds;
        double rate = learningRate;
        InputException.require(count >= 1, () -> "AdaBoost takes at least 1 round, but came " + count + ".");
        InputException.require(
                rate > 0 && rate < Double.POSITIVE_INFINITY,
                () -> "The learning rate must be above 0, but is " + rate + ".");
    }

    /** 50 small trees. */
    public static AdaBoost standard() {
        return STANDARD;
    }

    /** The same with another number of rounds. */
    public AdaBoost rounds(int count) {
        return new AdaBoost(count, learningRate, limits, binning, seed);
    }

    /** The same with another learning rate. */
    public AdaBoost learningRate(double rate) {
        return new AdaBoost(rounds, rate, limits, binning, seed);
    }

    /** The same with limits changed. */
    public AdaBoost limits(UnaryOperator<Limits> change) {
        return new AdaBoost(rounds, learningRate, change.apply(limits), binning, seed);
    }

    /** The same with other bins. */
    public AdaBoost binning(Binning newBinning) {
        return new AdaBoost(rounds, learningRate, limits, newBinning, seed);
    }

    /** The same with another seed. */
    public AdaBoost seed(long newSeed) {
        return new AdaBoost(rounds, learningRate, limits, binning, newSeed);
    }

    /**
     * Trains the ensemble. It ends early when a tree is right on all rows, or no better than guessing.
     *
     * @throws InputException when features and target do not fit each other, or the first tree is no better than guessing
     */
    public TreeEnsemble fit(Features features, Target target) {
        target.requireFor(features);
        boolean forClasses = target.task() instanceof Task.Classification;
        Limits own = limits.depth() == 0 && limits.leaves() == 0 ? limits.depth(forClasses ? 1 : 3) : limits;
        Impurity impurity = forClasses ? Impurity.GINI : Impurity.SQUARED;
        DecisionTree.requireFit(impurity, target);
        int classes = target.task() instanceof Task.Classification task
                ? task.labels().size()
                : 0;
        Rng rng = Rng.of(seed).split("adaboost");
        try (Workers workers = new Workers(1)) {
            BinnedData data = BinnedData.fit(features, binning, BinnedData.RowLayout.NONE, rng.split("bins"), workers);
            data.observe(features, workers);
            double[] targets = new double[target.rows()];
            double[] weights = new double[target.rows()];
            for (int row = 0; row < targets.length; row++) {
                targets[row] = target.value(row);
                weights[row] = target.weight(row);
            }
            normalise(weights);
            ImpurityGrower grower = new ImpurityGrower(data, impurity, own, targets, classes);
            Rounds done = forClasses
                    ? samme(features, targets, weights, classes, grower, rng)
                    : r2(features, targets, weights, grower, rng);
            return done.model(this, features, target, own);
        }
    }

    private Rounds samme(
            Features features, double[] targets, double[] weights, int classes, ImpurityGrower grower, Rng rng) {
        Rounds done = new Rounds(classes);
        for (int round = 0; round < rounds; round++) {
            Tree tree = grower.grow(weights, rng.split(round));
            boolean[] wrong = new boolean[targets.length];
            double error = 0;
            for (int row = 0; row < wrong.length; row++) {
                wrong[row] = most(tree, tree.leaf(features, row)) != (int) targets[row];
                error += wrong[row] ? weights[row] : 0;
            }
            if (error >= 1 - 1.0 / classes) {
                done.requireSome(error);
                break;
            }
            double vote = error <= 0 ? 1 : learningRate * (Math.log((1 - error) / error) + Math.log(classes - 1.0));
            done.add(voting(tree, classes), vote);
            if (error <= 0) {
                break;
            }
            for (int row = 0; row < weights.length; row++) {
                weights[row] *= wrong[row] ? Math.exp(vote) : 1;
            }
            normalise(weights);
        }
        return done;
    }

    private Rounds r2(Features features, double[] targets, double[] weights, ImpurityGrower grower, Rng rng) {
        Rounds done = new Rounds(0);
        for (int round = 0; round < rounds; round++) {
            Rng draws = rng.split(round);
            Tree tree = grower.grow(drawn(weights, draws.split("rows")), draws.split("nodes"));
            double[] loss = new double[targets.length];
            double most = 0;
            for (int row = 0; row < loss.length; row++) {
                loss[row] = Math.abs(targets[row] - tree.value(tree.leaf(features, row), 0));
                most = weights[row] > 0 ? Math.max(most, loss[row]) : most;
            }
            double mean = 0;
            for (int row = 0; row < loss.length; row++) {
                loss[row] = most > 0 ? Math.min(1, loss[row] / most) : 0;
                mean += weights[row] * loss[row];
            }
            if (mean <= 0) {
                done.add(tree, 1);
                break;
            }
            if (mean >= 0.5) {
                done.requireSome(mean);
                break;
            }
            double beta = mean / (1 - mean);
            done.add(tree, learningRate * Math.log(1 / beta));
            for (int row = 0; row < weights.length; row++) {
                weights[row] *= Math.pow(beta, learningRate * (1 - loss[row]));
            }
            normalise(weights);
        }
        return done;
    }

    /** As many rows as there are, drawn with replacement by their weights. */
    private static double[] drawn(double[] weights, Rng draws) {
        double[] sums = new double[weights.length];
        double sum = 0;
        for (int row = 0; row < weights.length; row++) {
            sum += weights[row];
            sums[row] = sum;
        }
        double[] drawn = new double[weights.length];
        for (int i = 0; i < weights.length; i++) {
            int at = Arrays.binarySearch(sums, draws.nextDouble() * sum);
            drawn[Math.min(at < 0 ? -at - 1 : at + 1, weights.length - 1)]++;
        }
        return drawn;
    }

    private static void normalise(double[] weights) {
        double sum = Arrays.stream(weights).sum();
        for (int row = 0; row < weights.length; row++) {
            weights[row] /= sum;
        }
    }

    private static int most(Tree tree, int leaf) {
        return Measures.most(tree.value(leaf));
    }

    /** A tree whose leaves vote 1 for their class and -1 / (K - 1) for each other. */
    private static Tree voting(Tree tree, int classes) {
        return tree.withValues(node -> {
            double[] votes = new double[classes];
            Arrays.fill(votes, -1 / (classes - 1.0));
            votes[most(tree, node)] = 1;
            return votes;
        });
    }

    /** The trees so far with their votes. */
    private static final class Rounds {
        private final int classes;
        private final List<Tree> trees = new ArrayList<>();
        private final List<Double> votes = new ArrayList<>();

        Rounds(int classes) {
            this.classes = classes;
        }

        void add(Tree tree, double vote) {
            trees.add(tree);
            votes.add(vote);
        }

        void requireSome(double error) {
            InputException.require(
                    !trees.isEmpty(),
                    () -> "The first tree errs by " + error
                            + ", which is no better than guessing. Allow deeper trees, or look at the features.");
        }

        TreeEnsemble model(AdaBoost settings, Features features, Target target, Limits limits) {
            double all = votes.stream().mapToDouble(vote -> vote).sum();
            // As scikit-learn, probabilities are the softmax of the mean vote, divided by 2 for two classes and by K -
            // 1 for more.
            double divisor = classes == 0 ? 1 : all * (classes == 2 ? 2 : classes - 1);
            Map<String, String> told = new LinkedHashMap<>();
            told.put("kind", "AdaBoost");
            told.put("rounds", Integer.toString(settings.rounds()));
            told.put("learningRate", Double.toString(settings.learningRate()));
            told.put("limits", limits.toString());
            told.put("seed", Long.toString(settings.seed()));
            return new TreeEnsemble(
                    features.features(),
                    target.task(),
                    trees,
                    Collections.nCopies(trees.size(), TreeEnsemble.ALL),
                    votes.stream().map(vote -> vote / divisor).toList(),
                    Collections.nCopies(Math.max(1, classes), 0.0),
                    classes == 0 ? TreeEnsemble.Combination.WEIGHTED_MEDIAN : TreeEnsemble.Combination.SUM,
                    classes == 0 ? Link.IDENTITY : Link.SOFTMAX,
                    told);
        }
    }
}
