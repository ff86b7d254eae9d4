package ai.vivace.cli;

import ai.vivace.trees.report.Algorithm;
import ai.vivace.trees.report.Setting;
import ai.vivace.trees.report.TrainingPlan;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How trees are trained. */
final class TreesPlanOptions {
    @Option(
            names = {"--rounds", "--trees"},
            paramLabel = "N",
            description =
                    "Trees, or rounds of boosting; default: for boosting found out on the training rows, 100 for forests, 50"
                            + " for adaboost.")
    private @Nullable Integer rounds;

    @Option(
            names = "--depth",
            paramLabel = "N",
            description =
                    "Questions on the way to a leaf at most; 0 for any number; default: 6 for boosting, 1 or 3 for adaboost.")
    private @Nullable Integer depth;

    @Option(
            names = "--leaves",
            paramLabel = "N",
            description =
                    "Leaves of a tree at most, the best first; default: for one tree found out on the training rows.")
    private @Nullable Integer leaves;

    @Option(names = "--rate", paramLabel = "RATE", description = "The learning rate of boosting (default: 0.1).")
    private @Nullable Double rate;

    @Option(
            names = "--least-rows",
            paramLabel = "N",
            description =
                    "The fewest training rows in a leaf; default: 3 or 5 in forests, for classes or numbers, 20 for lightgbm, else 1.")
    private @Nullable Integer leastRows;

    @Option(
            names = "--row-share",
            paramLabel = "SHARE",
            description = "The share of rows that each tree of boosting learns from (default: 1).")
    private @Nullable Double rowShare;

    @Option(
            names = "--column-share",
            paramLabel = "SHARE",
            description = "The share of columns that each tree of boosting looks at (default: 1).")
    private @Nullable Double columnShare;

    @Option(names = "--l2", paramLabel = "PENALTY", description = "The penalty on the squares of leaves, for boosting.")
    private @Nullable Double l2;

    @Mixin
    private final TreesThreadsOption threads = new TreesThreadsOption();

    @Mixin
    private final SeedOption seed = new SeedOption();

    TrainingPlan plan(Algorithm algorithm) {
        TrainingPlan plan = new TrainingPlan(algorithm, Map.of(), threads.count(), seed.seed());
        plan = with(plan, Setting.ROUNDS, rounds);
        plan = with(plan, Setting.DEPTH, depth);
        plan = with(plan, Setting.LEAVES, leaves);
        plan = with(plan, Setting.LEAST_ROWS, leastRows);
        plan = with(plan, Setting.RATE, rate);
        plan = with(plan, Setting.ROW_SHARE, rowShare);
        plan = with(plan, Setting.COLUMN_SHARE, columnShare);
        return with(plan, Setting.L2, l2);
    }

    private static TrainingPlan with(TrainingPlan plan, Setting setting, @Nullable Number value) {
        return value == null ? plan : plan.with(setting, value.doubleValue());
    }
}
