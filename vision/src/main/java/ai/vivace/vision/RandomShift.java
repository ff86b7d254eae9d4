package ai.vivace.vision;

import ai.vivace.base.InputException;
import ai.vivace.base.Rng;
import ai.vivace.data.Item;
import ai.vivace.data.ItemTransform;

/**
 * Moves training pictures by a whole number of pixels, up or down and left or right at random, as padding and cropping at random do
 * (He 2015). What comes in at the border is 0.
 *
 * @param most how many pixels at most, each way; at least 0; 2 is usual for 28 pixels and 4 for 32
 */
public record RandomShift(int most) implements ItemTransform {
    public RandomShift {
        int given = most;
        InputException.require(given >= 0, () -> "A shift must be of at least 0 pixels, but was " + given + ".");
    }

    @Override
    public Item apply(Item item, Rng rng) {
        int down = rng.nextInt(2 * most + 1) - most;
        int right = rng.nextInt(2 * most + 1) - most;
        if (down == 0 && right == 0) {
            return item;
        }
        int height = Math.toIntExact(item.input().shape().size(-2));
        int width = Math.toIntExact(item.input().shape().size(-1));
        return PixelMap.rearranged(item, "A shift", (row, column) -> {
            int fromRow = row - down;
            int fromColumn = column - right;
            boolean inside = fromRow >= 0 && fromRow < height && fromColumn >= 0 && fromColumn < width;
            return inside ? fromRow * width + fromColumn : PixelMap.OUTSIDE;
        });
    }
}
