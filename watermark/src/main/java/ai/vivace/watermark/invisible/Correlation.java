package ai.vivace.watermark.invisible;

/**
 * How well a spectrum agrees with the pilots of a carrier: the sum of sign·value over the pilots' parts, over the root of the sum of squared values.
 *
 * <p>In a picture without this key's mark the signs are fair coins to the values, whatever the picture is. By Hoeffding's inequality (1963) such a
 * sum is above t with probability exp(−t²/2) at most. So the level of a detection is exact for every picture, and needs no model of pictures.
 */
final class Correlation {
    private final Carrier carrier;
    private final Spectrum spectrum;
    private final double length;

    /**
     * The correlation of a carrier with a spectrum.
     *
     * @param spectrum evened out
     */
    Correlation(Carrier carrier, Spectrum spectrum) {
        this.carrier = carrier;
        this.spectrum = spectrum;
        double sum = 0;
        for (int wave = 0; wave < Band.waves(); wave++) {
            if (carrier.isPilot(wave)) {
                sum += spectrum.cosine(wave) * spectrum.cosine(wave) + spectrum.sine(wave) * spectrum.sine(wave);
            }
        }
        length = Math.sqrt(sum);
    }

    /** The agreement if the mark's origin lies at a place of the tile. */
    double at(double right, double down) {
        if (length == 0) {
            return 0;
        }
        Phase across = new Phase(right);
        Phase along = new Phase(down);
        double sum = 0;
        for (int wave = 0; wave < Band.waves(); wave++) {
            if (carrier.isPilot(wave)) {
                int x = Band.across(wave);
                int y = Band.down(wave);
                sum += even(wave) * (across.cosine(x) * along.cosine(y) - across.sine(x) * along.sine(y))
                        + odd(wave) * (across.sine(x) * along.cosine(y) + across.cosine(x) * along.sine(y));
            }
        }
        return sum / length;
    }

    /** The best of all whole places of the tile, by one transform. */
    Peak best() {
        double[] re = new double[Fourier.SIZE];
        double[] im = new double[Fourier.SIZE];
        for (int wave = 0; wave < Band.waves(); wave++) {
            if (carrier.isPilot(wave)) {
                re[Band.index(wave)] = even(wave);
                im[Band.index(wave)] = odd(wave);
            }
        }
        Fourier.transform(re, im);
        int best = 0;
        for (int i = 1; i < re.length; i++) {
            if (re[i] > re[best]) {
                best = i;
            }
        }
        int right = best % Fourier.SIDE;
        int down = best / Fourier.SIDE;
        return new Peak(right, down, length == 0 ? 0 : re[best] / length);
    }

    /** The same between whole places, around one of them. */
    Peak refined(Peak start) {
        Peak best = new Peak(start.right(), start.down(), at(start.right(), start.down()));
        for (double step = 0.5; step >= 1.0 / 16; step /= 2) {
            Peak centre = best;
            for (int direction = 0; direction < 8; direction++) {
                int place = direction < 4 ? direction : direction + 1;
                int column = place % 3 - 1;
                int row = place / 3 - 1;
                double right = centre.right() + step * column;
                double down = centre.down() + step * row;
                double value = at(right, down);
                if (value > best.agreement()) {
                    best = new Peak(right, down, value);
                }
            }
        }
        return best;
    }

    private double even(int wave) {
        return carrier.sign(2 * wave) * spectrum.cosine(wave) + carrier.sign(2 * wave + 1) * spectrum.sine(wave);
    }

    private double odd(int wave) {
        return carrier.sign(2 * wave + 1) * spectrum.cosine(wave) - carrier.sign(2 * wave) * spectrum.sine(wave);
    }

    /**
     * A place and its agreement.
     *
     * @param right of the mark's origin in the tile, in pixels
     * @param down likewise
     */
    record Peak(double right, double down, double agreement) {}
}
