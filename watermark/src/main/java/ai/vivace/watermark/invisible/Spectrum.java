package ai.vivace.watermark.invisible;

import ai.vivace.watermark.layer.Orientation;

/** The waves of the {@link Band} in a tile: of each its cosine and its sine part. Immutable. */
final class Spectrum {
    /** Largest length of an evened out wave, for a usual one of 1. */
    private static final double LONGEST = 2;

    private final double[] cosine;
    private final double[] sine;

    private Spectrum(double[] cosine, double[] sine) {
        this.cosine = cosine;
        this.sine = sine;
    }

    /** The waves of a tile. */
    static Spectrum of(double[] tile) {
        double[] re = tile.clone();
        double[] im = new double[Fourier.SIZE];
        Fourier.transform(re, im);
        double[] cosine = new double[Band.waves()];
        double[] sine = new double[Band.waves()];
        for (int wave = 0; wave < cosine.length; wave++) {
            cosine[wave] = re[Band.index(wave)];
            sine[wave] = im[Band.index(wave)];
        }
        return new Spectrum(cosine, sine);
    }

    /** The cosine part of a wave. */
    double cosine(int wave) {
        return cosine[wave];
    }

    /** The sine part of a wave. */
    double sine(int wave) {
        return sine[wave];
    }

    /**
     * The waves such that those of each ring have a usual length of 1 and none more than twice of it: neither a picture's slow waves nor a fence in
     * it outvote the rest. How large a wave is then depends on the picture alone and never on a key, and does not change when the tile moves.
     */
    Spectrum evened() {
        double[] power = new double[Band.RINGS];
        int[] count = new int[Band.RINGS];
        for (int wave = 0; wave < cosine.length; wave++) {
            power[Band.ring(wave)] += cosine[wave] * cosine[wave] + sine[wave] * sine[wave];
            count[Band.ring(wave)]++;
        }
        double[] evenCosine = new double[cosine.length];
        double[] evenSine = new double[cosine.length];
        for (int wave = 0; wave < cosine.length; wave++) {
            double usual = Math.sqrt(power[Band.ring(wave)] / count[Band.ring(wave)]);
            double length = Math.sqrt(cosine[wave] * cosine[wave] + sine[wave] * sine[wave]);
            double factor = length == 0 ? 0 : Math.min(1 / usual, LONGEST / length);
            evenCosine[wave] = factor * cosine[wave];
            evenSine[wave] = factor * sine[wave];
        }
        return new Spectrum(evenCosine, evenSine);
    }

    /** The waves of the same tile moved, so that what was at a place right of and below the origin is at the origin. */
    Spectrum moved(double right, double down) {
        Phase across = new Phase(right);
        Phase along = new Phase(down);
        double[] movedCosine = new double[cosine.length];
        double[] movedSine = new double[cosine.length];
        for (int wave = 0; wave < cosine.length; wave++) {
            int x = Band.across(wave);
            int y = Band.down(wave);
            double re = across.cosine(x) * along.cosine(y) - across.sine(x) * along.sine(y);
            double im = across.sine(x) * along.cosine(y) + across.cosine(x) * along.sine(y);
            movedCosine[wave] = cosine[wave] * re - sine[wave] * im;
            movedSine[wave] = cosine[wave] * im + sine[wave] * re;
        }
        return new Spectrum(movedCosine, movedSine);
    }

    /** The waves of the tile as it is shown by an orientation, turned around its first pixel. Tiles are endless. */
    Spectrum turned(Orientation shown) {
        double[] turnedCosine = new double[cosine.length];
        double[] turnedSine = new double[cosine.length];
        for (int wave = 0; wave < cosine.length; wave++) {
            int x = Turn.storedAcross(shown, Band.across(wave), Band.down(wave));
            int y = Turn.storedDown(shown, Band.across(wave), Band.down(wave));
            boolean opposite = x < 0 || (x == 0 && y < 0);
            int stored = opposite ? Band.wave(-x, -y) : Band.wave(x, y);
            turnedCosine[wave] = cosine[stored];
            turnedSine[wave] = opposite ? -sine[stored] : sine[stored];
        }
        return new Spectrum(turnedCosine, turnedSine);
    }
}
