package ai.vivace.trees;

import ai.vivace.base.InputException;
import ai.vivace.base.Rng;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Gradient boosting (Friedman 2001) by second-order trees on histograms (Chen and Guestrin 2016, Ke 2017): each tree takes a step of
 * Newton's method on the loss, shortened by the learning rate.
 *
 * <p>The model is a function of the data, the settings and the seed: it is the same to the last bit for any number of threads.
 *
 * <p>Immutable: a method named like a setting gives settings with that one changed.
 *
 * <pre>{@code
 * TreeEnsemble model = GradientBoosting.standard().rounds(300).learningRate(0.05).fit(features, target);
 * }</pre>
 */
public final class GradientBoosting implements Cloneable {
    private @Nullable Objective objective;
    private int rounds = 100;
    private double learningRate = 0.1;
    private Growth growth = Growth.standard();
    private double rowShare = 1;
    private double columnShare = 1;
    private double nodeColumnShare = 1;
    private Binning binning = Binning.standard();
    private Bundling bundling = Bundling.LOSSLESS;
    private ClassWeights classWeights = new ClassWeights.Equal();
    private Constraints constraints = Constraints.none();
    private BoostingVariant variant = new BoostingVariant.Plain();
    private int patience;
    private @Nullable Measure measure;
    private int threads = Runtime.getRuntime().availableProcessors();
    private long seed = 42;

    private GradientBoosting() {}

    /** 100 trees of depth 6 at a learning rate of 0.1, with an L2 penalty of 1. */
    public static GradientBoosting standard() {
        return new GradientBoosting();
    }

    /**
     * XGBoost's defaults: trees level by level to depth 6, learning rate 0.3, L2 penalty 1, hessian of a child at least 1, and no least number of
     * rows.
     */
    public static GradientBoosting likeXgboost() {
        return standard().learningRate(0.3);
    }

    /** LightGBM's defaults: 31 leaves, the one of most gain first, no L2 penalty, at least 20 rows and a hessian of 0.001 in a leaf. */
    public static GradientBoosting likeLightGbm() {
        return standard().depth(0).leaves(31).l2(0).leastHessian(1e-3).leastRows(20);
    }

    private GradientBoosting change(Consumer<GradientBoosting> to) {
        try {
            GradientBoosting next = (GradientBoosting) clone();
            to.accept(next);
            return next;
        } catch (CloneNotSupportedException e) {
            throw new AssertionError(e);
        }
    }

    private GradientBoosting growth(Growth newGrowth) {
        return change(next -> next.growth = newGrowth);
    }

    /** What is made small; default {@link Objectives#of} the target's task. */
    public GradientBoosting objective(Objective newObjective) {
        return change(next -> next.objective = newObjective);
    }

    /** How many trees there are at most, for each output; at least 1, default 100. */
    public GradientBoosting rounds(int count) {
        InputException.require(count >= 1, () -> "Boosting takes at least 1 round, but came " + count + ".");
        return change(next -> next.rounds = count);
    }

    /** What each tree's values are multiplied by; above 0, up to 1; default 0.1. */
    public GradientBoosting learningRate(double rate) {
        InputException.require(
                rate > 0 && rate <= 1, () -> "The learning rate must be above 0 and at most 1, but is " + rate + ".");
        return change(next -> next.learningRate = rate);
    }

    /** Splits on the way to a leaf at most; 0 for any number; default 6. */
    public GradientBoosting depth(int most) {
        return growth(growth.depth(most));
    }

    /**
     * Leaves of a tree at most, the one of most gain being divided first, as LightGBM does; 0, the default, for any number, level by level, as
     * XGBoost does.
     */
    public GradientBoosting leaves(int most) {
        return growth(growth.leaves(most));
    }

    /** By how much a split must make the penalised loss less; default 0. XGBoost's gamma is twice this number. */
    public GradientBoosting leastGain(double least) {
        return growth(growth.leastGain(least));
    }

    /** The least sum of hessians in a leaf; default 1: min_child_weight and min_sum_hessian_in_leaf. */
    public GradientBoosting leastHessian(double least) {
        return growth(growth.leastHessian(least));
    }

    /**
     * The least rows in a leaf; default 1: min_data_in_leaf. As in LightGBM, a side's rows are taken to be in proportion to its hessian, which
     * is exact where all rows have the same hessian and weight, as for squared errors.
     */
    public GradientBoosting leastRows(int least) {
        return growth(growth.leastRows(least));
    }

    /** The penalty on leaves' absolute values; default 0. */
    public GradientBoosting l1(double penalty) {
        return growth(growth.l1(penalty));
    }

    /** The penalty on leaves' squares; default 1. */
    public GradientBoosting l2(double penalty) {
        return growth(growth.l2(penalty));
    }

    /** How levels are divided; LightGBM's rules by default. */
    public GradientBoosting categories(CategoryRules rules) {
        return growth(growth.categories(rules));
    }

    /** The share of rows, drawn anew for each tree, that it learns from; above 0, up to 1, which is the default. */
    public GradientBoosting rowShare(double share) {
        requireShare("rows", share);
        return change(next -> next.rowShare = share);
    }

    /** The share of columns, drawn anew for each tree, that it looks at; above 0, up to 1, which is the default. */
    public GradientBoosting columnShare(double share) {
        requireShare("columns", share);
        return change(next -> next.columnShare = share);
    }

    /** The share of its tree's columns, drawn anew, that each node looks at; above 0, up to 1, which is the default. */
    public GradientBoosting nodeColumnShare(double share) {
        requireShare("columns", share);
        return change(next -> next.nodeColumnShare = share);
    }

    private static void requireShare(String of, double share) {
        InputException.require(
                share > 0 && share <= 1,
                () -> "The share of " + of + " must be above 0 and at most 1, but is " + share + ".");
    }

    /** How columns become bins. */
    public GradientBoosting binning(Binning newBinning) {
        return change(next -> next.binning = newBinning);
    }

    /** Whether columns that exclude each other or have few bins share memory and time; default {@link Bundling#EXCLUSIVE}. The model is the same. */
    public GradientBoosting bundling(Bundling newBundling) {
        return change(next -> next.bundling = newBundling);
    }

    /**
     * How much classes count besides the rows' own weights; default {@link ClassWeights.Equal}. It is the same as weights of rows: gradients and
     * hessians are multiplied, and the start counts them, as XGBoost's does; LightGBM's start does not count its scale_pos_weight. Validation
     * data count by their own weights alone.
     */
    public GradientBoosting classWeights(ClassWeights newWeights) {
        return change(next -> next.classWeights = newWeights);
    }

    /**
     * How many times as much as a row of the first of two classes one of the second counts: {@link #classWeights} with
     * {@link ClassWeights.Positive}, whichever of both comes last; XGBoost's scale_pos_weight. Rows of the first class over rows of the second
     * makes both classes count alike.
     *
     * @param factor above 0
     */
    public GradientBoosting positiveWeight(double factor) {
        return classWeights(new ClassWeights.Positive(factor));
    }

    /** What the model must not do; default nothing. */
    public GradientBoosting constraints(Constraints newConstraints) {
        return change(next -> next.constraints = newConstraints);
    }

    /** Which rows and trees each tree learns from; default all. */
    public GradientBoosting variant(BoostingVariant newVariant) {
        return change(next -> next.variant = newVariant);
    }

    /**
     * Stops when the measure on validation data has not become better for so many rounds, and keeps the best number of trees; default 0, never.
     * Needs {@link #fit(Features, Target, Features, Target)}.
     */
    public GradientBoosting patience(int newPatience) {
        InputException.require(
                newPatience >= 0, () -> "The patience must be at least 0 rounds, but is " + newPatience + ".");
        return change(next -> next.patience = newPatience);
    }

    /** What validation data are judged by; default {@link Measures#of} the target's task. */
    public GradientBoosting measure(Measure newMeasure) {
        return change(next -> next.measure = newMeasure);
    }

    /** How many threads work; default one for each processor. The model does not depend on it. */
    public GradientBoosting threads(int count) {
        InputException.require(count >= 1, () -> "At least 1 thread is needed, but came " + count + ".");
        return change(next -> next.threads = count);
    }

    /** What rows, columns and roundings are drawn from; default 42. */
    public GradientBoosting seed(long newSeed) {
        return change(next -> next.seed = newSeed);
    }

    /**
     * Trains a model.
     *
     * @throws InputException when features and target do not fit each other, the objective or the constraints
     */
    public TreeEnsemble fit(Features features, Target target) {
        InputException.require(
                patience == 0, () -> "Patience needs validation data: give features and a target of them too.");
        return train(features, target, null, null, null).model();
    }

    /** Trains a model and judges it on validation data after each round; {@link #patience} stops it by them. */
    public BoostingRun fit(Features features, Target target, Features validation, Target validationTarget) {
        return train(features, target, validation, validationTarget, null);
    }

    /** Goes on from a model, which the new one has all trees of. The columns must be those it was trained on. */
    public TreeEnsemble resume(TreeEnsemble model, Features features, Target target) {
        return train(features, target, null, null, model).model();
    }

    private BoostingRun train(
            Features features,
            Target target,
            @Nullable Features validation,
            @Nullable Target validationTarget,
            @Nullable TreeEnsemble before) {
        target.requireFor(features);
        Target weighted = classWeights.in(target);
        Objective chosen = objective == null ? Objectives.of(target.task()) : objective;
        try (Workers workers = new Workers(threads)) {
            BoostingTrainer trainer = new BoostingTrainer(this, chosen, features, weighted, workers);
            if (before != null) {
                trainer.start(before);
            }
            if (validation != null && validationTarget != null) {
                validationTarget.requireFor(validation);
                trainer.watch(
                        validation, validationTarget, measure == null ? Measures.of(target.task()) : measure, patience);
            }
            return trainer.train();
        }
    }

    int rounds() {
        return rounds;
    }

    double learningRate() {
        return learningRate;
    }

    Growth growth() {
        return growth;
    }

    double rowShare() {
        return rowShare;
    }

    double columnShare() {
        return columnShare;
    }

    double nodeColumnShare() {
        return nodeColumnShare;
    }

    Binning binning() {
        return binning;
    }

    Bundling bundling() {
        return bundling;
    }

    Constraints constraints() {
        return constraints;
    }

    BoostingVariant variant() {
        return variant;
    }

    Rng rng() {
        return Rng.of(seed);
    }

    /** The settings, for people and for the model's file. */
    Map<String, String> told(Objective chosen) {
        Map<String, String> told = new LinkedHashMap<>();
        told.put("kind", "gradient boosting");
        told.put("objective", chosen.name());
        told.put("rounds", Integer.toString(rounds));
        told.put("learningRate", Double.toString(learningRate));
        told.put("growth", growth.toString());
        told.put("rowShare", Double.toString(rowShare));
        told.put("columnShare", Double.toString(columnShare));
        told.put("nodeColumnShare", Double.toString(nodeColumnShare));
        told.put("binning", binning.toString());
        told.put("classWeights", classWeights.toString());
        told.put("variant", variant.toString());
        told.put("constraints", constraints.toString());
        told.put("seed", Long.toString(seed));
        return told;
    }
}
