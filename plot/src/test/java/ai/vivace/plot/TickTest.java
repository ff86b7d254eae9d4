package ai.vivace.plot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.vivace.base.Rng;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TickTest {
    @Test
    void ticksAreMultiplesOfOneTwoOrFive() {
        Rng random = Rng.of(1);
        for (int i = 0; i < 500; i++) {
            double length = (0.1 + random.nextDouble()) * Math.pow(10, random.nextInt(24) - 12);
            double low = random.nextGaussian() * length * 1000;
            List<Tick> ticks = Tick.linear(low, low + length, 6);
            double step = Tick.step(length / 6);
            double mantissa = step / Math.pow(10, Math.floor(Math.log10(step) + 1e-9));
            assertThat(Math.round(mantissa * 1e6) / 1e6).isIn(1.0, 2.0, 5.0);
            assertThat(ticks).as("%s + %s", low, length).hasSizeBetween(2, 8).allSatisfy(tick -> {
                assertThat(tick.value()).isBetween(low - 1e-8 * step, low + length + 1e-8 * step);
                assertThat(tick.value() / step).isCloseTo(Math.rint(tick.value() / step), within(1e-6));
            });
            assertThat(ticks).extracting(Tick::label).doesNotHaveDuplicates();
        }
    }

    @ParameterizedTest
    @CsvSource({"0, 1, '0 0.2 0.4 0.6 0.8 1.0'", "-1, 1, '−1.0 −0.5 0 0.5 1.0'", "0, 50000, '0 10k 20k 30k 40k 50k'"})
    void labelsHaveTheDecimalsOfTheStep(double low, double high, String labels) {
        assertThat(Tick.linear(low, high, 5)).extracting(Tick::label).containsExactly(labels.split(" "));
    }

    @Test
    void tinyValuesShareOnePowerOfTen() {
        assertThat(Tick.linear(0, 4e-6, 4))
                .extracting(Tick::label)
                .containsExactly("0", "1×10⁻⁶", "2×10⁻⁶", "3×10⁻⁶", "4×10⁻⁶");
    }

    @Test
    void logarithmicTicksAreRaisedPowers() {
        List<Tick> ticks = Tick.logarithmic(1e-7, 10, 9);
        assertThat(ticks)
                .filteredOn(Tick::isMajor)
                .extracting(Tick::label)
                .containsExactly("10⁻⁷", "10⁻⁶", "10⁻⁵", "10⁻⁴", "10⁻³", "10⁻²", "10⁻¹", "10⁰", "10¹");
        assertThat(ticks).filteredOn(tick -> !tick.isMajor()).hasSize(8 * 8);
    }

    @Test
    void manyPowersAreThinnedEvenly() {
        assertThat(Tick.logarithmic(1e-12, 1e12, 7))
                .extracting(Tick::label)
                .containsExactly("10⁻¹²", "10⁻⁸", "10⁻⁴", "10⁰", "10⁴", "10⁸", "10¹²");
    }

    @Test
    void fewPowersAlsoLabelTwoAndFive() {
        assertThat(Tick.logarithmic(2e-3, 5e-2, 9))
                .filteredOn(Tick::isMajor)
                .extracting(Tick::label)
                .containsExactly("2×10⁻³", "5×10⁻³", "10⁻²", "2×10⁻²", "5×10⁻²");
    }

    @Test
    void lessThanOnePowerHasLinearTicks() {
        assertThat(Tick.logarithmic(0.3, 0.8, 5)).extracting(Tick::label).contains("0.4", "0.6");
    }
}
