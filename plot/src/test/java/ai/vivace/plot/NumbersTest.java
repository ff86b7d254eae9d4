package ai.vivace.plot;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumbersTest {
    @ParameterizedTest
    @CsvSource({
        "0.93123, 0.9312",
        "1.2e-5, 1.2e-5",
        "0.0021, 0.0021",
        "60000, 60000",
        "1234567, 1.235e6",
        "-0.5, -0.5",
        "0, 0",
        "99999.96, 100000",
        "NaN, NaN"
    })
    void briefNumbersHaveFourDigits(double value, String text) {
        assertThat(Numbers.brief(value)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "1.005, 1", "1.5, 1.5", "-0.05, -0.05", "-0.001, 0", "12.345, 12.35"})
    void coordinatesHaveAtMostTwoDecimals(double value, String text) {
        assertThat(Numbers.coordinate(value)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"10⁻⁷, 1e-7", "10², 1e2", "2×10⁻⁵, 2e-5", "−1.5×10⁻¹⁰, -1.5e-10", "−0.5, -0.5", "10, 10", "10k, 10k"})
    void asciiSpellsPowers(String label, String text) {
        assertThat(Numbers.ascii(label)).isEqualTo(text);
    }
}
