package ai.vivace.vision.augment;

import ai.vivace.base.InputException;
import ai.vivace.data.Task;
import ai.vivace.tensor.Shape;
import ai.vivace.tensor.Tensor;

/**
 * How targets follow when what is in pictures moves. Pixels of the picture have their edges at whole numbers: a box around all of it is
 * (0, 0, width, height).
 */
enum Targets {
    /** Classes and numbers do not depend on where things are. */
    STAY {
        @Override
        Tensor follow(Tensor target, Homography[] maps, Sampling sampling, int height, int width) {
            return target;
        }
    },

    /** Class numbers of pixels, int64 [N, height, width]. */
    MASKS {
        @Override
        Tensor follow(Tensor target, Homography[] maps, Sampling sampling, int height, int width) {
            InputException.require(
                    target.rank() == 3 && target.size(1) == height && target.size(2) == width,
                    () -> "masks must be of the pictures' size, " + height + " x " + width + ", but are "
                            + target.shape() + ".");
            sampling.moveClasses(target, maps, Task.Segmentation.IGNORED);
            return target;
        }
    },

    /**
     * Boxes, float32 [N, most, 5] of class, left, top, right and bottom: their corners are moved, and what encloses them is cut at the
     * border. Those of which nothing is left are dropped; the rest close up.
     */
    BOXES {
        @Override
        Tensor follow(Tensor target, Homography[] maps, Sampling sampling, int height, int width) {
            Shape shape = target.shape();
            InputException.require(
                    shape.rank() == 3 && shape.size(2) == BOX,
                    () -> "boxes must be [N, most, 5], but are " + shape + ".");
            float[] boxes = target.toFloats();
            float[] moved = new float[boxes.length];
            int most = (int) shape.size(1);
            for (int item = 0; item < maps.length; item++) {
                PixelPlaces places = PixelPlaces.moved(maps[item], height, width);
                int kept = 0;
                for (int i = item * most; i < (item + 1) * most; i++) {
                    kept += enclose(boxes, BOX * i, places, moved, BOX * (item * most + kept)) ? 1 : 0;
                }
                for (int i = item * most + kept; i < (item + 1) * most; i++) {
                    moved[BOX * i] = NO_BOX;
                }
            }
            return Tensor.of(moved, shape).to(target.device());
        }

        /** Whether something was left of a box. */
        private boolean enclose(float[] boxes, int from, PixelPlaces places, float[] moved, int to) {
            if (boxes[from] < 0) {
                return false;
            }
            double[] around = places.around(boxes[from + 1], boxes[from + 2], boxes[from + 3], boxes[from + 4]);
            if (!(around[2] > around[0] && around[3] > around[1])) {
                return false;
            }
            moved[to] = boxes[from];
            for (int k = 0; k < around.length; k++) {
                moved[to + 1 + k] = (float) around[k];
            }
            return true;
        }
    },

    /** Points, float32 [N, points, 2] of x and y; those that leave the picture stay what they are, outside of it. */
    POINTS {
        @Override
        Tensor follow(Tensor target, Homography[] maps, Sampling sampling, int height, int width) {
            Shape shape = target.shape();
            InputException.require(
                    shape.rank() == 3 && shape.size(2) == 2,
                    () -> "points must be [N, points, 2], but are " + shape + ".");
            float[] points = target.toFloats();
            int each = (int) shape.size(1);
            for (int item = 0; item < maps.length; item++) {
                PixelPlaces places = PixelPlaces.moved(maps[item], height, width);
                for (int i = item * each; i < (item + 1) * each; i++) {
                    double[] place = places.of(points[2 * i], points[2 * i + 1]);
                    points[2 * i] = (float) place[0];
                    points[2 * i + 1] = (float) place[1];
                }
            }
            return Tensor.of(points, shape).to(target.device());
        }
    };

    private static final int BOX = 5;
    private static final float NO_BOX = -1;

    /** What a task's targets do. */
    static Targets of(Task task) {
        if (task instanceof Task.Segmentation) {
            return MASKS;
        }
        if (task instanceof Task.Detection) {
            return BOXES;
        }
        return task instanceof Task.Points ? POINTS : STAY;
    }

    /**
     * The targets of a batch after its pictures were moved.
     *
     * @param target may be changed in place
     * @param maps one for each item, from new places to old ones
     * @param sampling how the pictures were sampled
     * @param height of the pictures
     * @param width likewise
     */
    abstract Tensor follow(Tensor target, Homography[] maps, Sampling sampling, int height, int width);
}
