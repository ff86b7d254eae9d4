package ai.vivace.vision.augment;

import ai.vivace.base.InputException;
import ai.vivace.data.BatchTransform;
import java.util.ArrayList;
import java.util.List;

/**
 * fastai's usual augmentation, {@code aug_transforms}, with its defaults: a warp, a flip, a turn, a zoom, brightness and contrast, each
 * drawn for each item.
 *
 * <p>As in fastai a warp is laid over the product of flip, turn and zoom. Differs from fastai in pictures that are no squares: the place
 * that a zoom is around turns with the picture without being stretched; and with {@link #crop} a rectangle is drawn for each item.
 *
 * @param flips default {@link Flips#SIDEWAYS}
 * @param rotation the largest angle in degrees; 0 for none; default 10
 * @param leastZoom the smallest magnification; default 1
 * @param mostZoom the largest magnification; default 1.1
 * @param warp the largest movement of a corner, where the picture goes from -1 to 1; 0 for none; default 0.2
 * @param lighting the largest change of brightness and contrast; 0 for none; default 0.2
 * @param geometryProbability of a warp (in each direction), a turn and a zoom; default 0.75
 * @param lightingProbability of a change of brightness and of contrast; default 0.75
 * @param leastCrop the smallest share of the picture that is cut out, as a square, first; default 1, which cuts nothing
 */
public record AugmentSettings(
        Flips flips,
        double rotation,
        double leastZoom,
        double mostZoom,
        double warp,
        double lighting,
        double geometryProbability,
        double lightingProbability,
        double leastCrop) {
    /** How pictures are mirrored. */
    public enum Flips {
        /** Not at all: digits, letters, traffic signs. */
        NONE,
        /** Left to right, half of the pictures: things and animals. */
        SIDEWAYS,
        /** In one of the eight ways of a square, half of the pictures: what is seen from above or through a microscope. */
        ALL_WAYS
    }

    public AugmentSettings {
        new Rotate(rotation, geometryProbability);
        new Zoom(leastZoom, mostZoom, geometryProbability);
        new Warp(warp, geometryProbability);
        new Brightness(lighting, lightingProbability);
        double share = leastCrop;
        InputException.require(
                share > 0 && share <= 1,
                () -> "The smallest share of a crop must be above 0 and at most 1, but was " + share + ".");
    }

    /** fastai's defaults. */
    public static AugmentSettings standard() {
        return new AugmentSettings(Flips.SIDEWAYS, 10, 1, 1.1, 0.2, 0.2, 0.75, 0.75, 1);
    }

    /** With the largest angle, warp and change of light multiplied: fastai's {@code mult}. */
    public AugmentSettings strength(double factor) {
        return rotation(rotation * factor).warp(warp * factor).lighting(lighting * factor);
    }

    /** With other flips. */
    public AugmentSettings flips(Flips choice) {
        return new AugmentSettings(
                choice,
                rotation,
                leastZoom,
                mostZoom,
                warp,
                lighting,
                geometryProbability,
                lightingProbability,
                leastCrop);
    }

    /** With another largest angle, in degrees. */
    public AugmentSettings rotation(double most) {
        return new AugmentSettings(
                flips, most, leastZoom, mostZoom, warp, lighting, geometryProbability, lightingProbability, leastCrop);
    }

    /** With other magnifications. */
    public AugmentSettings zoom(double least, double most) {
        return new AugmentSettings(
                flips, rotation, least, most, warp, lighting, geometryProbability, lightingProbability, leastCrop);
    }

    /** With another largest warp. */
    public AugmentSettings warp(double most) {
        return new AugmentSettings(
                flips,
                rotation,
                leastZoom,
                mostZoom,
                most,
                lighting,
                geometryProbability,
                lightingProbability,
                leastCrop);
    }

    /** With another largest change of brightness and contrast. */
    public AugmentSettings lighting(double most) {
        return new AugmentSettings(
                flips, rotation, leastZoom, mostZoom, warp, most, geometryProbability, lightingProbability, leastCrop);
    }

    /** With other probabilities: of a warp, a turn and a zoom, and of changes of light. */
    public AugmentSettings probabilities(double geometry, double light) {
        return new AugmentSettings(flips, rotation, leastZoom, mostZoom, warp, lighting, geometry, light, leastCrop);
    }

    /** With squares of at least this share of the picture cut out first: fastai's {@code min_scale}. */
    public AugmentSettings crop(double leastShare) {
        return new AugmentSettings(
                flips,
                rotation,
                leastZoom,
                mostZoom,
                warp,
                lighting,
                geometryProbability,
                lightingProbability,
                leastShare);
    }

    /** The augmentation. */
    public Augment build() {
        List<BatchTransform> parts = new ArrayList<>();
        if (leastCrop < 1) {
            parts.add(new RandomResizedCrop(leastCrop, 1, 1));
        }
        if (warp > 0) {
            parts.add(new Warp(warp, geometryProbability));
        }
        if (flips == Flips.SIDEWAYS) {
            parts.add(Flip.standard());
        } else if (flips == Flips.ALL_WAYS) {
            parts.add(Dihedral.standard());
        }
        if (rotation > 0) {
            parts.add(new Rotate(rotation, geometryProbability));
        }
        if (leastZoom != 1 || mostZoom != 1) {
            parts.add(new Zoom(leastZoom, mostZoom, geometryProbability));
        }
        if (lighting > 0) {
            parts.add(new Brightness(lighting, lightingProbability));
            parts.add(new Contrast(lighting, lightingProbability));
        }
        return Augment.of(parts);
    }
}
