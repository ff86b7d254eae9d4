package ai.vivace.metric;

import ai.vivace.base.InputException;
import ai.vivace.loss.CrossEntropy;
import ai.vivace.metric.Metric.Direction;
import ai.vivace.metric.RunningMean.Share;
import ai.vivace.tensor.DType;
import ai.vivace.tensor.Functional;
import ai.vivace.tensor.Tensor;
import java.util.OptionalLong;

/**
 * The metrics by name.
 *
 * <p>Those for classes take logits [N, classes] or [N, classes, d…] and int64 class numbers [N] or [N, d…]; a single output, [N]
 * or [N, 1], is a logit of class 1 against class 0. Those for numbers take both in the same shape.
 */
public final class Metrics {
    private Metrics() {}

    /** The share of items whose likeliest class is right. */
    public static Metric accuracy() {
        return RunningMean.of("accuracy", Direction.HIGHER, Metrics::right);
    }

    /** 1 - accuracy. */
    public static Metric errorRate() {
        return new RunningMean("error_rate", Direction.LOWER, Metrics::right, mean -> 1 - mean);
    }

    /**
     * The share of items whose class is among the k likeliest.
     *
     * @param k 5 is usual; with k or fewer classes the metric is 1
     */
    public static Metric topK(int k) {
        InputException.require(k > 0, () -> "The number of likeliest classes must be positive, but is " + k + ".");
        return RunningMean.of("top_" + k + "_accuracy", Direction.HIGHER, (output, target) -> {
            Tensor rows = Answers.classesLast(output);
            Tensor best = rows.topIndices((int) Math.min(k, rows.size(-1)));
            Tensor wanted = Answers.targets(best.select(-1, 0), target).unsqueeze(-1);
            return new Share(best.eq(wanted).sum().item(), target.elements());
        });
    }

    /**
     * The share of right answers where each of several is yes or no: an answer is yes when its probability, the sigmoid of its
     * output, is above the threshold.
     *
     * @param threshold 0.5 is usual; between 0 and 1
     */
    public static Metric multiLabelAccuracy(double threshold) {
        InputException.require(
                threshold > 0 && threshold < 1,
                () -> "A threshold of probability must be between 0 and 1, but is " + threshold + ".");
        double logit = Math.log(threshold / (1 - threshold));
        return RunningMean.of("accuracy_multi", Direction.HIGHER, (output, target) -> {
            Tensor wanted = Answers.targets(output, target).to(DType.BOOL);
            return new Share(output.gt(logit).eq(wanted).sum().item(), target.elements());
        });
    }

    /** Of what was taken for a class, the share that is of it. */
    public static Metric precision(Averaging averaging) {
        return new ClassScore("precision", ConfusionMatrix.Score.PRECISION, averaging);
    }

    /** Of what is of a class, the share that was taken for it. */
    public static Metric recall(Averaging averaging) {
        return new ClassScore("recall", ConfusionMatrix.Score.RECALL, averaging);
    }

    /** The harmonic mean of precision and recall. */
    public static Metric f1(Averaging averaging) {
        return new ClassScore("f1", ConfusionMatrix.Score.F1, averaging);
    }

    /**
     * The area under the receiver operating characteristic, by ranks, ties counting half.
     *
     * <p>One or two outputs are binary. Of more classes it is the mean over each against the rest; classes without both
     * positive and negative items are left out, and the metric is NaN when none is left, or when a score is NaN. All scores are
     * kept until the end.
     */
    public static Metric rocAuc() {
        return new RankScore("roc_auc", RankScore::area);
    }

    /**
     * Average precision: Σ (R_n - R_(n-1)) · P_n over all thresholds, with P and R precision and recall there; items of one score are
     * taken together, as in scikit-learn. The area under the curve of precision over recall without interpolation, which says more than
     * {@link #rocAuc} where positive items are rare.
     *
     * <p>One or two outputs are binary. Of more classes it is the mean over each against the rest; classes without positive items are
     * left out, and the metric is NaN when none is left, or when a score is NaN. All scores are kept until the end.
     */
    public static Metric averagePrecision() {
        return new RankScore("average_precision", RankScore::averagePrecision);
    }

    /**
     * The mean over classes of intersection over union, of all places of all items together. Targets of {@link CrossEntropy#IGNORED} do
     * not count, and classes that occur neither among what counts nor among its predictions are left out.
     */
    public static Metric meanIntersectionOverUnion() {
        return meanIntersectionOverUnion(CrossEntropy.IGNORED);
    }

    /** As {@link #meanIntersectionOverUnion()}, where targets of another number do not count: 255 of unlabelled pixels, say. */
    public static Metric meanIntersectionOverUnion(long ignored) {
        return new ClassScore(
                "mean_iou", ConfusionMatrix.Score.INTERSECTION_OVER_UNION, Averaging.MACRO, OptionalLong.of(ignored));
    }

    /**
     * The expected calibration error (Guo 2017) with 15 bins: how far the probability of the likeliest class is from how often it is
     * right, Σ items of a bin / N · |accuracy - mean probability|. 0 for a model that is as often right as it says.
     */
    public static Metric calibrationError() {
        return calibrationError(15);
    }

    /**
     * As {@link #calibrationError()} with another number of bins of equal width over the probabilities, which begin above their lower
     * bound and end at their upper one.
     */
    public static Metric calibrationError(int bins) {
        return new CalibrationError(bins);
    }

    /**
     * The mean squared error of probabilities (Brier 1950). Of one or two outputs (p - y)² for class 1; of more Σ (p_k - y_k)² over the
     * classes, 0 to 2. As {@code brier_score_loss} of scikit-learn since 1.7.
     */
    public static Metric brierScore() {
        return RunningMean.of("brier", Direction.LOWER, (output, target) -> {
            Tensor probabilities = Answers.classesLast(output).softmax(-1);
            int classes = Answers.classes(output);
            Tensor right = Answers.targets(probabilities.select(-1, 0), target)
                    .oneHot(classes)
                    .to(probabilities.dtype());
            double sum = probabilities.sub(right).square().sum().item();
            return new Share(classes == 2 ? sum / 2 : sum, target.elements());
        });
    }

    /** The mean of (x - y)². */
    public static Metric meanSquaredError() {
        return RunningMean.of("mse", Direction.LOWER, Metrics::squares);
    }

    /** √ of {@link #meanSquaredError}, over all items; not the mean of the batches' roots. */
    public static Metric rootMeanSquaredError() {
        return new RunningMean("rmse", Direction.LOWER, Metrics::squares, Math::sqrt);
    }

    /** The mean of |x - y|. */
    public static Metric meanAbsoluteError() {
        return RunningMean.of(
                "mae",
                Direction.LOWER,
                (output, target) -> new Share(
                        Functional.absoluteError(output, numbers(output, target))
                                .sum()
                                .item(),
                        output.elements()));
    }

    /**
     * R²: the share of the targets' variance that is explained; several outputs are taken as one list, as in fastai. Of targets
     * that are all equal it is 1 when they are met and else 0, as in scikit-learn; of fewer than two it is NaN.
     */
    public static Metric r2() {
        return new Determination();
    }

    /** The mean of -log p of the right class over targets that are not {@link CrossEntropy#IGNORED}: log loss. */
    public static Metric negativeLogLikelihood() {
        return RunningMean.of("nll", Direction.LOWER, Metrics::surprise);
    }

    /** e to the mean cross-entropy over targets that are not {@link CrossEntropy#IGNORED}. */
    public static Metric perplexity() {
        return new RunningMean("perplexity", Direction.LOWER, Metrics::surprise, Math::exp);
    }

    private static Share surprise(Tensor output, Tensor target) {
        Tensor rows = Answers.classesLast(output);
        Tensor classes = rows.flatten(0, -2);
        Tensor numbers = Answers.targets(rows.select(-1, 0), target).reshape(-1);
        return new Share(
                Functional.crossEntropy(classes, numbers, null, CrossEntropy.IGNORED, 0)
                        .sum()
                        .item(),
                numbers.ne((double) CrossEntropy.IGNORED).sum().item());
    }

    private static Share right(Tensor output, Tensor target) {
        Tensor predicted = Answers.predicted(output);
        return new Share(predicted.eq(Answers.targets(predicted, target)).sum().item(), target.elements());
    }

    private static Share squares(Tensor output, Tensor target) {
        return new Share(
                Functional.squaredError(output, numbers(output, target)).sum().item(), output.elements());
    }

    private static Tensor numbers(Tensor output, Tensor target) {
        return Answers.targets(output, target).to(output.dtype());
    }
}
