package ai.vivace.tax.business;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.vivace.base.InputException;
import ai.vivace.tax.Filer;
import ai.vivace.tax.law.FilingStatus;
import ai.vivace.tax.law.TaxYear;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The table of break-even profits of the specification: single, 2026, no other income, standard deduction, business deduction, FICA on
 * both sides, 42 of federal unemployment tax, no state tax.
 */
class BreakEvenTest {
    private static final Filer SINGLE =
            Filer.of(TaxYear.of(2026), FilingStatus.SINGLE).build();

    private static BigDecimal dollars(String amount) {
        return new BigDecimal(amount);
    }

    @ParameterizedTest
    @CsvSource({
        "0.4, 1500, 18500",
        "0.4, 2500, 30500",
        "0.4, 3500, 42500",
        "0.5, 1500, 23000",
        "0.5, 2500, 38500",
        "0.5, 3500, 57000",
        "0.6, 1500, 31000",
        "0.6, 2500, 58500",
        "0.6, 3500, 118000"
    })
    void aShareOfTheProfitAsSalaryBreaksEvenAsInTheTable(BigDecimal share, BigDecimal cost, BigDecimal profit) {
        assertThat(BreakEven.of(SINGLE, cost).profit(SalaryRule.share(share)).orElseThrow())
                .isEqualByComparingTo(profit);
    }

    @ParameterizedTest
    @CsvSource({"1500, 71000", "2500, 78000", "3500, 88500"})
    void theLargerOf50000And40PercentBreaksEvenAsInTheTable(BigDecimal cost, BigDecimal profit) {
        SalaryRule realistic = SalaryRule.larger(dollars("50000"), dollars("0.4"));
        assertThat(BreakEven.of(SINGLE, cost).profit(realistic).orElseThrow()).isEqualByComparingTo(profit);
    }

    @ParameterizedTest
    @CsvSource({"60000, 1070", "100000, 2323", "150000, 4046", "200000, 5611", "300000, 12517"})
    void netSavingAtHalfSalaryAnd2500IsThatOfTheTable(BigDecimal profit, double saving) {
        BreakEven breakEven = BreakEven.of(SINGLE, dollars("2500"));
        assertThat(breakEven.saving(profit, SalaryRule.share(dollars("0.5"))).doubleValue())
                .isCloseTo(saving, within(0.5));
    }

    /** To the cent, from a computation of our own (Python). */
    @ParameterizedTest
    @CsvSource({"60000, 1069.5510", "100000, 2323.1416", "200000, 5611.4712", "300000, 12516.904274"})
    void netSavingIsExact(BigDecimal profit, double saving) {
        BreakEven breakEven = BreakEven.of(SINGLE, dollars("2500"));
        assertThat(breakEven.saving(profit, SalaryRule.share(dollars("0.5"))).doubleValue())
                .isCloseTo(saving, within(1e-4));
    }

    @Test
    void aCorporationThatPaysEverythingOutCostsMore() {
        // The specification has about 1,900 to 11,700 for profits of 40,000 to 250,000.
        BreakEven breakEven = BreakEven.of(SINGLE, dollars("2500"));
        SalaryRule half = SalaryRule.share(dollars("0.5"));
        assertThat(breakEven
                        .difference(BusinessForm.C_CORPORATION, dollars("40000"), half)
                        .doubleValue())
                .isCloseTo(-1_910, within(1.0));
        assertThat(breakEven
                        .difference(BusinessForm.C_CORPORATION, dollars("250000"), half)
                        .doubleValue())
                .isCloseTo(-11_666, within(1.0));
    }

    @Test
    void theSavingFallsWhenTheSalaryOrTheCostRises() {
        BigDecimal profit = dollars("120000");
        BreakEven cheap = BreakEven.of(SINGLE, dollars("1500"));
        BreakEven dear = BreakEven.of(SINGLE, dollars("3500"));
        BigDecimal last = cheap.saving(profit, SalaryRule.fixed(dollars("30000")));
        for (int salary = 40_000; salary <= 100_000; salary += 10_000) {
            SalaryRule rule = SalaryRule.fixed(BigDecimal.valueOf(salary));
            BigDecimal saving = cheap.saving(profit, rule);
            assertThat(saving).isLessThan(last);
            assertThat(dear.saving(profit, rule)).isLessThan(saving);
            last = saving;
        }
    }

    @Test
    void withoutACredibleProfitThereIsNoBreakEven() {
        assertThat(BreakEven.of(SINGLE, dollars("2500")).profit(SalaryRule.share(BigDecimal.ONE)))
                .isEmpty();
    }

    @Test
    void sharesAndSalariesOutOfRangeAreRefused() {
        assertThatThrownBy(() -> SalaryRule.share(dollars("40")))
                .isInstanceOf(InputException.class)
                .hasMessageContainingAll("0 to 1", "40");
        assertThatThrownBy(() -> SalaryRule.fixed(dollars("-1"))).hasMessageContaining("salary");
    }
}
