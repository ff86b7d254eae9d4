package ai.vivace.watermark.invisible;

import ai.vivace.base.Rng;
import java.util.Arrays;

/**
 * Marks small and very busy pictures, whole ones only, by spread-transform dither modulation (Chen and Wornell 2001). Each bit of the code is a sum
 * over waves, with signs that the key draws, moved to the nearest point of one of two lattices that interleave. What the picture says by itself does
 * not disturb at all; in return the whole picture must be there.
 */
final class Lattice {
    /** Periods of the fastest waves: those that a picture of half the size still has. */
    private static final int FASTEST = 30;

    private static final int PARTS = 2 * Band.countUpTo(FASTEST);

    private static final int ROUNDS = 6;

    /** Part of the way to the lattice that a round goes. */
    private static final double STEP = 0.9;

    private final byte[] sign = new byte[2 * Band.waves()];
    private final int[] bit = new int[2 * Band.waves()];
    private final int[] parts = new int[Message.CODE_BITS];
    private final double[] dither = new double[Message.CODE_BITS];

    Lattice(Rng rng) {
        Rng signs = rng.split("signs");
        Rng bits = rng.split("bits");
        Rng dithers = rng.split("dither");
        Arrays.setAll(dither, i -> dithers.nextDouble());
        int[] order = {};
        for (int part = 0; part < PARTS; part++) {
            if (part % Message.CODE_BITS == 0) {
                order = bits.permutation(Message.CODE_BITS);
            }
            sign[part] = (byte) (signs.nextLong() < 0 ? -1 : 1);
            bit[part] = order[part % Message.CODE_BITS];
            parts[bit[part]]++;
        }
    }

    /**
     * The step of the lattice that gives a mark of about a deviation.
     *
     * @param pixels of the raster
     * @param deviation the mark's root mean square
     */
    static double step(int pixels, double deviation) {
        return deviation * Math.sqrt(12.0 * pixels / Message.CODE_BITS);
    }

    /** The sums of a plane in the pixels of its raster, see {@link #sums}. */
    private double[] sums(LumaPlane plane) {
        Texture texture = Texture.of(plane);
        float[] gain = texture.gain();
        return sums(Spectrum.of(fold(texture, gain)), power(gain));
    }

    /**
     * The sum of each bit, such that white noise of a deviation of 1 gives values of a deviation of 1.
     *
     * @param spectrum of detail times gain
     * @param power of the gain
     */
    double[] sums(Spectrum spectrum, double power) {
        double[] sums = new double[Message.CODE_BITS];
        for (int part = 0; part < PARTS; part++) {
            double value = part % 2 == 0 ? spectrum.cosine(part / 2) : spectrum.sine(part / 2);
            sums[bit[part]] += sign[part] * value;
        }
        for (int i = 0; i < sums.length; i++) {
            sums[i] /= Math.sqrt(parts[i] * power / 2);
        }
        return sums;
    }

    /** Detail times gain, all tiles laid over one another. */
    static double[] fold(Texture texture, float[] gain) {
        double[] tile = new double[Fourier.SIZE];
        for (int y = 0; y < texture.height(); y++) {
            fold(texture.detail(), gain, y, texture.width(), tile);
        }
        return tile;
    }

    private static void fold(float[] detail, float[] gain, int y, int width, double[] tile) {
        int row = y % Fourier.SIDE * Fourier.SIDE;
        for (int x = 0; x < width; x++) {
            tile[row + x % Fourier.SIDE] += detail[y * width + x] * gain[y * width + x];
        }
    }

    static double power(float[] gain) {
        double sum = 0;
        for (float value : gain) {
            sum += value * value;
        }
        return sum;
    }

    /**
     * The picture with its mark.
     *
     * @param raster the picture's
     * @param code −1 or 1 for each bit
     * @param step of the lattice
     */
    LumaPlane embed(LumaPlane picture, Raster raster, byte[] code, double step) {
        LumaPlane plane = raster.sample(picture);
        float[] gain = Texture.of(plane).gain();
        double power = power(gain);
        double[] sums = sums(plane);
        double[] target = new double[sums.length];
        for (int i = 0; i < sums.length; i++) {
            double origin = step * (dither[i] + (code[i] > 0 ? 0 : 0.5));
            target[i] = origin + step * Math.rint((sums[i] - origin) / step);
        }
        double[] strength = new double[sums.length];
        LumaPlane marked = picture;
        for (int round = 0; round < ROUNDS; round++) {
            for (int i = 0; i < sums.length; i++) {
                strength[i] += STEP * (target[i] - sums[i]) / Math.sqrt(parts[i] * power / 2);
            }
            LumaPlane mark = Waves.shaped(tile(strength), plane, gain);
            marked = Waves.sum(picture, raster.restore(mark, picture.width(), picture.height()));
            sums = sums(raster.sample(marked));
        }
        return marked;
    }

    private double[] tile(double[] strength) {
        double[] waves = new double[2 * Band.waves()];
        for (int part = 0; part < PARTS; part++) {
            waves[part] = sign[part] * strength[bit[part]];
        }
        return Waves.tile(waves);
    }

    /**
     * For each bit of the code what speaks for a one, less what speaks for a zero: 1 on the lattice of ones to −1 on that of zeros.
     *
     * @param sums of the bits
     * @param step of the lattice
     */
    double[] soft(double[] sums, double step) {
        double[] soft = new double[sums.length];
        for (int i = 0; i < soft.length; i++) {
            double place = sums[i] / step - dither[i];
            soft[i] = 1 - 4 * Math.abs(place - Math.rint(place));
        }
        return soft;
    }

    /** How near to points of either lattice sums are, as a mean square: about 1/3 without a mark, and 1 for an untouched one. */
    static double concentration(double[] soft) {
        double sum = 0;
        for (double value : soft) {
            sum += value * value;
        }
        return sum / soft.length;
    }
}
