package ai.vivace.vision.model;

import ai.vivace.base.InputException;
import ai.vivace.tensor.Functional;
import ai.vivace.tensor.Tensor;
import java.util.List;

/**
 * The grid of a picture's patches, each of which a vision transformer gives its position's numbers.
 *
 * @param rows patches from top to bottom
 * @param columns patches from left to right
 */
record PositionGrid(long rows, long columns) {
    /**
     * The patches of pictures of a size.
     *
     * @throws InputException when they do not divide it
     */
    static PositionGrid of(long height, long width, long patch) {
        InputException.require(
                height > 0 && width > 0 && height % patch == 0 && width % patch == 0,
                () -> "A vision transformer cuts pictures into squares of " + patch + " pixels, so both sides must be"
                        + " multiples of that, but pictures are " + height + " x " + width + ". Resize them.");
        return new PositionGrid(height / patch, width / patch);
    }

    long patches() {
        return rows * columns;
    }

    /**
     * Positions for this grid from those of a square one: bicubic, with corners on corners, as torchvision's interpolate_embeddings.
     * Those of tokens that are no patches stay.
     *
     * @param positions [1, tokens + patches, width]
     * @param tokens how many come before the patches
     * @throws InputException when the patches do not form a square
     */
    Tensor resized(Tensor positions, long tokens) {
        long patches = positions.size(1) - tokens;
        if (patches == patches()) {
            return positions;
        }
        long side = Math.round(Math.sqrt((double) patches));
        InputException.require(
                side * side == patches && side > 0,
                () -> "Positions " + positions.shape() + " with " + tokens
                        + " tokens before the patches are not those of a square grid, so they do not fit pictures of "
                        + rows + " x " + columns + " patches.");
        long width = positions.size(2);
        Tensor grid = positions.narrow(1, tokens, patches).permute(0, 2, 1).reshape(1, width, side, side);
        Tensor resized = Functional.upsampleBicubic2d(grid, rows, columns, true)
                .reshape(1, width, patches())
                .permute(0, 2, 1);
        return Tensor.cat(List.of(positions.narrow(1, 0, tokens), resized), 1);
    }
}
