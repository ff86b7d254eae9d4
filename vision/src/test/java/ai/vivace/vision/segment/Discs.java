package ai.vivace.vision.segment;

import ai.vivace.base.Rng;
import ai.vivace.data.Array;
import ai.vivace.data.ArrayDataSet;
import ai.vivace.data.Task;
import ai.vivace.tensor.Shape;

/** Pictures of bright discs on a darker, noisy ground, with masks: 1 in a disc, 0 outside, 255 along a disc's edge. */
final class Discs {
    private Discs() {}

    static ArrayDataSet of(int items, int side, Rng rng) {
        float[] pictures = new float[items * side * side];
        long[] masks = new long[pictures.length];
        for (int item = 0; item < items; item++) {
            double row = side * (0.3 + 0.4 * rng.nextDouble());
            double column = side * (0.3 + 0.4 * rng.nextDouble());
            double radius = side * (0.12 + 0.12 * rng.nextDouble());
            for (int place = 0; place < side * side; place++) {
                double distance = Math.hypot(Math.floorDiv(place, side) - row, place % side - column) - radius;
                int at = item * side * side + place;
                masks[at] = Math.abs(distance) < 0.5 ? 255 : distance < 0 ? 1 : 0;
                pictures[at] = (float) ((distance < 0 ? 1 : 0) + 0.4 * rng.nextGaussian());
            }
        }
        return ArrayDataSet.of(
                new Array.Floats(Shape.of(items, 1, side, side), pictures),
                new Array.Longs(Shape.of(items, side, side), masks),
                new Task.Regression(1));
    }
}
