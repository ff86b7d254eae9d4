package ai.vivace.vision;

import ai.vivace.base.InputException;
import ai.vivace.data.Array;
import ai.vivace.data.Item;
import ai.vivace.tensor.Shape;

/** Where each pixel of a changed picture comes from; the same for all its channels. */
@FunctionalInterface
interface PixelMap {
    /** What stands for a pixel that comes from outside the picture. */
    int OUTSIDE = -1;

    /**
     * The place a pixel comes from, as row · width + column.
     *
     * @return {@link #OUTSIDE} for background, which is 0
     */
    int from(int row, int column);

    /** An item with its picture rearranged; the target stays. */
    static Item rearranged(Item item, String name, PixelMap map) {
        Shape shape = item.input().shape();
        InputException.require(
                shape.rank() == 3,
                () -> name + " takes pictures of shape [channels, height, width], but came " + shape + ".");
        Array input = item.input();
        if (input instanceof Array.Bytes bytes) {
            byte[] pixels = new byte[bytes.values().length];
            forEach(shape, map, (to, from) -> pixels[to] = bytes.values()[from]);
            return new Item(new Array.Bytes(shape, pixels), item.target());
        }
        if (input instanceof Array.Floats floats) {
            float[] pixels = new float[floats.values().length];
            forEach(shape, map, (to, from) -> pixels[to] = floats.values()[from]);
            return new Item(new Array.Floats(shape, pixels), item.target());
        }
        throw new InputException(name + " takes pictures of bytes or float32 numbers, but came " + input.dtype() + ".");
    }

    private static void forEach(Shape shape, PixelMap map, Move move) {
        int channels = Math.toIntExact(shape.size(0));
        int height = Math.toIntExact(shape.size(1));
        int width = Math.toIntExact(shape.size(2));
        int plane = height * width;
        for (int row = 0; row < height; row++) {
            for (int column = 0; column < width; column++) {
                int from = map.from(row, column);
                if (from == OUTSIDE) {
                    continue;
                }
                for (int channel = 0; channel < channels; channel++) {
                    move.pixel(channel * plane + row * width + column, channel * plane + from);
                }
            }
        }
    }

    /** Copies one number. */
    @FunctionalInterface
    interface Move {
        void pixel(int to, int from);
    }
}
