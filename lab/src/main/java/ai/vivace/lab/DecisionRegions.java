package ai.vivace.lab;

import static ai.vivace.lab.Wording.brief;
import static ai.vivace.lab.Wording.count;
import static ai.vivace.lab.Wording.percent;

import ai.vivace.base.Rng;
import ai.vivace.plot.Axis;
import ai.vivace.plot.RegionChart;
import ai.vivace.trees.AdaBoost;
import ai.vivace.trees.DecisionTree;
import ai.vivace.trees.Features;
import ai.vivace.trees.Forest;
import ai.vivace.trees.GradientBoosting;
import ai.vivace.trees.Measures;
import ai.vivace.trees.Pruning;
import ai.vivace.trees.Target;
import ai.vivace.trees.Tree;
import ai.vivace.trees.TreeEnsemble;
import ai.vivace.trees.tune.CrossValidation;
import ai.vivace.trees.tune.Folds;
import java.util.List;

/** The same noisy rows learnt by each algorithm with its default settings, and drawn: where it answers what, and how surely. */
final class DecisionRegions {
    static final int TEST_ROWS = 4000;
    private static final double LOW_X = -1.9;
    private static final double HIGH_X = 2.9;
    private static final double LOW_Y = -1.5;
    private static final double HIGH_Y = 2;

    private DecisionRegions() {}

    /** An algorithm and what it made of the rows. */
    private record Learnt(String name, TreeEnsemble model) {
        int leaves() {
            return model.trees().stream().mapToInt(Tree::leaves).sum();
        }
    }

    static void tell(Findings.Builder findings, TreesExperiment settings) {
        Rng rng = Rng.of(settings.seed()).split("regions");
        Moons training = Moons.draw(settings.rows(), settings.noise(), rng.split("training"));
        Moons test = Moons.draw(TEST_ROWS, settings.noise(), rng.split("test"));
        double cost = cost(training.features(), training.target(), settings.seed());
        List<Learnt> learnt = learn(training.features(), training.target(), cost);
        RegionChart.Builder chart = RegionChart.of(
                        "The same rows, each algorithm",
                        Moons.NAMES,
                        Axis.linear("x").range(LOW_X, HIGH_X),
                        Axis.linear("y").range(LOW_Y, HIGH_Y))
                .dots("rows that were learnt", training.x(), training.y(), training.classes());
        Table.Builder table =
                Table.of("algorithm", "trees", "leaves", "right in training", "right in test", "log loss");
        for (Learnt each : learnt) {
            double[][] predicted = each.model().predict(test.features());
            double known =
                    Measures.accuracy().of(training.target(), each.model().predict(training.features()));
            double right = Measures.accuracy().of(test.target(), predicted);
            double loss = Measures.logLoss().of(test.target(), predicted);
            findings.value("training-accuracy " + each.name(), known)
                    .value("test-accuracy " + each.name(), right)
                    .value("test-loss " + each.name(), loss);
            table.row(each.name(), each.model().trees().size(), each.leaves(), known, right, loss);
            chart.panel(each.name(), percent(right) + " test, " + wholePercent(known) + " train", (x, y) -> each.model()
                    .predict(new float[] {(float) x, (float) y}));
        }
        double[][] truth = truth(test, settings.noise());
        double possible = Measures.accuracy().of(test.target(), truth);
        findings.value("test-accuracy best possible", possible)
                .value("test-loss best possible", Measures.logLoss().of(test.target(), truth))
                .value("pruning", cost);
        table.row(
                "best possible", null, null, null, possible, Measures.logLoss().of(test.target(), truth));
        chart.panel("best possible", percent(possible) + " test", (x, y) -> Moons.truth(x, y, settings.noise()));
        Learnt whole = learnt.get(0);
        Learnt pruned = learnt.get(1);
        findings.section("The same rows, each algorithm")
                .text("Two half circles reach into each other; noise of " + brief(settings.noise()) + " moves "
                        + count(settings.rows(), "row") + " off them. Every algorithm has its default settings, but for"
                        + " the cost of a leaf, " + brief(cost) + ", which cross-validation chose for the pruned tree. "
                        + count(TEST_ROWS, "other row") + " judge:")
                .table("algorithms", table.build())
                .chart(
                        "regions",
                        chart.build(),
                        "The tree has rules of its own for single rows; averages are smooth; the last panel is the truth.")
                .text(regions(whole, pruned, cost));
    }

    private static String wholePercent(double share) {
        return Math.round(100 * share) + "\u00a0%";
    }

    private static String regions(Learnt whole, Learnt pruned, double cost) {
        return "What to see:\n\n"
                + "- the **whole tree** is sure everywhere and has " + count(whole.leaves(), "leaf", "leaves")
                + ", some around a single row: it has learnt the noise too;\n"
                + "- **pruning** takes away every branch that makes the impurity less by no more than " + brief(cost)
                + " for each leaf more: " + count(pruned.leaves(), "leaf is", "leaves are") + " left;\n"
                + "- **bagging** and the **random forest** average trees that have seen other rows, so that borders of"
                + " single trees blur into probabilities; **extra trees** draw their thresholds and are smoother still;\n"
                + "- **AdaBoost** adds stumps, each of which asks one question: its borders are a sum of steps along x"
                + " and of steps along y. Its answers are votes, paler than probabilities;\n"
                + "- **gradient boosting** adds trees that correct each other; **LightGBM's way** wants 20 rows in a leaf,"
                + " which on few rows is a strong bound.";
    }

    private static List<Learnt> learn(Features features, Target target, double cost) {
        return List.of(
                new Learnt("tree", DecisionTree.standard().fit(features, target)),
                new Learnt("tree, pruned", DecisionTree.standard().pruning(cost).fit(features, target)),
                new Learnt("bagging", Forest.bagging().threads(1).fit(features, target)),
                new Learnt("random forest", Forest.random().threads(1).fit(features, target)),
                new Learnt("extra trees", Forest.extraTrees().threads(1).fit(features, target)),
                new Learnt("AdaBoost", AdaBoost.standard().fit(features, target)),
                new Learnt(
                        "gradient boosting",
                        GradientBoosting.standard().threads(1).fit(features, target)),
                new Learnt(
                        "LightGBM's way",
                        GradientBoosting.likeLightGbm().threads(1).fit(features, target)));
    }

    /** The cost of a leaf whose trees are right most often on rows that they have not seen; of equal ones the highest. */
    private static double cost(Features features, Target target, long seed) {
        List<Pruning.Step> path = DecisionTree.standard().pruningPath(features, target);
        double best = 0;
        double accuracy = -1;
        for (int i = 0; i + 1 < path.size(); i++) {
            // Between two steps the tree is the same; their geometric middle stands for all costs there (Breiman 1984).
            double cost = Math.sqrt(path.get(i).cost() * path.get(i + 1).cost());
            double right = CrossValidation.standard()
                    .folds(Folds.standard(5, seed))
                    .measures(Measures.accuracy())
                    .threads(1)
                    .of(DecisionTree.standard().pruning(cost)::fit, features, target)
                    .mean("accuracy");
            if (right >= accuracy) {
                best = cost;
                accuracy = right;
            }
        }
        return best;
    }

    private static double[][] truth(Moons rows, double noise) {
        double[][] truth = new double[rows.x().length][];
        for (int i = 0; i < truth.length; i++) {
            truth[i] = Moons.truth(rows.x()[i], rows.y()[i], noise);
        }
        return truth;
    }
}
