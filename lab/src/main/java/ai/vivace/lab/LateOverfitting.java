package ai.vivace.lab;

import static ai.vivace.lab.Wording.brief;
import static ai.vivace.lab.Wording.count;
import static ai.vivace.lab.Wording.percent;

import ai.vivace.base.Rng;
import ai.vivace.plot.Axis;
import ai.vivace.plot.LineChart;
import ai.vivace.trees.BoostingRun;
import ai.vivace.trees.Forest;
import ai.vivace.trees.GradientBoosting;
import ai.vivace.trees.TreeEnsemble;
import java.util.Arrays;

/** Boosting and a forest up to a large number of trees on noisy rows: what the loss does late, and why. */
final class LateOverfitting {
    private static final int PATIENCE = 50;
    private static final double RATE = 0.1;
    private static final double SLOW_RATE = 0.02;
    private static final int DEPTH = 3;
    /** Logarithms of probabilities are kept finite as {@link ai.vivace.trees.Measures#logLoss} keeps them. */
    private static final double LEAST = 1e-15;

    private final int[] counts;
    private final Moons training;
    private final Moons validation;
    private final Moons test;
    private final int trees;

    private LateOverfitting(TreesExperiment settings) {
        Rng rng = Rng.of(settings.seed()).split("late");
        counts = FirstTrees.counts(settings.trees());
        trees = settings.trees();
        training = Moons.draw(settings.rows(), settings.noise(), rng.split("training"));
        validation = Moons.draw(settings.rows(), settings.noise(), rng.split("validation"));
        test = Moons.draw(DecisionRegions.TEST_ROWS, settings.noise(), rng.split("test"));
    }

    static void tell(Findings.Builder findings, TreesExperiment settings) {
        new LateOverfitting(settings).tell(findings);
    }

    private void tell(Findings.Builder findings) {
        GradientBoosting settings = boosting(RATE);
        TreeEnsemble boosted = settings.fit(training.features(), training.target());
        double[][] known = FirstTrees.sums(boosted, training.features(), counts);
        double[][] scores = FirstTrees.sums(boosted, test.features(), counts);
        double[][] slow = FirstTrees.sums(
                boosting(SLOW_RATE).fit(training.features(), training.target()), test.features(), counts);
        TreeEnsemble forest = Forest.random().trees(trees).threads(1).fit(training.features(), training.target());
        double[][] shares = FirstTrees.means(forest, test.features(), counts, 1);
        BoostingRun stopped = settings.patience(PATIENCE)
                .fit(training.features(), training.target(), validation.features(), validation.target());
        double[] knownLoss = losses(known, training);
        double[] loss = losses(scores, test);
        double[] slowLoss = losses(slow, test);
        double[] forestLoss =
                Arrays.stream(shares).mapToDouble(p -> loss(p, test)).toArray();
        double[] distance = Arrays.stream(shares)
                .mapToDouble(p -> distance(p, shares[shares.length - 1]))
                .toArray();
        Table.Builder table = Table.of(
                "trees",
                "train loss",
                "test loss",
                "accuracy",
                "log-odds",
                "forest loss",
                "its accuracy",
                "to the whole");
        int last = counts.length - 1;
        for (int i = 0; i <= last; i++) {
            if (i % 3 == 0 || i == last) {
                table.row(
                        counts[i],
                        knownLoss[i],
                        loss[i],
                        accuracy(probabilities(scores[i]), test),
                        size(scores[i]),
                        forestLoss[i],
                        accuracy(shares[i], test),
                        distance[i]);
            }
        }
        double early = loss(
                Arrays.stream(stopped.model().predict(test.features()))
                        .mapToDouble(p -> p[1])
                        .toArray(),
                test);
        findings.value("stopped-after", stopped.best())
                .value("loss-stopped", early)
                .value("loss-last", loss[last])
                .value("loss-least", Arrays.stream(loss).min().orElseThrow())
                .value("loss-slow-least", Arrays.stream(slowLoss).min().orElseThrow())
                .value("loss-slow-last", slowLoss[last])
                .value("training-loss-last", knownLoss[last])
                .value("forest-loss-last", forestLoss[last])
                .value("forest-loss-least", Arrays.stream(forestLoss).min().orElseThrow())
                .value("size-last", size(scores[last]))
                .value("accuracy-last", accuracy(probabilities(scores[last]), test))
                .section("Why boosting overfits late and forests do not")
                .text(
                        count(training.x().length, "row") + " of the moons again, and up to " + count(trees, "tree")
                                + ". Boosting adds trees of " + DEPTH + " questions at a rate of " + brief(RATE)
                                + ", the forest averages trees that are grown to the end. Log-odds are boosting's, by their mean size over the"
                                + " test rows; the last column is how far a forest's probabilities are from those of the whole one:")
                .table("late", table.build())
                .chart("late", chart(knownLoss, loss, slowLoss, forestLoss, stopped.best()), caption())
                .text(sum(loss, knownLoss, scores))
                .text(mean(forestLoss, distance))
                .text(judge(stopped.best(), early, loss, slowLoss));
    }

    private GradientBoosting boosting(double rate) {
        return GradientBoosting.standard()
                .depth(DEPTH)
                .leastHessian(0)
                .rounds(trees)
                .learningRate(rate)
                .threads(1);
    }

    private LineChart chart(double[] known, double[] loss, double[] slow, double[] forest, int best) {
        double[] x = Arrays.stream(counts).asDoubleStream().toArray();
        double highest = Math.max(Math.log(2), Arrays.stream(loss).max().orElseThrow());
        return LineChart.of("Loss as trees are added")
                .xAxis(Axis.logarithmic("trees"))
                .yAxis(Axis.linear("log loss").range(0, 1.05 * highest))
                .line("boosting, training", x, known)
                .line("boosting, test", x, loss)
                .line("at a rate of " + brief(SLOW_RATE) + ", test", x, slow)
                .line("forest, test", x, forest)
                .marker("stopped early", best)
                .build();
    }

    private static String caption() {
        return "Few trees of a forest know only 0 and 1, whose loss is far above the chart where they are wrong.";
    }

    private String sum(double[] loss, double[] known, double[][] scores) {
        int last = counts.length - 1;
        int tenth = indexOfTenth();
        return "**Boosting is a sum.** Each round goes on making the training loss less, which is " + brief(known[last])
                + " at the end: there is always some row to be surer about. The log-odds grow from "
                + brief(size(scores[tenth])) + " after " + counts[tenth] + " trees to " + brief(size(scores[last]))
                + " after " + counts[last] + ", and being sure and wrong is what the log loss punishes: it ends at "
                + brief(loss[last]) + ", while " + percent(accuracy(probabilities(scores[last]), test))
                + " of the answers are still right.";
    }

    private String mean(double[] forest, double[] distance) {
        int last = counts.length - 1;
        int tenth = indexOfTenth();
        return "**A forest is a mean.** A tree more cannot make it surer than its trees are, and moves it by ever less:"
                + " after " + counts[tenth] + " trees its probabilities are " + brief(distance[tenth])
                + " from those of all " + counts[last] + ", root mean square. Its loss ends at " + brief(forest[last])
                + ". More trees cost time and nothing else; what a forest can overfit with is the depth of its trees.";
    }

    private String judge(int best, double early, double[] loss, double[] slow) {
        return "**So boosting needs a judge.** Rows of its own tell when to stop: with a patience of " + PATIENCE
                + " rounds it keeps " + count(best, "tree") + ", and the test loss is " + brief(early)
                + ". A rate of " + brief(SLOW_RATE)
                + " puts the best place later and makes it flatter: the least loss on the"
                + " way is " + brief(Arrays.stream(slow).min().orElseThrow()) + ", against "
                + brief(Arrays.stream(loss).min().orElseThrow()) + ".";
    }

    /** The last of the counts that is at most a tenth of all trees. */
    private int indexOfTenth() {
        int index = 0;
        while (counts[index + 1] <= trees / 10) {
            index++;
        }
        return index;
    }

    private static double[] losses(double[][] scores, Moons rows) {
        return Arrays.stream(scores)
                .mapToDouble(each -> loss(probabilities(each), rows))
                .toArray();
    }

    private static double[] probabilities(double[] scores) {
        return Arrays.stream(scores).map(score -> 1 / (1 + Math.exp(-score))).toArray();
    }

    private static double loss(double[] ofLower, Moons rows) {
        double sum = 0;
        for (int i = 0; i < ofLower.length; i++) {
            double ofTrue = rows.classes()[i] == 1 ? ofLower[i] : 1 - ofLower[i];
            sum -= Math.log(Math.max(LEAST, ofTrue));
        }
        return sum / ofLower.length;
    }

    private static double accuracy(double[] ofLower, Moons rows) {
        int right = 0;
        for (int i = 0; i < ofLower.length; i++) {
            right += (ofLower[i] > 0.5 ? 1 : 0) == rows.classes()[i] ? 1 : 0;
        }
        return (double) right / ofLower.length;
    }

    private static double size(double[] scores) {
        return Arrays.stream(scores).map(Math::abs).average().orElseThrow();
    }

    private static double distance(double[] a, double[] b) {
        double squares = 0;
        for (int i = 0; i < a.length; i++) {
            squares += (a[i] - b[i]) * (a[i] - b[i]);
        }
        return Math.sqrt(squares / a.length);
    }
}
