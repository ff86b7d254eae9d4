package ai.vivace.watermark.invisible;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.vivace.base.Rng;
import org.junit.jupiter.api.Test;

class CorrelationTest {
    /** Hoeffding's bound holds at each level, for one picture and the keys, in which the chance is. */
    @Test
    void withoutAMarkTheAgreementIsRarelyLarge() {
        Spectrum spectrum = Spectrum.of(Evened.of(Scene.of(1, 160, 160)).fold()).evened();
        int[] above = new int[4];
        int keys = 4000;
        for (int key = 0; key < keys; key++) {
            double agreement = new Correlation(new Carrier(Rng.of(key)), spectrum).at(0, 0);
            for (int level = 0; level < above.length; level++) {
                above[level] += agreement > level ? 1 : 0;
            }
        }
        assertThat(above[0]).isBetween(1800, 2200);
        for (int level = 1; level < above.length; level++) {
            assertThat((double) above[level] / keys)
                    .as("above %d", level)
                    .isLessThanOrEqualTo(Math.exp(-level * level / 2.0));
        }
        assertThat((double) above[1] / keys).as("as a normal one, above 1").isCloseTo(0.1587, within(0.02));
    }

    @Test
    void theBestPlaceIsWhereTheMarkWasMoved() {
        Carrier carrier = new Carrier(Rng.of(3));
        Spectrum spectrum = Spectrum.of(Waves.tile(pilots(carrier))).evened().moved(-20.5, -7);
        Correlation correlation = new Correlation(carrier, spectrum);
        Correlation.Peak peak = correlation.refined(correlation.best());

        assertThat(peak.right()).isCloseTo(20.5, within(0.07));
        assertThat(peak.down()).isCloseTo(7, within(0.07));
        assertThat(peak.agreement())
                .isEqualTo(correlation.at(peak.right(), peak.down()))
                .isGreaterThan(20);
    }

    private static double[] pilots(Carrier carrier) {
        double[] parts = new double[2 * Band.waves()];
        for (int part = 0; part < parts.length; part++) {
            parts[part] = carrier.bit(part) == Carrier.PILOT ? carrier.sign(part) : 0;
        }
        return parts;
    }
}
