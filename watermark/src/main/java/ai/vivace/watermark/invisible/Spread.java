package ai.vivace.watermark.invisible;

import ai.vivace.base.Rng;
import java.util.Arrays;

/**
 * Marks pictures by a spread spectrum (Cox, Kilian, Leighton and Shamoon 1997): an endless pattern of tiles, stronger where the picture is busy, so
 * that a part of the picture is enough to read it. The embedder knows the picture: bits of the code of which it says the wrong thing by itself get
 * more.
 */
final class Spread {
    private static final int ROUNDS = 5;

    /** Share of the mark's deviation that all bits have alike. */
    private static final double ALIKE = 0.75;

    /** Margin in deviations of an unmarked picture up to which a bit gets more. */
    private static final double TARGET = 3;

    /** Margin that all but a few bits must have; a picture in which they do not is too busy for this mark. */
    private static final double ENOUGH = 1.2;

    /** Share of the bits that may have less. */
    private static final double FEW = 0.03;

    /** Noise in which the mark must be legible: uniform between this and its negative, in grey levels, so that its deviation is 2.5. */
    private static final double NOISE = 4.33;

    /** How much stronger a mark gets that is not legible. */
    private static final double GROWTH = 1.4;

    /** Part of what a margin lacks that a round adds. */
    private static final double STEP = 0.6;

    private final Carrier carrier;
    private final byte[] code;
    private final LumaPlane plane;
    private final float[] gain;
    private final double unseen;
    private final double most;
    private final double[] strength = new double[Message.CODE_BITS];
    private boolean legible;

    /**
     * A mark for a picture.
     *
     * @param plane the picture in the pixels of its raster
     * @param code −1 or 1 for each bit
     * @param unseen the mark's deviation at each place, for one of what is not seen there
     * @param most the mark's root mean square at most
     */
    Spread(Carrier carrier, LumaPlane plane, byte[] code, double unseen, double most) {
        this.carrier = carrier;
        this.code = code;
        this.plane = plane;
        this.unseen = unseen;
        this.most = most;
        gain = Texture.of(plane).tolerance();
    }

    /** The mark, in the pixels of the raster. */
    LumaPlane mark() {
        double deviation = Math.min(most, unseen * rootMeanSquare(gain));
        LumaPlane mark = mark(deviation);
        legible = isLegible(readInNoise(mark));
        while (!legible && deviation < most) {
            deviation = Math.min(most, GROWTH * deviation);
            mark = mark(deviation);
            legible = isLegible(readInNoise(mark));
        }
        return mark;
    }

    private LumaPlane mark(double deviation) {
        Arrays.fill(strength, 1);
        LumaPlane mark = Waves.shaped(tile(), plane, gain);
        double alike = ALIKE * deviation / rootMeanSquare(mark.samples());
        Arrays.fill(strength, alike);
        SoftBits host = new SoftBits(carrier, waves(plane));
        SoftBits bits = read(scaled(mark, alike));
        double slope = 0;
        for (int bit = 0; bit < code.length; bit++) {
            slope += (bits.margin(bit, code[bit]) - host.margin(bit, code[bit])) / (code.length * alike);
        }
        for (int round = 0; round < ROUNDS; round++) {
            strengthen(bits, slope, alike);
            mark = Waves.shaped(tile(), plane, gain);
            double factor = deviation / rootMeanSquare(mark.samples());
            mark = scaled(mark, round == ROUNDS - 1 ? factor : Math.min(1, factor));
            bits = read(mark);
        }
        return mark;
    }

    /** Whether the detector will read the mark that was made. */
    boolean isLegible() {
        return legible;
    }

    private void strengthen(SoftBits bits, double slope, double alike) {
        for (int bit = 0; bit < code.length; bit++) {
            double lack = TARGET - bits.margin(bit, code[bit]);
            strength[bit] = Math.max(alike, strength[bit] + STEP * lack / Math.max(slope, 1e-9));
        }
    }

    private boolean isLegible(SoftBits bits) {
        double[] margins = new double[code.length];
        Arrays.setAll(margins, bit -> bits.margin(bit, code[bit]));
        Arrays.sort(margins);
        return margins[(int) (FEW * margins.length)] >= ENOUGH;
    }

    private SoftBits read(LumaPlane mark) {
        return new SoftBits(carrier, waves(Waves.sum(plane, mark)));
    }

    private SoftBits readInNoise(LumaPlane mark) {
        Rng rng = Rng.of(0).split("noise");
        float[] noisy = Waves.sum(plane, mark).samples();
        for (int i = 0; i < noisy.length; i++) {
            noisy[i] += (float) (NOISE * (2 * rng.nextDouble() - 1));
        }
        return new SoftBits(carrier, waves(new LumaPlane(plane.width(), plane.height(), noisy)));
    }

    private static Spectrum waves(LumaPlane plane) {
        return Spectrum.of(Evened.of(plane).fold()).evened();
    }

    private double[] tile() {
        double pilots = mean();
        double[] parts = new double[2 * Band.waves()];
        Arrays.setAll(
                parts,
                part -> carrier.bit(part) == Carrier.PILOT
                        ? pilots * carrier.sign(part)
                        : strength[carrier.bit(part)] * code[carrier.bit(part)] * carrier.sign(part));
        return Waves.tile(parts);
    }

    private double mean() {
        return Arrays.stream(strength).average().orElseThrow();
    }

    private static double rootMeanSquare(float[] values) {
        double sum = 0;
        for (float value : values) {
            sum += value * value;
        }
        return Math.sqrt(sum / values.length);
    }

    private static LumaPlane scaled(LumaPlane mark, double factor) {
        float[] samples = new float[mark.samples().length];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (float) (factor * mark.samples()[i]);
        }
        return new LumaPlane(mark.width(), mark.height(), samples);
    }
}
