package ai.vivace.trees.report;

import ai.vivace.base.InputException;
import ai.vivace.trees.AdaBoost;
import ai.vivace.trees.Binning;
import ai.vivace.trees.BoostingRun;
import ai.vivace.trees.DecisionTree;
import ai.vivace.trees.Features;
import ai.vivace.trees.Forest;
import ai.vivace.trees.GradientBoosting;
import ai.vivace.trees.Limits;
import ai.vivace.trees.Measure;
import ai.vivace.trees.Measures;
import ai.vivace.trees.Target;
import ai.vivace.trees.Task;
import ai.vivace.trees.TreeEnsemble;
import ai.vivace.trees.tune.Fold;
import ai.vivace.trees.tune.Folds;
import ai.vivace.trees.tune.Progress;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * How a model is trained: by which algorithm, with what set, and with how large a model found out where it is not set.
 *
 * <p>Settings that are not given are those of {@link GradientBoosting}, {@link Forest} and {@link AdaBoost}, but leaves of forests have at least 3
 * rows for classes and 5 for numbers.
 *
 * <p>The number of rounds of boosting, and of leaves of a single tree, is found on the training rows alone: by five folds of them below 5,000
 * rows, and else by a seventh of them; then all of them are learnt from. So rows that judge the model have no part in it.
 *
 * <pre>{@code
 * TreeEnsemble model = TrainingPlan.of(Algorithm.BOOSTING).with(Setting.DEPTH, 4).fit(features, target).model();
 * }</pre>
 *
 * @param algorithm which way
 * @param given what is set, by setting; the others have the algorithm's own defaults
 * @param threads how many work; the model does not depend on it
 * @param seed of all that is drawn
 */
public record TrainingPlan(Algorithm algorithm, Map<Setting, Double> given, int threads, long seed) {
    /** Rounds of boosting at most where their number is found. */
    public static final int MOST_ROUNDS = 1000;

    private static final int PATIENCE = 30;
    private static final int FOLDED_ROWS = 5000;
    private static final int FOLDS = 5;
    private static final int PARTS = 7;
    private static final int[] LEAVES = {2, 3, 4, 6, 8, 12, 16, 24, 32, 48, 64, 96, 128, 192, 256};

    /** Below this a bin for each number costs little. */
    private static final int EXACT_ROWS = 20_000;

    /** As R's randomForest has it; leaves of single rows make forests of numbers large and no better. */
    private static final int ROWS_OF_NUMBERS = 5;

    /** Leaves of single rows vote well, but their shares are no probabilities (Malley 2012). */
    private static final int ROWS_OF_CLASSES = 3;

    /** What is set. */
    public TrainingPlan {
        EnumMap<Setting, Double> own = new EnumMap<>(Setting.class);
        own.putAll(given);
        given = Collections.unmodifiableMap(own);
        int workers = threads;
        Algorithm way = algorithm;
        InputException.require(workers >= 1, () -> "At least 1 thread is needed, but came " + workers + ".");
        own.forEach((setting, value) -> {
            InputException.require(
                    setting.suits(way),
                    () -> "There is no " + setting.label() + " for the model " + way.label() + ", only for "
                            + String.join(", ", setting.algorithms()) + ".");
            InputException.require(
                    !setting.isWhole() || (value == Math.rint(value) && Math.abs(value) <= Integer.MAX_VALUE),
                    () -> "The setting " + setting.label() + " is a whole number, but came " + value + ".");
        });
        if (way.isBoosting()) {
            boosting(way, own, workers, seed, MOST_ROUNDS);
        } else if (way.isForest()) {
            forest(way, own, workers, seed, 1);
        } else if (way == Algorithm.ADABOOST) {
            adaBoost(own, seed, 1);
        } else {
            limits(own, Limits.none(), 1);
        }
    }

    /** An algorithm as it is, on all processors, with the seed 42. */
    public static TrainingPlan of(Algorithm algorithm) {
        return new TrainingPlan(algorithm, Map.of(), Runtime.getRuntime().availableProcessors(), 42);
    }

    /** The same with something set. */
    public TrainingPlan with(Setting setting, double value) {
        EnumMap<Setting, Double> more = new EnumMap<>(Setting.class);
        more.putAll(given);
        more.put(setting, value);
        return new TrainingPlan(algorithm, more, threads, seed);
    }

    /** The same with another number of threads. */
    public TrainingPlan threads(int count) {
        return new TrainingPlan(algorithm, given, count, seed);
    }

    /** The same with another seed. */
    public TrainingPlan seed(long newSeed) {
        return new TrainingPlan(algorithm, given, threads, newSeed);
    }

    /** The algorithm and what is set, for people. */
    public String told() {
        return algorithm.description()
                + given.entrySet().stream()
                        .map(entry -> ", " + entry.getKey().label() + " "
                                + entry.getKey().text(entry.getValue()))
                        .collect(Collectors.joining());
    }

    /**
     * What came of a training.
     *
     * @param model the model
     * @param choice what was found out of its size, as a sentence; empty where nothing was
     */
    public record Trained(TreeEnsemble model, String choice) {}

    /**
     * Trains a model.
     *
     * @throws InputException when features and target do not fit each other or what is set
     */
    public Trained fit(Features features, Target target) {
        return fit(features, target, Progress.silent());
    }

    /** Trains a model, and tells after each round of boosting and each size of a tree how far it is. */
    public Trained fit(Features features, Target target, Progress progress) {
        if (algorithm.isBoosting()) {
            return boosted(features, target, progress);
        }
        if (algorithm.isForest()) {
            int least = target.task() instanceof Task.Classification ? ROWS_OF_CLASSES : ROWS_OF_NUMBERS;
            return new Trained(forest(algorithm, given, threads, seed, least).fit(features, target), "");
        }
        if (algorithm == Algorithm.ADABOOST) {
            return new Trained(adaBoost(given, seed, features.rows()).fit(features, target), "");
        }
        return tree(features, target, progress);
    }

    // ---- boosting

    private Trained boosted(Features features, Target target, Progress progress) {
        int rounds = MOST_ROUNDS;
        String choice = "";
        if (!given.containsKey(Setting.ROUNDS)) {
            List<Fold> folds = folds(target);
            rounds = rounds(folds, features, target, progress);
            choice = rounds + (rounds == 1 ? " round" : " rounds") + " by "
                    + Measures.of(target.task()).name() + " on " + basis(folds);
        }
        GradientBoosting settings = boosting(algorithm, given, threads, seed, rounds);
        int all = given.containsKey(Setting.ROUNDS) ? (int) number(given, Setting.ROUNDS, rounds) : rounds;
        int[] one = {0};
        // One row is enough to hear of rounds.
        BoostingRun run = settings.measure(new Heard(
                        Measures.of(target.task()), round -> progress.ended(round, all, "training on all rows")))
                .fit(features, target, features.rows(one), target.rows(one));
        return new Trained(run.model(), choice);
    }

    private int rounds(List<Fold> folds, Features features, Target target, Progress progress) {
        if (folds.isEmpty()) {
            return MOST_ROUNDS / 10;
        }
        double sum = 0;
        for (int i = 0; i < folds.size(); i++) {
            String what = folds.size() == 1
                    ? "finding the number of rounds"
                    : "finding the number of rounds, fold " + (i + 1) + " of " + folds.size();
            int[] training = numbers(folds.get(i).training());
            int[] judged = numbers(folds.get(i).validation());
            BoostingRun run = boosting(algorithm, given, threads, seed, MOST_ROUNDS)
                    .patience(PATIENCE)
                    .measure(new Heard(Measures.of(target.task()), round -> progress.ended(round, MOST_ROUNDS, what)))
                    .fit(features.rows(training), target.rows(training), features.rows(judged), target.rows(judged));
            sum += run.best();
        }
        return (int) Math.max(1, Math.round(sum / folds.size()));
    }

    private static GradientBoosting boosting(
            Algorithm algorithm, Map<Setting, Double> given, int threads, long seed, int rounds) {
        GradientBoosting settings =
                switch (algorithm) {
                    case XGBOOST -> GradientBoosting.likeXgboost();
                    case LIGHTGBM -> GradientBoosting.likeLightGbm();
                    default -> GradientBoosting.standard();
                };
        settings = settings.rounds((int) number(given, Setting.ROUNDS, rounds))
                .threads(threads)
                .seed(seed);
        for (Map.Entry<Setting, Double> entry : given.entrySet()) {
            double value = entry.getValue();
            settings = switch (entry.getKey()) {
                case ROUNDS -> settings;
                case DEPTH -> settings.depth((int) value);
                case LEAVES -> settings.leaves((int) value);
                case LEAST_ROWS -> settings.leastRows((int) value);
                case RATE -> settings.learningRate(value);
                case ROW_SHARE -> settings.rowShare(value);
                case COLUMN_SHARE -> settings.columnShare(value);
                case L2 -> settings.l2(value);
            };
        }
        return settings;
    }

    // ---- forests and votes

    private static Forest forest(
            Algorithm algorithm, Map<Setting, Double> given, int threads, long seed, int leastRows) {
        Forest forest =
                switch (algorithm) {
                    case EXTRA -> Forest.extraTrees();
                    case BAGGING -> Forest.bagging();
                    default -> Forest.random();
                };
        return forest.trees((int) number(given, Setting.ROUNDS, forest.trees()))
                .limits(limits -> limits(given, limits, leastRows))
                .threads(threads)
                .seed(seed);
    }

    private static AdaBoost adaBoost(Map<Setting, Double> given, long seed, int rows) {
        AdaBoost boost = AdaBoost.standard();
        return boost.rounds((int) number(given, Setting.ROUNDS, boost.rounds()))
                .learningRate(number(given, Setting.RATE, boost.learningRate()))
                .limits(limits -> limits(given, limits, 1))
                .binning(binning(rows))
                .seed(seed);
    }

    private static Limits limits(Map<Setting, Double> given, Limits from, int leastRows) {
        return from.depth((int) number(given, Setting.DEPTH, from.depth()))
                .leaves((int) number(given, Setting.LEAVES, from.leaves()))
                .rowsInLeaf((int) number(given, Setting.LEAST_ROWS, leastRows));
    }

    private static Binning binning(int rows) {
        return rows <= EXACT_ROWS ? Binning.exact() : Binning.standard();
    }

    private static double number(Map<Setting, Double> given, Setting setting, double otherwise) {
        Double value = given.get(setting);
        return value == null ? otherwise : value;
    }

    // ---- one tree

    private Trained tree(Features features, Target target, Progress progress) {
        DecisionTree settings = DecisionTree.standard()
                .limits(limits -> limits(given, limits, 1))
                .binning(binning(features.rows()))
                .seed(seed);
        if (given.containsKey(Setting.DEPTH) || given.containsKey(Setting.LEAVES)) {
            return new Trained(settings.fit(features, target), "");
        }
        List<Fold> folds = folds(target);
        if (folds.isEmpty()) {
            return new Trained(
                    settings.limits(limits -> limits.leaves(LEAVES[2])).fit(features, target), "");
        }
        int leaves = leaves(folds, settings, features, target, progress);
        return new Trained(
                settings.limits(limits -> limits.leaves(leaves)).fit(features, target),
                "at most " + leaves + " leaves by " + measure(target.task()).name() + " on " + basis(folds)
                        + ", the smallest tree that is within the error of the best");
    }

    /** The fewest leaves that are no worse than the best by one standard error (Breiman 1984). */
    private int leaves(List<Fold> folds, DecisionTree settings, Features features, Target target, Progress progress) {
        Measure measure = measure(target.task());
        double[][] losses = new double[LEAVES.length][folds.size()];
        for (int i = 0; i < LEAVES.length; i++) {
            int leaves = LEAVES[i];
            for (int fold = 0; fold < folds.size(); fold++) {
                int[] training = numbers(folds.get(fold).training());
                int[] judged = numbers(folds.get(fold).validation());
                TreeEnsemble model = settings.limits(limits -> limits.leaves(leaves))
                        .fit(features.rows(training), target.rows(training));
                double score = measure.of(target.rows(judged), model.predict(features.rows(judged)));
                losses[i][fold] = measure.isHigherBetter() ? -score : score;
            }
            progress.ended(i + 1, LEAVES.length, "finding the number of leaves");
        }
        int best = 0;
        for (int i = 1; i < LEAVES.length; i++) {
            best = mean(losses[i]) < mean(losses[best]) ? i : best;
        }
        double bound = mean(losses[best]) + error(losses[best]);
        for (int i = 0; i < best; i++) {
            if (mean(losses[i]) <= bound) {
                return LEAVES[i];
            }
        }
        return LEAVES[best];
    }

    /** Leaves of one tree have shares of 0, which a log loss cannot be taken of. */
    private static Measure measure(Task task) {
        return task instanceof Task.Classification ? Measures.accuracy() : Measures.of(task);
    }

    private static double mean(double[] values) {
        return Arrays.stream(values).sum() / values.length;
    }

    private static double error(double[] values) {
        double mean = mean(values);
        double squares = Arrays.stream(values)
                .map(value -> (value - mean) * (value - mean))
                .sum();
        return values.length == 1 ? 0 : Math.sqrt(squares / (values.length - 1) / values.length);
    }

    // ---- where sizes are found

    /** Folds whose training parts have a row of each class; none when there are too few rows. */
    private List<Fold> folds(Target target) {
        if (target.rows() < 2 * FOLDS) {
            return List.of();
        }
        List<Fold> all = target.rows() < FOLDED_ROWS
                ? Folds.standard(FOLDS, seed).of(target)
                : Folds.standard(PARTS, seed).of(target).subList(0, 1);
        int classes = classes(target, null);
        return all.stream().filter(fold -> classes(target, fold) == classes).toList();
    }

    private static int classes(Target target, @Nullable Fold fold) {
        if (!(target.task() instanceof Task.Classification)) {
            return 0;
        }
        return (int) (fold == null
                        ? IntStream.range(0, target.rows())
                        : fold.training().stream().mapToInt(row -> row))
                .mapToDouble(target::value)
                .distinct()
                .count();
    }

    private static String basis(List<Fold> folds) {
        return folds.size() == 1 ? "a seventh of the training rows" : folds.size() + " folds of the training rows";
    }

    private static int[] numbers(List<Integer> rows) {
        return rows.stream().mapToInt(row -> row).toArray();
    }

    /** A measure that tells how often it was asked. */
    private static final class Heard implements Measure {
        private final Measure measure;
        private final IntConsumer listener;
        private int asked;

        Heard(Measure measure, IntConsumer listener) {
            this.measure = measure;
            this.listener = listener;
        }

        @Override
        public String name() {
            return measure.name();
        }

        @Override
        public boolean isHigherBetter() {
            return measure.isHigherBetter();
        }

        @Override
        public double of(Target target, double[][] predicted) {
            listener.accept(++asked);
            return measure.of(target, predicted);
        }
    }
}
