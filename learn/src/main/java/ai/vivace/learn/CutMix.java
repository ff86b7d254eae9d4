package ai.vivace.learn;

import ai.vivace.base.InputException;
import ai.vivace.base.Rng;
import ai.vivace.tensor.Tensor;

/**
 * CutMix (Yun 2019): pastes a box of another picture into each picture, and mixes their targets by area.
 *
 * <p>One box for a batch: its sides are the picture's times √(1 - λ) with λ from Beta(alpha, alpha), around a centre anywhere in the
 * picture, cut off at the edges. The share of the own target is then 1 - area of the box that is left / area of the picture, as in the
 * paper and in fastai.
 */
public final class CutMix extends Mixing {
    private final double alpha;

    private CutMix(double alpha) {
        this.alpha = checked(alpha);
    }

    /** With alpha 1, the paper's and fastai's: all sizes of boxes are equally likely. */
    public static CutMix standard() {
        return of(1);
    }

    /**
     * With λ from Beta(alpha, alpha).
     *
     * @param alpha above 0
     */
    public static CutMix of(double alpha) {
        return new CutMix(alpha);
    }

    /** The box for a λ around a centre. */
    static Box box(double share, int row, int column, int height, int width) {
        double side = Math.sqrt(1 - share);
        return Box.around(row, column, (int) Math.rint(height * side), (int) Math.rint(width * side), height, width);
    }

    /** The own target's share once a box is pasted. */
    static double share(Box box, int height, int width) {
        return 1 - (double) box.area() / ((double) height * width);
    }

    @Override
    public Signal beforeBatch(BatchContext batch) {
        Tensor input = batch.input();
        InputException.require(
                input.rank() == 4,
                () -> "CutMix is for pictures [N, channels, height, width], but the inputs have shape " + input.shape()
                        + ". Take Mixup.");
        Rng rng = draws(batch);
        int height = (int) input.size(2);
        int width = (int) input.size(3);
        Rng place = rng.split("box");
        Box box = box(new BetaDraws(alpha).draw(place), place.nextInt(height), place.nextInt(width), height, width);
        Tensor partners = partners(input, rng);
        if (box.area() > 0) {
            Tensor pasted = input.copy();
            part(pasted, box).copyFrom(part(input, box).indexSelect(0, partners));
            batch.input(pasted);
        }
        mixTargets(batch, partners, share(box, height, width));
        return Signal.CONTINUE;
    }

    private static Tensor part(Tensor pictures, Box box) {
        return pictures.narrow(2, box.top(), box.height()).narrow(3, box.left(), box.width());
    }
}
