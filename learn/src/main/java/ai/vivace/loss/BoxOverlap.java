package ai.vivace.loss;

import ai.vivace.base.InputException;
import ai.vivace.tensor.Functional;
import ai.vivace.tensor.Tensor;

/**
 * How much two boxes overlap, and 1 minus that as a loss. Boxes are [N, 4]: left, top, right and bottom edge, in any unit; each is
 * compared with the other at its place. Boxes without area overlap nothing.
 */
public enum BoxOverlap implements Loss {
    /** Intersection over union, IoU, 0 to 1. Without gradient where boxes do not touch. */
    PLAIN {
        @Override
        Tensor of(Tensor boxes, Tensor others, Tensor union, Tensor iou) {
            return iou;
        }
    },
    /** IoU minus the empty share of the smallest box around both (GIoU, Rezatofighi 2019), -1 to 1. */
    GENERALIZED {
        @Override
        Tensor of(Tensor boxes, Tensor others, Tensor union, Tensor iou) {
            Tensor hull = positive(hull(boxes, others, 0).mul(hull(boxes, others, 1)));
            return iou.sub(hull.sub(union).div(hull));
        }
    },
    /** IoU minus the squared distance of the centres by the squared diagonal of the box around both (DIoU, Zheng 2020). */
    DISTANCE {
        @Override
        Tensor of(Tensor boxes, Tensor others, Tensor union, Tensor iou) {
            return iou.sub(distance(boxes, others));
        }
    },
    /** As {@link #DISTANCE}, minus a penalty for another ratio of width to height (CIoU, Zheng 2020). */
    COMPLETE {
        @Override
        Tensor of(Tensor boxes, Tensor others, Tensor union, Tensor iou) {
            Tensor ratio = aspect(others).sub(aspect(boxes)).square().mul(4 / (Math.PI * Math.PI));
            // The weight is no part of what is optimised, as in the paper; where all is alike it does not matter.
            Tensor weight = ratio.div(positive(iou.neg().add(1).add(ratio))).detach();
            return iou.sub(distance(boxes, others)).sub(weight.mul(ratio));
        }
    };

    private static final double SMALLEST = 1e-7;

    abstract Tensor of(Tensor boxes, Tensor others, Tensor union, Tensor iou);

    /**
     * The overlap of each box with the other at its place, [N].
     *
     * @throws InputException when the boxes are not two times [N, 4]
     */
    public Tensor of(Tensor boxes, Tensor others) {
        InputException.require(
                boxes.rank() == 2 && boxes.size(1) == 4 && boxes.shape().equals(others.shape()),
                () -> "Boxes must be two times [N, 4] (left, top, right, bottom), but came " + boxes.shape() + " and "
                        + others.shape() + ".");
        Tensor typed = others.to(boxes.dtype());
        Tensor intersection = shared(boxes, typed, 0).mul(shared(boxes, typed, 1));
        Tensor union = area(boxes).add(area(typed)).sub(intersection);
        return of(boxes, typed, union, intersection.div(positive(union)));
    }

    /** The mean of 1 minus the overlap. */
    @Override
    public Tensor mean(Tensor output, Tensor target) {
        return each(output, target).mean();
    }

    /** 1 minus the overlap of each pair. */
    @Override
    public Tensor each(Tensor output, Tensor target) {
        return of(output, target).neg().add(1);
    }

    private static Tensor edge(Tensor boxes, int number) {
        return boxes.select(1, number);
    }

    private static Tensor side(Tensor boxes, int axis) {
        return edge(boxes, axis + 2).sub(edge(boxes, axis));
    }

    private static Tensor area(Tensor boxes) {
        return side(boxes, 0).mul(side(boxes, 1));
    }

    private static Tensor shared(Tensor boxes, Tensor others, int axis) {
        Tensor end = edge(boxes, axis + 2).minimum(edge(others, axis + 2));
        return end.sub(edge(boxes, axis).maximum(edge(others, axis))).relu();
    }

    private static Tensor hull(Tensor boxes, Tensor others, int axis) {
        Tensor end = edge(boxes, axis + 2).maximum(edge(others, axis + 2));
        return end.sub(edge(boxes, axis).minimum(edge(others, axis)));
    }

    private static Tensor distance(Tensor boxes, Tensor others) {
        Tensor diagonal =
                hull(boxes, others, 0).square().add(hull(boxes, others, 1).square());
        return apart(boxes, others, 0).add(apart(boxes, others, 1)).div(positive(diagonal));
    }

    /** The squared distance of the centres along an axis. */
    private static Tensor apart(Tensor boxes, Tensor others, int axis) {
        Tensor twice = edge(boxes, axis)
                .add(edge(boxes, axis + 2))
                .sub(edge(others, axis))
                .sub(edge(others, axis + 2));
        return twice.square().div(4);
    }

    private static Tensor aspect(Tensor boxes) {
        return Functional.arctangent(side(boxes, 0).div(positive(side(boxes, 1))));
    }

    private static Tensor positive(Tensor value) {
        return value.clamp(SMALLEST, Double.POSITIVE_INFINITY);
    }
}
