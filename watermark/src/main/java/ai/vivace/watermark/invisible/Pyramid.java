package ai.vivace.watermark.invisible;

import java.util.ArrayList;
import java.util.List;

/** A picture in ever larger pixels, evened out in each, so that the place of a mark can be searched in rasters of all sizes without scaling anew. */
final class Pyramid {
    /** From one layer to the next. */
    private static final double FACTOR = 0.8;

    private static final int LARGEST = 1120;
    private static final int SMALLEST = 150;

    private final List<Double> scales = new ArrayList<>();
    private final List<Evened> layers = new ArrayList<>();

    Pyramid(LumaPlane picture) {
        double root = Math.sqrt(picture.samples().length);
        for (double side = LARGEST; side >= SMALLEST; side *= FACTOR) {
            double scale = side / root;
            scales.add(scale);
            layers.add(Evened.of(Raster.ofScales(picture.width(), picture.height(), scale, scale)
                    .sample(picture)));
        }
    }

    /**
     * All tiles of the picture in a raster's pixels, laid over one another.
     *
     * @param scaleX pixels of the raster for one of the picture
     * @param scaleY the same downwards
     */
    double[] fold(double scaleX, double scaleY) {
        int chosen = 0;
        while (chosen + 1 < layers.size() && Math.max(scaleX, scaleY) <= FACTOR * scales.get(chosen + 1)) {
            chosen++;
        }
        return layers.get(chosen).fold(scaleX / scales.get(chosen), scaleY / scales.get(chosen));
    }
}
