package ai.vivace.tax;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.vivace.base.InputException;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MoneyTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "85000|85000",
                "$85,000|85000",
                "85k|85000",
                "85 K|85000",
                "$1.25m|1250000",
                "85,000.50|85000.50",
                "1,234,567|1234567",
                "-3000|-3000",
                "-$3,000|-3000",
                "$-3,000|-3000",
                "(3,000)|-3000",
                ".5|0.5",
                "0|0",
                " 42 |42"
            })
    void amountsAreReadAsPeopleWriteThem(String text, BigDecimal expected) {
        assertThat(Money.parse("wages_primary", text)).isEqualByComparingTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"85.000,00", "85.000", "85,00", "1.234.567"})
    void amountsThatCouldBeTwoAreAskedAbout(String text) {
        assertThatThrownBy(() -> Money.parse("wages_primary", text))
                .isInstanceOf(InputException.class)
                .hasMessageStartingWith("wages_primary: is \"" + text + "\" written with a decimal comma");
    }

    @ParameterizedTest
    @ValueSource(strings = {"many", "", "$", "8 5", "1,23,456", "--5", "5%", "1e5"})
    void whatIsNoAmountIsRefused(String text) {
        assertThatThrownBy(() -> Money.parse("pension", text))
                .isInstanceOf(InputException.class)
                .hasMessageContainingAll("pension: expected an amount in dollars", "85k");
    }

    @Test
    void aTrillionIsRefused() {
        assertThatThrownBy(() -> Money.parse("wages_primary", "1000000000000")).hasMessageContaining("a trillion");
    }

    @Test
    void amountsAreWrittenForPeople() {
        assertThat(Money.text(new BigDecimal("1234567"))).isEqualTo("$1,234,567");
        assertThat(Money.text(new BigDecimal("-3000.5"))).isEqualTo("-$3,000.50");
        assertThat(Money.text(new BigDecimal("0.005"))).isEqualTo("$0.01");
        assertThat(Money.percent(new BigDecimal("0.0765"))).isEqualTo("7.65%");
        assertThat(Money.percent(new BigDecimal("0.2"))).isEqualTo("20%");
    }
}
