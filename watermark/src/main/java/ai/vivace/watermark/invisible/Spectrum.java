package ai.vivace.watermark.invisible;

import java.util.Arrays;

/**
 * What a picture has of the waves of the {@link Band}: all its tiles, {@linkplain Evened evened out}, laid over one another and transformed. The
 * waves of a ring are evened out, too, and none counts more than twice the usual: neither a picture's slow waves nor a fence in it outvote the rest.
 * How large a value is depends on the picture alone and never on a key.
 */
final class Spectrum {
    /** Largest length of a wave, for a usual one of 1. */
    private static final double LONGEST = 2;

    private final double[] real;
    private final double[] imaginary;
    private final double[] usual;

    private Spectrum(double[] real, double[] imaginary, double[] usual) {
        this.real = real;
        this.imaginary = imaginary;
        this.usual = usual;
    }

    /** The spectrum of a plane in pixels of a {@link Raster}. */
    static Spectrum of(LumaPlane plane) {
        return of(Evened.of(plane).fold());
    }

    /** The spectrum of a folded tile. */
    static Spectrum of(double[] tile) {
        double[] re = tile.clone();
        double[] im = new double[Fourier.SIZE];
        Fourier.transform(re, im);
        int waves = Band.waves();
        double[] real = new double[waves];
        double[] imaginary = new double[waves];
        double[] power = new double[Band.RINGS];
        int[] count = new int[Band.RINGS];
        for (int wave = 0; wave < waves; wave++) {
            real[wave] = re[Band.index(wave)];
            imaginary[wave] = im[Band.index(wave)];
            power[Band.ring(wave)] += real[wave] * real[wave] + imaginary[wave] * imaginary[wave];
            count[Band.ring(wave)]++;
        }
        double[] usual = new double[Band.RINGS];
        Arrays.setAll(usual, ring -> Math.sqrt(power[ring] / count[ring]));
        for (int wave = 0; wave < waves; wave++) {
            double length = Math.hypot(real[wave], imaginary[wave]);
            double unit = usual[Band.ring(wave)];
            double factor = length == 0 ? 0 : Math.min(length / unit, LONGEST) / length;
            real[wave] *= factor;
            imaginary[wave] *= factor;
        }
        return new Spectrum(real, imaginary, usual);
    }

    /** The spectrum of the same tile moved, so that what was at a place right of and below the origin is at the origin. */
    Spectrum moved(double right, double down) {
        double[] re = new double[real.length];
        double[] im = new double[real.length];
        for (int wave = 0; wave < re.length; wave++) {
            double angle = 2 * Math.PI * (Band.across(wave) * right + Band.down(wave) * down) / Fourier.SIDE;
            double cosine = StrictMath.cos(angle);
            double sine = StrictMath.sin(angle);
            re[wave] = real[wave] * cosine - imaginary[wave] * sine;
            im[wave] = real[wave] * sine + imaginary[wave] * cosine;
        }
        return new Spectrum(re, im, usual);
    }

    /** The evened out cosine part of a wave; about 1 in length together with {@link #sine}. */
    double cosine(int wave) {
        return real[wave];
    }

    /** The evened out sine part of a wave. */
    double sine(int wave) {
        return imaginary[wave];
    }

    /** The usual length of waves in a ring, before they were evened out. */
    double usual(int ring) {
        return usual[ring];
    }
}
