package ai.vivace.watermark.invisible;

import ai.vivace.watermark.layer.Orientation;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Reads the mark of whole pictures: tries each strength that it may have, and each contrast that the picture may have got. */
final class LatticeReader {
    /** How many payloads are read at most in one place. */
    static final int READINGS = 6;

    /** Contrasts that are tried: the picture's over that when it was marked. */
    private static final double[] CONTRASTS = {
        1, 0.95, 1.05, 0.9, 1.1, 0.86, 1.16, 0.81, 1.22, 0.77, 1.28, 0.74, 1.35, 0.7, 1.42, 0.66, 1.5
    };

    private final Key key;
    private final Spectrum spectrum;
    private final double power;
    private final double[] steps;

    /**
     * A reader of a plane.
     *
     * @param plane in the pixels of its raster
     * @param steps of the lattice
     */
    LatticeReader(Key key, LumaPlane plane, double[] steps) {
        this.key = key;
        this.steps = steps;
        Texture texture = Texture.of(plane);
        float[] gain = texture.gain();
        spectrum = Spectrum.of(Lattice.fold(texture, gain));
        power = Lattice.power(gain);
    }

    /**
     * Reads the plane in an orientation.
     *
     * @param raster of the plane
     */
    Optional<Text> read(Orientation orientation, Raster raster) {
        double left = Turn.left(orientation, raster.coveredWidth(), raster.coveredHeight());
        double top = Turn.top(orientation, raster.coveredWidth(), raster.coveredHeight());
        double[] sums = key.lattice().sums(spectrum.turned(orientation).moved(left, top), power);
        List<double[]> candidates = new ArrayList<>();
        for (double step : steps) {
            for (double contrast : CONTRASTS) {
                candidates.add(key.lattice().soft(sums, step * contrast));
            }
        }
        candidates.sort(Comparator.comparingDouble((double[] soft) -> -Lattice.concentration(soft)));
        for (double[] soft : candidates.subList(0, READINGS)) {
            Optional<Payload> payload = key.message().decode(soft);
            if (payload.isPresent()) {
                return payload.map(read -> new Text(read, key.message().agreement(read, soft)));
            }
        }
        return Optional.empty();
    }

    /** What was read, and the share of the code's bits that were right. */
    record Text(Payload payload, double reliability) {}
}
