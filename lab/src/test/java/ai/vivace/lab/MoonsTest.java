package ai.vivace.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.vivace.base.Rng;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MoonsTest {
    @Test
    void theMoonsAreEachOthersImageInTheirMiddle() {
        double[] here = Moons.truth(0.2, 0.9, 0.3);
        double[] there = Moons.truth(1 - 0.2, 0.5 - 0.9, 0.3);

        assertThat(here[0]).isEqualTo(there[1], within(1e-12)).isGreaterThan(0.9);
        assertThat(here[0] + here[1]).isEqualTo(1, within(1e-12));
        assertThat(Moons.truth(0.5, 0.25, 0.3)[0]).isEqualTo(0.5, within(1e-12));
    }

    @Test
    void ofRowsThatAreProbablyOfAMoonSoManyAre() {
        Moons moons = Moons.draw(50_000, 0.3, Rng.of(3));
        int[] unsure = IntStream.range(0, 50_000)
                .filter(i -> {
                    double lower = Moons.truth(moons.x()[i], moons.y()[i], 0.3)[1];
                    return lower > 0.6 && lower < 0.8;
                })
                .toArray();
        double expected = IntStream.of(unsure)
                .mapToDouble(i -> Moons.truth(moons.x()[i], moons.y()[i], 0.3)[1])
                .average()
                .orElseThrow();
        double found =
                IntStream.of(unsure).map(i -> moons.classes()[i]).average().orElseThrow();

        assertThat(unsure).hasSizeGreaterThan(2000);
        assertThat(found).isEqualTo(expected, within(0.03));
    }

    @Test
    void farAwayBothMoonsAreEquallyProbable() {
        assertThat(Moons.truth(1e6, 0, 0.3)).containsExactly(0.5, 0.5);
    }
}
