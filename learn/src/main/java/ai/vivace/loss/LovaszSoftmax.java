package ai.vivace.loss;

import ai.vivace.tensor.Tensor;

/**
 * The Lovász softmax (Berman 2018): the Jaccard loss of each class's mask, extended to errors |y - p|, averaged over the classes that
 * are in the truth.
 *
 * <p>Outputs are logits [N, classes, d…], targets int64 class numbers [N, d…].
 *
 * @param scope over what the loss is taken, and classes are looked for
 * @param ignored the class number that does not count; default {@link CrossEntropy#IGNORED}
 */
public record LovaszSoftmax(MaskScope scope, long ignored) implements Loss {
    /** Without what has the number {@link CrossEntropy#IGNORED}. */
    public LovaszSoftmax(MaskScope scope) {
        this(scope, CrossEntropy.IGNORED);
    }

    /** Over each item. */
    public static LovaszSoftmax standard() {
        return new LovaszSoftmax(MaskScope.ITEM);
    }

    /** Leaves out targets of another number: 255 of unlabelled pixels, say. */
    public LovaszSoftmax ignoring(long number) {
        return new LovaszSoftmax(scope, number);
    }

    @Override
    public Tensor mean(Tensor output, Tensor target) {
        return loss(output, target, scope).mean();
    }

    /** The loss of each item by itself, whatever the scope. */
    @Override
    public Tensor each(Tensor output, Tensor target) {
        return loss(output, target, MaskScope.ITEM);
    }

    /** False over the batch, where all items are one mask. */
    @Override
    public boolean judgesItemsAlone() {
        return scope.judgesItemsAlone();
    }

    private Tensor loss(Tensor output, Tensor target, MaskScope over) {
        ClassMasks masks = ClassMasks.of("Lovász softmax", output, target, ignored);
        // What is ignored has the smallest error, 0, and so comes last and adds nothing.
        Tensor errors = masks.truth().sub(masks.probabilities()).abs().maskedFill(masks.ignored(), 0);
        long classes = output.size(1);
        long items = over == MaskScope.BATCH ? 1 : output.size(0);
        Tensor losses = LovaszExtension.of(rows(errors, over), rows(masks.truth(), over))
                .reshape(items, classes);
        Tensor present =
                rows(masks.truth(), over).sum(1).gt(0).to(output.dtype()).reshape(items, classes);
        return losses.mul(present).sum(1).div(present.sum(1).clamp(1, Double.POSITIVE_INFINITY));
    }

    /** [items · classes, places], or [classes, all places]. */
    private static Tensor rows(Tensor values, MaskScope over) {
        return over == MaskScope.BATCH ? values.transpose(0, 1).flatten(1, -1) : values.flatten(0, 1);
    }

    /** Probabilities: softmax over the classes. */
    @Override
    public Tensor activate(Tensor output) {
        return output.softmax(1);
    }

    /** The number of the likeliest class. */
    @Override
    public Tensor decode(Tensor output) {
        return output.argmax(1);
    }
}
