package ai.vivace.watermark.invisible;

import ai.vivace.watermark.layer.Orientation;

/**
 * A place where the mark may be.
 *
 * @param scaleX pixels in which the mark would have its own size, for one of the picture
 * @param scaleY the same downwards
 * @param orientation in which it would stand upright
 * @param peak where its origin would lie
 */
record Found(double scaleX, double scaleY, Orientation orientation, Correlation.Peak peak) {
    /** How far refinement goes, in steps to either side. */
    private static final int REACH = 7;

    /** Size of a step, as a part of the scale. */
    private static final double STEP = 1.0 / 1280;

    /** How many places refinement can reach at most for one place from which it starts: pairs of scales, moved by sixteenths of a pixel. */
    static final double REFINEMENTS = 256.0 * (2 * REACH + 1) * (2 * REACH + 1);

    /** The best place nearby, by small changes of the scales. */
    Found refined(Pyramid pyramid, Carrier carrier) {
        Found best = this;
        int right = 0;
        int down = 0;
        for (int step = (REACH + 1) / 2; step >= 1; step /= 2) {
            int centreX = right;
            int centreY = down;
            for (int direction = 0; direction < 9; direction++) {
                int x = centreX + step * (direction % 3 - 1);
                int y = centreY + step * (direction / 3 - 1);
                Found next = direction == 4 ? best : changed(pyramid, carrier, x, y);
                if (next.peak.agreement() > best.peak.agreement()) {
                    best = next;
                    right = x;
                    down = y;
                }
            }
        }
        return best;
    }

    private Found changed(Pyramid pyramid, Carrier carrier, int right, int down) {
        double x = scaleX * (1 + STEP * right);
        double y = scaleY * (1 + STEP * down);
        Correlation correlation = new Correlation(
                carrier, Spectrum.of(pyramid.fold(x, y)).turned(orientation).evened());
        return new Found(x, y, orientation, correlation.best());
    }
}
