package ai.vivace.table;

import static org.assertj.core.api.Assertions.assertThat;

import ai.vivace.base.Rng;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NumberTextTest {
    private final NumberText number = new NumberText();

    private boolean read(String text) {
        // With something on both sides, which must not be looked at.
        return number.read(("7" + text + "7").toCharArray(), 1, text.length());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0",
                "-0",
                "1",
                "+1",
                "-17",
                "007",
                "0.1",
                ".5",
                "5.",
                "1e3",
                "1E-3",
                "1.50",
                "100000",
                "1e5",
                "0.30000000000000004",
                "9007199254740993",
                "9223372036854775808",
                "123456789012345678",
                "1234567890123456789",
                "0.0000000000000000000000001",
                "8.692932128906250000e-01",
                "1e22",
                "1e23",
                "1e308",
                "1e309",
                "-1e-400",
                "4.9e-324",
                "2.2250738585072014e-308",
                "000000000000000000000000000001",
                "0.000",
                "0e5",
                "1.7976931348623157e308",
                "123456789e-9",
                "12345678901234567890.5"
            })
    void numbersAreWhatJavaReadsThemAs(String text) {
        assertThat(read(text)).isTrue();
        assertThat(number.value()).isEqualTo(Double.parseDouble(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", "-", "+", ".", "-.", "e5", "1e", "1e+", "1e5.", "1.2.3", "1,5", "1d", "1f", "0x10", "1_000", "NaN",
                "i", "infinit", "1 2", "--1"
            })
    void otherTextsAreNot(String text) {
        assertThat(read(text)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"inf", "Infinity", "+INF"})
    void infinitiesAreNumbers(String text) {
        assertThat(read(text)).isTrue();
        assertThat(number.value()).isEqualTo(Double.POSITIVE_INFINITY);
        assertThat(read("-" + text.replace("+", ""))).isTrue();
        assertThat(number.value()).isEqualTo(Double.NEGATIVE_INFINITY);
    }

    @Test
    void randomNumbersAreReadExactly() {
        Rng rng = Rng.of(1);
        for (int i = 0; i < 20_000; i++) {
            double any = Double.longBitsToDouble(rng.nextLong());
            String text = i % 3 == 0
                    ? Double.toString(Double.isFinite(any) ? any : i)
                    : i % 3 == 1
                            ? Float.toString((float) rng.nextGaussian())
                            : Long.toString(rng.nextLong() >> rng.nextInt(60)) + "." + rng.nextInt(100_000);
            assertThat(read(text)).as(text).isTrue();
            assertThat(number.value()).as(text).isEqualTo(Double.parseDouble(text));
            if (number.isDecimal()) {
                assertThat(new java.math.BigDecimal(text)
                                .compareTo(java.math.BigDecimal.valueOf(number.mantissa(), number.decimals())))
                        .as(text)
                        .isZero();
            }
        }
    }
}
