package ai.vivace.watermark.invisible;

import ai.vivace.base.InputException;

/**
 * A mark that is not seen and that who has the key finds again: 64 bits or a short text in the luminance of a picture.
 *
 * <p>It withstands JPEG, scaling, brightness, contrast, gamma and noise, quarter turns and mirroring; where the picture is large enough, cropping and
 * frames as well, by {@link Search#PARTS}. It does not withstand turning by other angles than very small ones, warping, parts that are smaller than
 * about a quarter of the picture, or somebody who has the key or wants to destroy the mark and may harm the picture. It proves nothing in court:
 * who has the key can mark any picture. How often each is survived is on the guide's page.
 *
 * <p>Immutable; threads may share one. Results do not depend on threads or platform.
 */
public final class InvisibleMark {
    /** What it costs in decibels, at most, that files have whole numbers: noise of variance 1/12 beside a mark of 40 to 43 dB. */
    private static final double ROUNDING = 0.12;

    private final Key key;
    private final Strength strength;

    private InvisibleMark(Key key, Strength strength) {
        this.key = key;
        this.strength = strength;
    }

    /**
     * Marks of a key, of normal strength.
     *
     * @param key a text that only you know; marks of other keys do not exist for its holder
     * @throws InputException when it is blank
     */
    public static InvisibleMark withKey(String key) {
        return new InvisibleMark(Key.of(key), Strength.NORMAL);
    }

    /** The same with another strength; the detector needs none. */
    public InvisibleMark strength(Strength strength) {
        return new InvisibleMark(key, strength);
    }

    /** The side of the smallest square picture that can be marked, in pixels; others need the same area, and half of it as their short side. */
    public static int leastSide() {
        return Raster.LEAST_SIDE;
    }

    /**
     * Hides a payload in a plane.
     *
     * @throws InputException when the picture is too small
     */
    public MarkedPlane embed(LumaPlane picture, Payload payload) {
        return embed(picture, payload, 0);
    }

    /**
     * Hides a payload, more weakly than usual.
     *
     * @param reserve decibels by which it changes the picture less, as something else will change it, too
     */
    MarkedPlane embed(LumaPlane picture, Payload payload, double reserve) {
        Raster.requireLargeEnough(picture.width(), picture.height());
        byte[] code = key.message().encode(payload);
        int level = Raster.level(picture.width(), picture.height());
        Raster raster = Raster.of(picture.width(), picture.height(), level);
        if (level > 0) {
            double most = Strength.deviation(strength.usual() + reserve);
            Spread spread = new Spread(key.carrier(), raster.sample(picture), code, strength.unseen(), most);
            LumaPlane mark = raster.restore(spread.mark(), picture.width(), picture.height());
            if (spread.isLegible()) {
                return marked(picture, Waves.sum(picture, mark), MarkedPlane.Method.SPREAD);
            }
        }
        double least = strength.least() + ROUNDING + reserve;
        for (double step : Raster.latticeSteps(level)) {
            LumaPlane plane = key.lattice().embed(picture, raster, code, step);
            if (picture.psnr(plane) >= least) {
                return marked(picture, plane, MarkedPlane.Method.WHOLE);
            }
        }
        throw new InputException("This picture of " + picture.width() + " x " + picture.height()
                + " pixels cannot carry an invisible mark: even a weak one changes it more than " + strength.least()
                + " dB allow. That is so where it is all black and white; give a photo.");
    }

    /** What a mark of this strength changes at most, in decibels. */
    double least() {
        return strength.least();
    }

    private static MarkedPlane marked(LumaPlane picture, LumaPlane plane, MarkedPlane.Method method) {
        return new MarkedPlane(plane, picture.psnr(plane), method);
    }

    /** Looks for a mark of this key in a picture as a whole. */
    public Detection detect(LumaPlane picture) {
        return detect(picture, Search.WHOLE);
    }

    /** Looks for a mark of this key. */
    public Detection detect(LumaPlane picture, Search search) {
        return new Detector(key, search).detect(picture);
    }
}
