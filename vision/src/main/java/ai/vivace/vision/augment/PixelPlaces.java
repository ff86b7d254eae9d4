package ai.vivace.vision.augment;

/**
 * Where places of a picture, in pixels from its upper left corner, go. The middle of the first pixel is (0.5, 0.5).
 *
 * @param map from old places to new ones
 * @param height of the picture
 * @param width likewise
 */
record PixelPlaces(Homography map, int height, int width) {
    /** For pictures whose pixels come from where a map says. */
    static PixelPlaces moved(Homography source, int height, int width) {
        return new PixelPlaces(source.inverse(), height, width);
    }

    /** Where a place goes: x and y. */
    double[] of(double x, double y) {
        double lastColumn = Math.max(1, width - 1);
        double lastRow = Math.max(1, height - 1);
        double[] place = map.of((2 * x - width) / lastColumn, (2 * y - height) / lastRow);
        return new double[] {(place[0] * lastColumn + width) / 2, (place[1] * lastRow + height) / 2};
    }

    /** What encloses a box's four corners where they go, cut at the picture's border: left, top, right, bottom. */
    double[] around(double left, double top, double right, double bottom) {
        double[][] corners = {of(left, top), of(right, top), of(left, bottom), of(right, bottom)};
        double[] box = {width, height, 0, 0};
        for (double[] corner : corners) {
            box[0] = Math.min(box[0], corner[0]);
            box[1] = Math.min(box[1], corner[1]);
            box[2] = Math.max(box[2], corner[0]);
            box[3] = Math.max(box[3], corner[1]);
        }
        return new double[] {Math.max(0, box[0]), Math.max(0, box[1]), Math.min(width, box[2]), Math.min(height, box[3])
        };
    }
}
