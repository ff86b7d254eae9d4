package ai.vivace.learn;

import ai.vivace.tensor.Device;
import ai.vivace.tensor.Shape;
import ai.vivace.tensor.Tensor;
import java.util.Arrays;
import java.util.List;

/**
 * A part of a picture.
 *
 * @param top the first row
 * @param left the first column
 * @param height how many rows; may be 0
 * @param width how many columns; may be 0
 */
record Box(int top, int left, int height, int width) {
    static final Box NOTHING = new Box(0, 0, 0, 0);

    /** The part of a box of a size around a centre that lies inside a picture; odd sizes lose a pixel, as in fastai. */
    static Box around(int row, int column, int boxHeight, int boxWidth, int height, int width) {
        int top = Math.max(0, row - boxHeight / 2);
        int left = Math.max(0, column - boxWidth / 2);
        int bottom = Math.min(height, row + boxHeight / 2);
        int right = Math.min(width, column + boxWidth / 2);
        return new Box(top, left, bottom - top, right - left);
    }

    /** How many pixels are in it. */
    long area() {
        return (long) height * width;
    }

    /** 1 inside the boxes, one for each picture, and 0 outside: [boxes, 1, height, width]. */
    static Tensor mask(List<Box> boxes, int height, int width, Device device) {
        float[] mask = new float[boxes.size() * height * width];
        for (int i = 0; i < boxes.size(); i++) {
            Box box = boxes.get(i);
            for (int row = box.top; row < box.top + box.height; row++) {
                int start = (i * height + row) * width + box.left;
                Arrays.fill(mask, start, start + box.width, 1);
            }
        }
        return Tensor.of(mask, Shape.of(boxes.size(), 1, height, width)).to(device);
    }
}
