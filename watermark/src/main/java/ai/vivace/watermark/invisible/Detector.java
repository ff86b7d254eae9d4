package ai.vivace.watermark.invisible;

import ai.vivace.watermark.layer.Orientation;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Looks for both kinds of mark in one picture: first in all of it, then, if it may take long, as in a part or a stretched picture. */
final class Detector {
    /** Side of the square that has as many pixels as what is searched of large pictures. */
    private static final double LARGEST_SIDE = 1280;

    /** Pictures not larger than this many times the largest side are searched as they are. */
    private static final double LARGER = 1.25;

    /** A picture that has less than this part of a level's side has lost the level's waves. */
    private static final double LEAST_PART = 0.45;

    /** How many of the best places are read. */
    private static final int READ = 3;

    /** Pixels of the raster from one width that is tried to the next. */
    private static final double SPACING = 4;

    /** How much wider or narrower, against its height, a picture may have become. */
    private static final double LARGEST_STRETCH = 1.6;

    /** Side of the largest picture with something around it, for that of the picture: a screenshot with a frame. */
    private static final double FRAMED = 1.4;

    /** Side of the smallest part, in pixels of the raster: a part of a picture of level 1, with a sixth of its area. */
    private static final double SMALLEST_PART = 130;

    /** Probability below which a search ends, as there can be no better place. */
    private static final double CERTAIN = 1e-12;

    private final Key key;
    private final Search search;
    private final List<Found> found = new ArrayList<>();

    /** How many places were compared with the pilots. */
    private double places;

    /** How many payloads were read. */
    private int readings;

    Detector(Key key, Search search) {
        this.key = key;
        this.search = search;
    }

    Detection detect(LumaPlane picture) {
        LumaPlane plane = reduced(picture);
        Optional<Detection> detection = whole(plane);
        if (detection.isEmpty()) {
            detection = read(plane);
        }
        if (detection.isEmpty() && search == Search.PARTS) {
            detection = parts(plane);
        }
        return detection.orElseGet(this::unread);
    }

    private static LumaPlane reduced(LumaPlane picture) {
        double scale = LARGEST_SIDE / root(picture);
        return scale * LARGER > 1
                ? picture
                : Raster.ofScales(picture.width(), picture.height(), scale, scale)
                        .sample(picture);
    }

    private static double root(LumaPlane plane) {
        return Math.sqrt(plane.samples().length);
    }

    /** Compares the picture with the pilots of each level, and reads the mark of whole pictures. */
    private Optional<Detection> whole(LumaPlane plane) {
        Optional<Detection> detection = Optional.empty();
        for (int level = 0; level < Raster.LEVELS && detection.isEmpty(); level++) {
            if (root(plane) >= LEAST_PART * Raster.side(level)) {
                Raster raster = Raster.of(plane.width(), plane.height(), level);
                LumaPlane sampled = raster.sample(plane);
                Spectrum spectrum = Spectrum.of(Evened.of(sampled).fold()).evened();
                for (Orientation orientation : Orientation.values()) {
                    compare(raster.scaleX(), raster.scaleY(), orientation, spectrum);
                }
                detection = lattice(sampled, raster, Raster.latticeSteps(level));
            }
        }
        return detection;
    }

    private Optional<Detection> lattice(LumaPlane sampled, Raster raster, double[] steps) {
        LatticeReader reader = new LatticeReader(key, sampled, steps);
        for (Orientation orientation : Orientation.values()) {
            Optional<LatticeReader.Text> text = reader.read(orientation, raster);
            readings += LatticeReader.READINGS;
            if (text.isPresent()) {
                return text.map(read ->
                        new Detection(Optional.of(read.payload()), byCheck(), read.reliability(), 1, 1, orientation));
            }
        }
        return Optional.empty();
    }

    /**
     * Compares as if the picture were a part of a larger one, had something around it, or were stretched, until there can be no doubt; and reads the
     * best places.
     */
    private Optional<Detection> parts(LumaPlane plane) {
        found.clear();
        Pyramid pyramid = new Pyramid(plane);
        double root = root(plane);
        double largest = FRAMED * Raster.side(Raster.LEVELS - 1);
        for (double side = largest; side >= SMALLEST_PART && isDoubtful(); side -= SPACING) {
            if (root >= LEAST_PART * side) {
                compare(pyramid, side / root, side / root);
            }
        }
        for (int level = 1; level < Raster.LEVELS; level++) {
            double scale = Raster.side(level) / root;
            double factor = 1 + SPACING / Raster.side(level);
            for (double stretch = factor; stretch * stretch < LARGEST_STRETCH && isDoubtful(); stretch *= factor) {
                compare(pyramid, scale * stretch, scale / stretch);
                compare(pyramid, scale / stretch, scale * stretch);
            }
        }
        sortFound();
        for (int i = 0; i < Math.min(READ, found.size()); i++) {
            found.set(i, found.get(i).refined(pyramid, key.carrier()));
        }
        return read(plane);
    }

    private void compare(Pyramid pyramid, double scaleX, double scaleY) {
        compare(
                scaleX,
                scaleY,
                Orientation.UPRIGHT,
                Spectrum.of(pyramid.fold(scaleX, scaleY)).evened());
    }

    private void compare(double scaleX, double scaleY, Orientation orientation, Spectrum spectrum) {
        Correlation correlation = new Correlation(key.carrier(), spectrum.turned(orientation));
        places += Fourier.SIZE;
        found.add(new Found(scaleX, scaleY, orientation, correlation.best()));
    }

    private boolean isDoubtful() {
        return found.isEmpty() || probability(found.get(found.size() - 1)) > CERTAIN;
    }

    private void sortFound() {
        found.sort(Comparator.comparingDouble((Found one) -> one.peak().agreement())
                .reversed());
    }

    private Optional<Detection> read(LumaPlane plane) {
        sortFound();
        Optional<Detection> detection = Optional.empty();
        for (int i = 0; i < Math.min(READ, found.size()) && detection.isEmpty(); i++) {
            detection = read(plane, found.get(i));
        }
        return detection;
    }

    private Optional<Detection> read(LumaPlane plane, Found place) {
        LumaPlane sampled = Raster.ofScales(plane.width(), plane.height(), place.scaleX(), place.scaleY())
                .sample(plane);
        Spectrum spectrum = Spectrum.of(Evened.of(sampled).fold()).evened().turned(place.orientation());
        Correlation correlation = new Correlation(key.carrier(), spectrum);
        Correlation.Peak peak = correlation.refined(correlation.best());
        SoftBits bits = new SoftBits(key.carrier(), spectrum.moved(peak.right(), peak.down()));
        readings++;
        return key.message()
                .decode(bits.values())
                .map(payload -> new Detection(
                        Optional.of(payload),
                        probability(place) * byCheck(),
                        key.message().agreement(payload, bits.values()),
                        share(plane, place),
                        place.scaleX() / place.scaleY(),
                        place.orientation()));
    }

    private static double share(LumaPlane plane, Found place) {
        double area = plane.samples().length * place.scaleX() * place.scaleY();
        int level = 1;
        while (level + 1 < Raster.LEVELS && area > 1.01 * Raster.side(level) * Raster.side(level)) {
            level++;
        }
        return Math.min(1, area / Raster.side(level) / Raster.side(level));
    }

    private Detection unread() {
        sortFound();
        double probability = found.isEmpty() ? 1 : probability(found.get(0));
        return new Detection(
                Optional.empty(),
                probability,
                0,
                0,
                1,
                found.isEmpty() ? Orientation.UPRIGHT : found.get(0).orientation());
    }

    /** With which probability a place without mark agrees as well: of one place, times all places. */
    private double probability(Found place) {
        double agreement = Math.max(0, place.peak().agreement());
        return Math.min(1, places * Found.REFINEMENTS * StrictMath.exp(-agreement * agreement / 2));
    }

    /** With which probability some check is right although no payload was there. */
    private double byCheck() {
        return readings * 0x1p-32;
    }
}
