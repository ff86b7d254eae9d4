package ai.vivace.vision;

import ai.vivace.base.InputException;
import ai.vivace.base.Rng;
import ai.vivace.data.Item;
import ai.vivace.data.ItemTransform;

/**
 * Mirrors training pictures, left to right, at random: for pictures that mean the same in a mirror, as clothes and animals do, and
 * digits do not.
 *
 * @param probability of being mirrored, 0 to 1; default 0.5
 */
public record RandomFlip(double probability) implements ItemTransform {
    public RandomFlip {
        double given = probability;
        InputException.require(
                given >= 0 && given <= 1,
                () -> "The probability of a flip must be from 0 to 1, but was " + given + ".");
    }

    /** Every second picture, on average. */
    public static RandomFlip standard() {
        return new RandomFlip(0.5);
    }

    @Override
    public Item apply(Item item, Rng rng) {
        if (rng.nextDouble() >= probability) {
            return item;
        }
        int width = Math.toIntExact(item.input().shape().size(-1));
        return PixelMap.rearranged(item, "A flip", (row, column) -> row * width + width - 1 - column);
    }
}
