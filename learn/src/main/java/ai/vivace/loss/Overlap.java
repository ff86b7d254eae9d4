package ai.vivace.loss;

import ai.vivace.base.InputException;
import ai.vivace.tensor.DType;
import ai.vivace.tensor.Tensor;

/**
 * How far a predicted mask misses the true one: 1 minus a measure of their overlap, from probabilities p and truth y in 0 to 1.
 *
 * <p>Of yes-or-no masks, outputs are logits [N, d…] and targets 0 to 1 in that shape; all that belongs to an item is one mask.
 * {@link #classes} makes it a loss of several classes: outputs [N, classes, d…], targets int64 class numbers [N, d…], where {@link
 * CrossEntropy#IGNORED} does not count, and the mean over classes counts.
 *
 * <p>Two empty masks overlap perfectly: their loss is 0, whatever the smoothing. A class that is in neither mask is such a pair.
 * Immutable: the methods that change a setting return another loss.
 */
public final class Overlap implements Loss {
    /** Below this a denominator without smoothing is that of empty masks: a sigmoid is never quite 0. */
    private static final double EMPTY = 1e-7;

    /** Which sums a measure is made of. */
    private enum Measure {
        DICE,
        SQUARED_DICE,
        TVERSKY
    }

    private final String name;
    private final Measure measure;
    private final double falsePositives;
    private final double falseNegatives;
    private final double smoothing;
    private final MaskScope scope;
    private final boolean ofClasses;
    private final long ignored;

    private Overlap(
            String name,
            Measure measure,
            double falsePositives,
            double falseNegatives,
            double smoothing,
            MaskScope scope,
            boolean ofClasses,
            long ignored) {
        this.name = name;
        this.measure = measure;
        this.falsePositives = falsePositives;
        this.falseNegatives = falseNegatives;
        this.smoothing = smoothing;
        this.scope = scope;
        this.ofClasses = ofClasses;
        this.ignored = ignored;
    }

    /** 1 - (2·Σpy + s) / (Σp + Σy + s): Dice's coefficient, which is the F1 score of the mask. */
    public static Overlap dice() {
        return new Overlap("Dice", Measure.DICE, 0, 0, 1, MaskScope.ITEM, false, CrossEntropy.IGNORED);
    }

    /** 1 - (2·Σpy + s) / (Σp² + Σy² + s), as in V-Net (Milletari 2016). */
    public static Overlap squaredDice() {
        return new Overlap("SquaredDice", Measure.SQUARED_DICE, 0, 0, 1, MaskScope.ITEM, false, CrossEntropy.IGNORED);
    }

    /**
     * 1 - (T + s) / (T + a·FP + b·FN + s) with T = Σpy, FP = Σp(1 - y) and FN = Σ(1 - p)y (Salehi 2017).
     *
     * @param falsePositives a, 0 or more: what it costs to see too much; 0.3 in the paper's best
     * @param falseNegatives b, 0 or more: what it costs to miss; 0.7 in the paper's best
     */
    public static Overlap tversky(double falsePositives, double falseNegatives) {
        InputException.require(
                falsePositives >= 0 && falseNegatives >= 0 && Double.isFinite(falsePositives + falseNegatives),
                () -> "Tversky's weights must be 0 or more, but are " + falsePositives + " and " + falseNegatives
                        + ".");
        return new Overlap(
                "Tversky",
                Measure.TVERSKY,
                falsePositives,
                falseNegatives,
                1,
                MaskScope.ITEM,
                false,
                CrossEntropy.IGNORED);
    }

    /** 1 - (T + s) / (Σp + Σy - T + s): intersection over union, which is Tversky's measure with weights of 1. */
    public static Overlap jaccard() {
        return new Overlap("Jaccard", Measure.TVERSKY, 1, 1, 1, MaskScope.ITEM, false, CrossEntropy.IGNORED);
    }

    /** Adds another number than 1 above and below the line, 0 or more: it steadies gradients of small masks. */
    public Overlap smoothing(double added) {
        InputException.require(
                added >= 0 && Double.isFinite(added), () -> "Smoothing must be 0 or more, but is " + added + ".");
        return new Overlap(name, measure, falsePositives, falseNegatives, added, scope, ofClasses, ignored);
    }

    /** Counts over another scope than each item. */
    public Overlap over(MaskScope wanted) {
        return new Overlap(name, measure, falsePositives, falseNegatives, smoothing, wanted, ofClasses, ignored);
    }

    /** Judges one of several classes at each place instead of yes or no. */
    public Overlap classes() {
        return new Overlap(name, measure, falsePositives, falseNegatives, smoothing, scope, true, ignored);
    }

    /** Of {@link #classes}, leaves out targets of another number than {@link CrossEntropy#IGNORED}: 255 of unlabelled pixels, say. */
    public Overlap ignoring(long number) {
        return new Overlap(name, measure, falsePositives, falseNegatives, smoothing, scope, ofClasses, number);
    }

    /**
     * The mean over items, or that of the batch as one.
     *
     * @throws InputException when targets do not fit the outputs
     */
    @Override
    public Tensor mean(Tensor output, Tensor target) {
        return loss(output, target, scope).mean();
    }

    /** The loss of each item by itself, whatever the scope. */
    @Override
    public Tensor each(Tensor output, Tensor target) {
        Tensor losses = loss(output, target, MaskScope.ITEM);
        return ofClasses ? losses.mean(1) : losses;
    }

    /** False over the batch, where all items are one mask. */
    @Override
    public boolean judgesItemsAlone() {
        return scope.judgesItemsAlone();
    }

    /** [N] or [N, classes]; without N over the batch. */
    private Tensor loss(Tensor output, Tensor target, MaskScope over) {
        if (ofClasses) {
            ClassMasks masks = ClassMasks.of(name, output, target, ignored);
            return miss(masks.probabilities().maskedFill(masks.ignored(), 0), masks.truth(), over);
        }
        InputException.require(
                output.rank() >= 2 && output.elements() == target.elements() && output.size(0) == target.size(0),
                () -> name + ": outputs [N, …] of shape " + output.shape() + " need targets of that shape, but came "
                        + target.shape() + "."
                        + (target.dtype() == DType.INT64 ? " For class numbers take classes()." : ""));
        Tensor truth = target.to(output.dtype()).flatten(1, -1);
        return miss(output.sigmoid().flatten(1, -1), truth, over);
    }

    private Tensor miss(Tensor probabilities, Tensor truth, MaskScope over) {
        Tensor right = total(probabilities.mul(truth), over);
        boolean squared = measure == Measure.SQUARED_DICE;
        Tensor predicted = total(squared ? probabilities.square() : probabilities, over);
        Tensor wanted = total(squared ? truth.square() : truth, over);
        Tensor above = measure == Measure.TVERSKY ? right : right.mul(2);
        Tensor below = measure == Measure.TVERSKY
                ? right.add(predicted.sub(right).mul(falsePositives))
                        .add(wanted.sub(right).mul(falseNegatives))
                : predicted.add(wanted);
        Tensor empty = below.add(smoothing).lt(EMPTY);
        Tensor share = above.add(smoothing)
                .maskedFill(empty, 1)
                .div(below.add(smoothing).maskedFill(empty, 1));
        return share.neg().add(1);
    }

    private static Tensor total(Tensor values, MaskScope over) {
        Tensor items = values.sum(-1);
        return over == MaskScope.BATCH ? items.sum(0) : items;
    }

    /** Probabilities: of yes, or of each class. */
    @Override
    public Tensor activate(Tensor output) {
        return ofClasses ? output.softmax(1) : output.sigmoid();
    }

    /** The mask: 1 where yes is likelier than no, or the number of the likeliest class; int64. */
    @Override
    public Tensor decode(Tensor output) {
        return ofClasses ? output.argmax(1) : output.gt(0).to(DType.INT64);
    }

    @Override
    public String toString() {
        String weights = name.equals("Tversky")
                ? "falsePositives=" + falsePositives + ", falseNegatives=" + falseNegatives + ", "
                : "";
        return name + "(" + weights + "smoothing=" + smoothing + ", scope=" + scope + ", classes=" + ofClasses
                + (ofClasses && ignored != CrossEntropy.IGNORED ? ", ignored=" + ignored : "") + ")";
    }
}
