package ai.vivace.learn;

import ai.vivace.base.InputException;
import ai.vivace.base.Rng;
import ai.vivace.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/**
 * Cutout (DeVries and Taylor 2017): sets a square of each training picture to 0, which is the mean after normalisation.
 *
 * <p>The square's centre is anywhere in the picture, so that part of it may lie outside; each picture has its own. Odd sides lose a
 * pixel.
 */
public final class Cutout implements Callback {
    private final int side;

    private Cutout(int side) {
        InputException.require(side >= 2, () -> "The square's side must be at least 2 pixels, but is " + side + ".");
        this.side = side;
    }

    /**
     * With squares of a size.
     *
     * @param side in pixels, at least 2; 16 for CIFAR-10 and 8 for CIFAR-100 in the paper, whose pictures have 32
     */
    public static Cutout of(int side) {
        return new Cutout(side);
    }

    @Override
    public Phase phase() {
        return Phase.INPUT;
    }

    @Override
    public Signal beforeBatch(BatchContext batch) {
        Tensor input = batch.input();
        RandomErasing.requirePictures("Cutout", input);
        int height = (int) input.size(2);
        int width = (int) input.size(3);
        Rng rng = batch.rng("Cutout");
        List<Box> boxes = new ArrayList<>();
        for (int i = 0; i < input.size(0); i++) {
            boxes.add(Box.around(rng.nextInt(height), rng.nextInt(width), side, side, height, width));
        }
        batch.input(
                input.maskedFill(Box.mask(boxes, height, width, input.device()).gt(0), 0));
        return Signal.CONTINUE;
    }
}
