package ai.vivace.tax.paycheck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.vivace.base.InputException;
import ai.vivace.base.Rng;
import ai.vivace.tax.ExplainedAmount;
import ai.vivace.tax.Filer;
import ai.vivace.tax.Item;
import ai.vivace.tax.Precision;
import ai.vivace.tax.TaxReturn;
import ai.vivace.tax.law.FilingStatus;
import ai.vivace.tax.law.TaxYear;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WithholdingWorksheetTest {
    private static final TaxYear YEAR = TaxYear.of(2026);

    @Test
    void biweekly2000OfASinglePersonLose156Dollars15() {
        // Example P28: Publication 15-T (2026), Worksheet 1A.
        WithholdingWorksheet worksheet = WithholdingWorksheet.of(
                YEAR, FormW4.of(FilingStatus.SINGLE), PayFrequency.BIWEEKLY, new BigDecimal("2000"));
        assertThat(worksheet.adjustedAnnualWage()).isEqualByComparingTo("43400");
        assertThat(worksheet.annualTax()).isEqualByComparingTo("4060");
        assertThat(worksheet.withheld()).isEqualByComparingTo("156.15");
        assertThat(worksheet.lines())
                .extracting(ExplainedAmount::name)
                .containsExactly(
                        "1a Taxable wages",
                        "1e Wages of a year",
                        "1i Adjusted annual wage",
                        "2g Tax of a year",
                        "2h Tax of the period",
                        "3b Credits",
                        "4b Withheld");
        assertThat(worksheet.lines().get(3).sentence())
                .isEqualTo("$1,240 on $19,900, and 12% of what is above, by the schedule for step 2(c) empty.");
    }

    /** From a worksheet of our own in exact fractions (Python), for all statuses, frequencies, steps and years. */
    @ParameterizedTest
    @CsvSource({
        "2026, SINGLE, empty, BIWEEKLY, 2000, 2200, 0, 0, 0, 71.54",
        "2026, MARRIED_JOINT, empty, SEMIMONTHLY, 4166.67, 4400, 1200, 0, 25, 166.00",
        "2026, MARRIED_JOINT, ticked, WEEKLY, 1500, 0, 0, 5000, 0, 139.04",
        "2026, HEAD_OF_HOUSEHOLD, empty, MONTHLY, 5200.50, 2700, 0, 0, 0, 128.06",
        "2026, HEAD_OF_HOUSEHOLD, ticked, QUARTERLY, 21000, 0, 3000, 0, 12.5, 3356.38",
        "2026, QUALIFYING_SURVIVING_SPOUSE, empty, SEMIANNUAL, 60000, 2200, 0, 0, 0, 3920.00",
        "2026, MARRIED_SEPARATE, ticked, DAILY, 310, 0, 0, 0, 0, 52.73",
        "2025, SINGLE, empty, MONTHLY, 6400, 0, 500, 2500, 0, 672.50",
        "2025, MARRIED_JOINT, empty, BIWEEKLY, 9800, 0, 0, 0, 0, 1524.85",
        "2024, SINGLE, ticked, WEEKLY, 2350.75, 0, 0, 0, 40, 532.76",
        "2023, HEAD_OF_HOUSEHOLD, empty, BIWEEKLY, 1890, 4000, 0, 0, 0, 0.00",
        "2022, SINGLE, empty, ANNUAL, 750000, 0, 0, 0, 0, 235663.50",
        "2021, MARRIED_JOINT, ticked, SEMIMONTHLY, 12000, 0, 10000, 30000, 0, 2664.66",
        "2020, SINGLE, empty, WEEKLY, 180, 0, 0, 0, 0, 0.00",
        "2020, MARRIED_SEPARATE, empty, BIWEEKLY, 4321.09, 1500, 0, 0, 5, 642.20"
    })
    void everyStepOfTheFormHasItsEffect(
            int year,
            FilingStatus status,
            String box,
            PayFrequency frequency,
            BigDecimal wages,
            BigDecimal credits,
            BigDecimal otherIncome,
            BigDecimal deductions,
            BigDecimal extra,
            BigDecimal withheld) {
        FormW4 form = FormW4.of(status)
                .withCredits(credits)
                .withOtherIncome(otherIncome)
                .withDeductions(deductions)
                .withExtra(extra);
        FormW4 filled = box.equals("ticked") ? form.withMultipleJobs() : form;
        assertThat(WithholdingWorksheet.of(TaxYear.of(year), filled, frequency, wages)
                        .withheld())
                .isEqualByComparingTo(withheld);
    }

    @Test
    void aPlainJobLosesTheTaxOfItsYear() {
        // The tables of 2025 were printed before its standard deduction was raised; those of the other years fit to the
        // rounding of cents.
        Rng random = Rng.of(1).split("plain job");
        for (int i = 0; i < 400; i++) {
            int number = 2020 + random.nextInt(7);
            TaxYear year = TaxYear.of(number);
            FilingStatus status = List.of(FilingStatus.values()).get(random.nextInt(3));
            PayFrequency frequency = List.of(PayFrequency.values()).get(random.nextInt(PayFrequency.values().length));
            BigDecimal pay = BigDecimal.valueOf((30_000 + random.nextInt(90_000)) / frequency.perYear());
            BigDecimal wages = pay.multiply(BigDecimal.valueOf(frequency.perYear()));
            BigDecimal tax = TaxReturn.of(
                            Filer.of(year, status).amount(Item.WAGES, wages).build(), Precision.EXACT)
                    .totalTax();
            BigDecimal withheld = WithholdingWorksheet.of(year, FormW4.of(status), frequency, pay)
                    .withheld()
                    .multiply(BigDecimal.valueOf(frequency.perYear()));
            double tolerance = number == 2025 ? 750 * 0.22 * 2 : frequency.perYear() * 0.0051 + 0.5;
            assertThat(withheld.doubleValue())
                    .as("%s %s %s %s", year, status, frequency, pay)
                    .isCloseTo(tax.doubleValue(), within(tolerance));
        }
    }

    @Test
    void twoEqualJobsWithTheBoxTickedLoseTheTaxOfBoth() {
        BigDecimal pay = new BigDecimal("2500");
        BigDecimal each = WithholdingWorksheet.of(
                        YEAR, FormW4.of(FilingStatus.MARRIED_JOINT).withMultipleJobs(), PayFrequency.BIWEEKLY, pay)
                .withheld();
        BigDecimal tax = TaxReturn.of(
                        Filer.of(YEAR, FilingStatus.MARRIED_JOINT)
                                .amount(Item.WAGES, 65_000)
                                .amount(Item.WAGES_SPOUSE, 65_000)
                                .build(),
                        Precision.EXACT)
                .totalTax();
        assertThat(each.doubleValue() * 52).isCloseTo(tax.doubleValue(), within(0.3));
    }

    @Test
    void withholdingNeverFallsWhenPayRises() {
        Rng random = Rng.of(2).split("rising pay");
        for (int i = 0; i < 2_000; i++) {
            TaxYear year = TaxYear.of(2020 + random.nextInt(7));
            FormW4 form = FormW4.of(List.of(FilingStatus.values()).get(random.nextInt(5)));
            FormW4 filled = random.nextBoolean() ? form.withMultipleJobs() : form;
            PayFrequency frequency = List.of(PayFrequency.values()).get(random.nextInt(8));
            BigDecimal pay = BigDecimal.valueOf(random.nextInt(3_000_000), 2);
            BigDecimal more = pay.add(BigDecimal.valueOf(random.nextInt(100_000), 2));
            BigDecimal rise = WithholdingWorksheet.of(year, filled, frequency, more)
                    .withheld()
                    .subtract(WithholdingWorksheet.of(year, filled, frequency, pay)
                            .withheld());
            // Never more than the highest rate either; printed base taxes are rounded.
            assertThat(rise.doubleValue()).isBetween(-0.01, more.subtract(pay).doubleValue() * 0.37 + 1.01);
        }
    }

    @Test
    void negativeAmountsAreRefusedByName() {
        FormW4 form = FormW4.of(FilingStatus.SINGLE);
        assertThatThrownBy(() -> WithholdingWorksheet.of(YEAR, form, PayFrequency.WEEKLY, new BigDecimal("-1")))
                .isInstanceOf(InputException.class)
                .hasMessageContainingAll("pay", "-$1");
        assertThatThrownBy(() -> form.withCredits(new BigDecimal("-5"))).hasMessageContaining("step 3");
        assertThatThrownBy(() -> form.withExtra(new BigDecimal("-5"))).hasMessageContaining("step 4(c)");
    }
}
