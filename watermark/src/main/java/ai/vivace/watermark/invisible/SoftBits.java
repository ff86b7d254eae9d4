package ai.vivace.watermark.invisible;

/**
 * What a spectrum in its right place says: for each bit of the code how much speaks for a one. The parts of a bit are weighed by how well the pilots
 * of their ring come through, as the fast waves of a picture that was scaled down do not.
 */
final class SoftBits {
    /** Share of the mean over all rings in a ring's weight: a ring has few pilots. */
    private static final double SHRINKAGE = 0.5;

    /** Least weight of a ring, for a mean of 1. */
    private static final double LEAST = 0.1;

    /** Mean of pilots below which a picture counts as unmarked, so that all rings weigh the same. */
    private static final double FAINT = 0.03;

    private final double[] soft = new double[Message.CODE_BITS];
    private final double[] squares = new double[Message.CODE_BITS];

    SoftBits(Carrier carrier, Spectrum spectrum) {
        double[] weight = weights(pilots(carrier, spectrum));
        for (int wave = 0; wave < Band.waves(); wave++) {
            if (!carrier.isPilot(wave)) {
                add(carrier, 2 * wave, weight[Band.ring(wave)], spectrum.cosine(wave));
                add(carrier, 2 * wave + 1, weight[Band.ring(wave)], spectrum.sine(wave));
            }
        }
    }

    private void add(Carrier carrier, int part, double weight, double value) {
        soft[carrier.bit(part)] += weight * carrier.sign(part) * value;
        squares[carrier.bit(part)] += weight * weight;
    }

    /** The mean of sign·value over the pilots of each ring. */
    private static double[] pilots(Carrier carrier, Spectrum spectrum) {
        double[] sum = new double[Band.RINGS];
        int[] count = new int[Band.RINGS];
        for (int wave = 0; wave < Band.waves(); wave++) {
            if (carrier.isPilot(wave)) {
                sum[Band.ring(wave)] += carrier.sign(2 * wave) * spectrum.cosine(wave)
                        + carrier.sign(2 * wave + 1) * spectrum.sine(wave);
                count[Band.ring(wave)] += 2;
            }
        }
        for (int ring = 0; ring < Band.RINGS; ring++) {
            sum[ring] /= count[ring];
        }
        return sum;
    }

    private static double[] weights(double[] pilot) {
        double mean = 0;
        for (double value : pilot) {
            mean += Math.max(FAINT, value) / pilot.length;
        }
        double[] weight = new double[pilot.length];
        for (int ring = 0; ring < pilot.length; ring++) {
            weight[ring] = Math.max(LEAST * mean, SHRINKAGE * mean + (1 - SHRINKAGE) * pilot[ring]);
        }
        return weight;
    }

    /** For each bit of the code what speaks for a one, less what speaks for a zero. */
    double[] values() {
        return soft;
    }

    /** How far a bit is on the side of its sign, in deviations of an unmarked picture. */
    double margin(int bit, int sign) {
        return sign * soft[bit] / Math.sqrt(squares[bit] / 2);
    }
}
