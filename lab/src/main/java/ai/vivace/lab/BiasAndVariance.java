package ai.vivace.lab;

import static ai.vivace.lab.Wording.brief;
import static ai.vivace.lab.Wording.count;

import ai.vivace.base.Rng;
import ai.vivace.plot.Axis;
import ai.vivace.plot.LineChart;
import ai.vivace.trees.DecisionTree;
import ai.vivace.trees.Forest;
import ai.vivace.trees.GradientBoosting;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** Bias and variance of ensembles as trees are added, measured on many training sets of one law. */
final class BiasAndVariance {
    private static final int PLACES = 400;
    /** Of the largest ensembles' trees, so many are enough here. */
    private static final int SHARE = 5;

    private static final int FOREST_COLUMNS = 3;
    private static final int DEPTH = 3;

    /** An algorithm, and what it predicts by number of trees, training set and place. */
    private record Measured(String name, double[][][] predictions) {
        Decomposition after(int index, double[] truth) {
            return Decomposition.of(predictions[index], truth);
        }

        Decomposition last(double[] truth) {
            return after(predictions.length - 1, truth);
        }
    }

    private final TreesExperiment settings;
    private final Rng rng;
    private final Friedman test;
    private final int[] counts;
    private final int most;

    private BiasAndVariance(TreesExperiment settings) {
        this.settings = settings;
        this.rng = Rng.of(settings.seed()).split("bias and variance");
        this.test = Friedman.draw(PLACES, rng.split("test"));
        this.most = settings.trees() / SHARE;
        this.counts = FirstTrees.counts(most);
    }

    static void tell(Findings.Builder findings, TreesExperiment settings, Progress progress) {
        new BiasAndVariance(settings).tell(findings, progress);
    }

    private void tell(Findings.Builder findings, Progress progress) {
        int sets = settings.samples();
        Measured tree = new Measured("one tree", new double[1][sets][]);
        List<Measured> forests = List.of(
                new Measured("bagging", new double[counts.length][sets][]),
                new Measured("random forest", new double[counts.length][sets][]),
                new Measured("extra trees", new double[counts.length][sets][]));
        Measured boosting = new Measured("boosting", new double[counts.length][sets][]);
        for (int set = 0; set < sets; set++) {
            progress.at("training set " + (set + 1) + " of " + sets, (double) set / sets);
            learn(set, tree, forests, boosting);
        }
        Decomposition single = tree.last(test.truth());
        findings.section("Bias and variance")
                .text(
                        "A prediction errs because the model cannot say the truth, the **bias**, because it would have been"
                                + " another with other rows, the **variance**, and because of noise, which nothing helps: error ="
                                + " bias² + variance + noise². To measure them the truth must be known. Here it is Friedman's"
                                + " function, 10·sin(π·x1·x2) + 20·(x3 − ½)² + 10·x4 + 5·x5, of ten columns, five of which do not"
                                + " matter, with noise of " + brief(Friedman.NOISE) + ". Each algorithm learns "
                                + count(sets, "training set") + " of " + count(settings.rows(), "row")
                                + " and predicts "
                                + count(PLACES, "other place") + ". One tree, grown to the end, has bias² "
                                + brief(single.bias()) + " and variance " + brief(single.variance())
                                + ": it is right on the mean, and wrong each time.");
        tellForests(findings, single, forests);
        tellBoosting(findings, single, boosting);
        findings.value("tree-bias", single.bias()).value("tree-variance", single.variance());
    }

    /** Every algorithm learns the same rows. */
    private void learn(int set, Measured tree, List<Measured> forests, Measured boosting) {
        Friedman rows = Friedman.draw(settings.rows(), rng.split("training").split(set));
        long seed = rng.split("models").split(set).seed();
        tree.predictions()[0][set] = column(
                DecisionTree.standard().fit(rows.features(), rows.target()).predict(test.features()));
        List<Forest> kinds = List.of(
                Forest.bagging(),
                Forest.random().limits(limits -> limits.columns(FOREST_COLUMNS)),
                Forest.extraTrees());
        for (int kind = 0; kind < kinds.size(); kind++) {
            Forest forest = kinds.get(kind).trees(most).threads(1).seed(seed);
            double[][] means = FirstTrees.means(forest.fit(rows.features(), rows.target()), test.features(), counts, 0);
            for (int i = 0; i < counts.length; i++) {
                forests.get(kind).predictions()[i][set] = means[i];
            }
        }
        GradientBoosting boosted =
                GradientBoosting.standard().depth(DEPTH).rounds(most).threads(1).seed(seed);
        double[][] sums = FirstTrees.sums(boosted.fit(rows.features(), rows.target()), test.features(), counts);
        for (int i = 0; i < counts.length; i++) {
            boosting.predictions()[i][set] = sums[i];
        }
    }

    private static double[] column(double[][] predicted) {
        return Arrays.stream(predicted).mapToDouble(row -> row[0]).toArray();
    }

    private void tellForests(Findings.Builder findings, Decomposition single, List<Measured> forests) {
        Table.Builder table = Table.of("algorithm", "bias²", "σ², one tree", "ρ", "variance", "error", "with noise");
        table.row("one tree, all rows", single.bias(), single.variance(), null, null, single.error(), noisy(single));
        LineChart.Builder chart = LineChart.of("Variance as trees are added")
                .xAxis(Axis.logarithmic("trees"))
                .yAxis(Axis.logarithmic("variance of predictions"));
        double[] x = Arrays.stream(counts).asDoubleStream().toArray();
        double farthest = 0;
        for (Measured forest : forests) {
            double[] variances = IntStream.range(0, counts.length)
                    .mapToDouble(i -> forest.after(i, test.truth()).variance())
                    .toArray();
            Decomposition whole = forest.last(test.truth());
            double one = variances[0];
            // The variance of a mean of B trees is ρσ² + (1 − ρ)σ²/B; that of all trees gives ρ.
            double shared = (most * whole.variance() - one) / (most - 1);
            double rho = shared / one;
            double[] law = Arrays.stream(counts)
                    .mapToDouble(count -> shared + (one - shared) / count)
                    .toArray();
            for (int i = 0; i < law.length; i++) {
                farthest = Math.max(farthest, Math.abs(variances[i] / law[i] - 1));
            }
            table.row(forest.name(), whole.bias(), one, rho, whole.variance(), whole.error(), noisy(whole));
            chart.dots(forest.name(), x, variances).line(forest.name(), x, law);
            findings.value("bias " + forest.name(), whole.bias())
                    .value("variance " + forest.name(), whole.variance())
                    .value("tree-variance " + forest.name(), one)
                    .value("correlation " + forest.name(), rho);
        }
        Decomposition bagging = forests.get(0).last(test.truth());
        Decomposition random = forests.get(1).last(test.truth());
        findings.value("law-farthest", farthest)
                .text("**Averages of trees.** Bagging grows each tree on rows drawn with replacement, the random forest"
                        + " also lets each node look at " + FOREST_COLUMNS + " of the " + Friedman.COLUMNS
                        + " columns only, and extra trees draw their thresholds. With " + most + " trees each:")
                .table("forests", table.build())
                .text("Looking at few columns brings bagging's variance from " + brief(bagging.variance()) + " to "
                        + brief(random.variance()) + " and its bias² from " + brief(bagging.bias()) + " to "
                        + brief(random.bias()) + ": "
                        + (random.error() < bagging.error()
                                ? "a gain."
                                : "not worth it here, where rows are few and half of the columns say nothing.")
                        + " The mean of B trees of variance σ², whose answers correlate by ρ, has the variance"
                        + " ρσ² + (1 − ρ)σ²/B. More trees take the second part away and never make it worse; what stays"
                        + " is what trees have in common. That is why forests make trees **differ**, even if each"
                        + " alone is the worse for it. Bias stays as it is from the first tree to the last. The law and the"
                        + " measurement differ by " + Wording.percent(farthest) + " at most:")
                .chart(
                        "variance",
                        chart.build(),
                        "Dots are measured, lines are the law. The first tree's variance and the correlation make each line.");
    }

    private void tellBoosting(Findings.Builder findings, Decomposition single, Measured boosting) {
        List<Decomposition> parts = new ArrayList<>();
        Table.Builder table = Table.of("rounds", "bias²", "variance", "error", "with noise");
        for (int i = 0; i < counts.length; i++) {
            Decomposition part = boosting.after(i, test.truth());
            parts.add(part);
            if (i % 3 == 0 || i == counts.length - 1) {
                table.row(counts[i], part.bias(), part.variance(), part.error(), noisy(part));
            }
        }
        int best = IntStream.range(0, counts.length)
                .reduce((a, b) -> parts.get(b).error() < parts.get(a).error() ? b : a)
                .orElseThrow();
        Decomposition first = parts.get(0);
        Decomposition last = parts.get(parts.size() - 1);
        double[] x = Arrays.stream(counts).asDoubleStream().toArray();
        findings.value("boosting-bias-first", first.bias())
                .value("boosting-bias-last", last.bias())
                .value("boosting-variance-first", first.variance())
                .value("boosting-variance-last", last.variance())
                .value("boosting-error", parts.get(best).error())
                .value("boosting-best", counts[best])
                .text("**Sums of trees.** Boosting goes the other way: its trees, " + DEPTH
                        + " questions deep, say little alone, and each is grown on what those before it left over."
                        + " Bias falls from " + brief(first.bias()) + " after the first round to "
                        + brief(last.bias()) + " after " + most + ", variance rises from " + brief(first.variance())
                        + " to " + brief(last.variance()) + ". The error is least after "
                        + count(counts[best], "round") + ": "
                        + brief(parts.get(best).error())
                        + ", against " + brief(single.error()) + " of one tree:")
                .table("rounds", table.build())
                .chart(
                        "boosting",
                        LineChart.of("Boosting: bias falls, variance rises")
                                .xAxis(Axis.logarithmic("rounds"))
                                .yAxis(Axis.logarithmic("mean over places"))
                                .line("bias²", x, positive(parts.stream().mapToDouble(Decomposition::bias)))
                                .line("variance", x, positive(parts.stream().mapToDouble(Decomposition::variance)))
                                .line("both", x, positive(parts.stream().mapToDouble(Decomposition::error)))
                                .build(),
                        "Both axes are logarithmic.");
    }

    /** An estimate of nearly nothing may be below 0, where a logarithmic axis ends. */
    private static double[] positive(DoubleStream values) {
        return values.map(value -> value > 0 ? value : Double.NaN).toArray();
    }

    private static double noisy(Decomposition part) {
        return part.error() + Friedman.NOISE * Friedman.NOISE;
    }
}
