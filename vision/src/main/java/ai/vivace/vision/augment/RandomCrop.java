package ai.vivace.vision.augment;

import ai.vivace.base.InputException;
import ai.vivace.base.Rng;
import ai.vivace.data.Batch;
import ai.vivace.data.BatchTransform;
import ai.vivace.data.Task;
import ai.vivace.tensor.Functional.Interpolation;
import ai.vivace.tensor.Functional.Padding;
import ai.vivace.tensor.Scope;
import ai.vivace.tensor.Tensor;

/**
 * Cuts pictures of their own size out of pictures with a border of zeros, at a random place (He 2015): moves them by whole pixels.
 *
 * @param border in pixels, on each side; at least 0; 4 is usual for pictures of 32
 */
public record RandomCrop(int border) implements BatchTransform {
    private static final Sampling EXACT = new Sampling(Interpolation.NEAREST, Padding.ZEROS);

    public RandomCrop {
        int given = border;
        InputException.require(given >= 0, () -> "A border must be of at least 0 pixels, but was " + given + ".");
    }

    @Override
    public Batch apply(Batch batch, Task task, Rng rng) {
        Tensor pictures = batch.input();
        Pixels.require(pictures);
        int height = (int) pictures.size(2);
        int width = (int) pictures.size(3);
        Homography[] maps = new Homography[batch.size()];
        for (int i = 0; i < maps.length; i++) {
            Rng item = rng.split(batch.indices()[i]);
            int down = item.nextInt(2 * border + 1) - border;
            int right = item.nextInt(2 * border + 1) - border;
            shift(pictures.select(0, i), down, right);
            maps[i] = Homography.pixels(1, 0, -right, 0, 1, -down, height, width);
        }
        Tensor target = Targets.of(task).follow(batch.target(), maps, EXACT, height, width);
        return new Batch(pictures, target, batch.indices());
    }

    /** Moves a picture [channels, height, width] in place. */
    private static void shift(Tensor picture, int down, int right) {
        if (down == 0 && right == 0) {
            return;
        }
        try (Scope scope = Scope.open()) {
            Tensor old = picture.copy();
            picture.fill(0);
            long rows = picture.size(1) - Math.abs(down);
            long columns = picture.size(2) - Math.abs(right);
            if (rows > 0 && columns > 0) {
                part(picture, Math.max(0, down), Math.max(0, right), rows, columns)
                        .copyFrom(part(old, Math.max(0, -down), Math.max(0, -right), rows, columns));
            }
        }
    }

    private static Tensor part(Tensor picture, long top, long left, long rows, long columns) {
        return picture.narrow(1, top, rows).narrow(2, left, columns);
    }
}
