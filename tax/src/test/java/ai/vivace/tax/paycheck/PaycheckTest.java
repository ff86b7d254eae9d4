package ai.vivace.tax.paycheck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.vivace.base.InputException;
import ai.vivace.base.Rng;
import ai.vivace.tax.ExplainedAmount;
import ai.vivace.tax.law.FilingStatus;
import ai.vivace.tax.law.TaxYear;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;

class PaycheckTest {
    private static final FormW4 SINGLE = FormW4.of(FilingStatus.SINGLE);

    private static Pay.Builder pay(PayFrequency frequency, String gross) {
        return Pay.of(TaxYear.of(2026), frequency, SINGLE, new BigDecimal(gross));
    }

    private static BigDecimal dollars(String text) {
        return new BigDecimal(text);
    }

    @Test
    void socialSecurityStopsAtTheWageBase() {
        // Example P29.
        Paycheck paycheck = Paycheck.of(pay(PayFrequency.ANNUAL, "200000").build());
        assertThat(paycheck.socialSecurity()).isEqualByComparingTo("11439");
        assertThat(paycheck.medicare()).isEqualByComparingTo("2900");
        assertThat(paycheck.additionalMedicare()).isEqualByComparingTo("0");
    }

    @Test
    void additionalMedicareStartsAbove200000OfTheYear() {
        Paycheck last = Paycheck.of(pay(PayFrequency.MONTHLY, "20000")
                .wagesBefore(dollars("190000"))
                .build());
        assertThat(last.additionalMedicare()).isEqualByComparingTo("90");
        assertThat(last.socialSecurity()).isEqualByComparingTo("0");
        Paycheck crossing = Paycheck.of(pay(PayFrequency.MONTHLY, "20000")
                .wagesBefore(dollars("180000"))
                .build());
        assertThat(crossing.socialSecurity()).isEqualByComparingTo("279");
        assertThat(crossing.additionalMedicare()).isEqualByComparingTo("0");
        assertThat(crossing.lines())
                .anyMatch(line -> line.name().equals("Social Security tax")
                        && line.sentence().contains("$184,500"));
    }

    @Test
    void socialSecurityOfAYearOfPaychecksIsTheRateOnTheWageBase() {
        BigDecimal before = BigDecimal.ZERO;
        BigDecimal socialSecurity = BigDecimal.ZERO;
        BigDecimal additional = BigDecimal.ZERO;
        for (int i = 0; i < 26; i++) {
            Paycheck paycheck = Paycheck.of(
                    pay(PayFrequency.BIWEEKLY, "9000").wagesBefore(before).build());
            before = before.add(paycheck.payrollWages());
            socialSecurity = socialSecurity.add(paycheck.socialSecurity());
            additional = additional.add(paycheck.additionalMedicare());
        }
        assertThat(socialSecurity).isEqualByComparingTo("11439");
        assertThat(additional).isEqualByComparingTo("306");
    }

    @Test
    void a401kLowersIncomeTaxOnlyAndACafeteriaPlanLowersBoth() {
        Paycheck plain = Paycheck.of(pay(PayFrequency.BIWEEKLY, "3000").build());
        Paycheck retirement = Paycheck.of(pay(PayFrequency.BIWEEKLY, "3000")
                .takeOff(PreTax.RETIREMENT, dollars("300"))
                .build());
        Paycheck health = Paycheck.of(pay(PayFrequency.BIWEEKLY, "3000")
                .takeOff(PreTax.HEALTH_SAVINGS, dollars("200"))
                .takeOff(PreTax.HEALTH_INSURANCE, dollars("100"))
                .build());
        assertThat(retirement.payrollTaxes()).isEqualByComparingTo(plain.payrollTaxes());
        assertThat(retirement.incomeTax()).isLessThan(plain.incomeTax());
        assertThat(health.incomeTax()).isEqualByComparingTo(retirement.incomeTax());
        // 7.65% of 300.
        assertThat(plain.payrollTaxes().subtract(health.payrollTaxes())).isEqualByComparingTo("22.95");
    }

    @Test
    void netIsGrossLessEverythingThatIsShown() {
        Rng random = Rng.of(11).split("paychecks");
        for (int i = 0; i < 500; i++) {
            Pay pay = pay(
                            List.of(PayFrequency.values()).get(random.nextInt(8)),
                            Integer.toString(1_000 + random.nextInt(30_000)))
                    .supplemental(BigDecimal.valueOf(random.nextInt(5_000)))
                    .takeOff(PreTax.RETIREMENT, BigDecimal.valueOf(random.nextInt(500)))
                    .takeOff(PreTax.HEALTH_INSURANCE, BigDecimal.valueOf(random.nextInt(400)))
                    .wagesBefore(BigDecimal.valueOf(random.nextInt(250_000)))
                    .build();
            Paycheck paycheck = Paycheck.of(pay);
            BigDecimal left = BigDecimal.ZERO;
            for (ExplainedAmount line : paycheck.lines()) {
                boolean paid = line.name().equals("Gross pay") || line.name().equals("Bonus");
                if (!line.name().equals("Net pay")) {
                    left = paid ? left.add(line.amount()) : left.subtract(line.amount());
                }
            }
            assertThat(paycheck.net()).isEqualByComparingTo(left).isPositive();
        }
    }

    @Test
    void aBonusHasTheFlatRateAndAboveAMillionTheHighOne() {
        Paycheck paycheck = Paycheck.of(
                pay(PayFrequency.MONTHLY, "8000").supplemental(dollars("10000")).build());
        assertThat(paycheck.supplementalTax()).isEqualByComparingTo("2200");
        assertThat(paycheck.socialSecurity()).isEqualByComparingTo("1116");
        Paycheck large = Paycheck.of(pay(PayFrequency.MONTHLY, "8000")
                .supplemental(dollars("30000"))
                .supplementalBefore(dollars("980000"))
                .build());
        // 20,000 x 22% + 10,000 x 37%.
        assertThat(large.supplementalTax()).isEqualByComparingTo("8100");
    }

    @Test
    void aBonusBearsWhatRegularPayIsTooSmallFor() {
        Paycheck paycheck = Paycheck.of(pay(PayFrequency.MONTHLY, "1000")
                .supplemental(dollars("5000"))
                .takeOff(PreTax.RETIREMENT, dollars("3000"))
                .build());
        assertThat(paycheck.supplementalTax()).isEqualByComparingTo("660");
        assertThat(paycheck.incomeTaxWages()).isEqualByComparingTo("3000");
        assertThat(paycheck.worksheet().withheld()).isEqualByComparingTo("0");
    }

    @Test
    void nonresidentStudentsPayNoFica() {
        Paycheck paycheck = Paycheck.of(pay(PayFrequency.BIWEEKLY, "3000")
                .payrollTaxes(Pay.PayrollTaxes.EXEMPT)
                .build());
        assertThat(paycheck.payrollTaxes()).isEqualByComparingTo("0");
        assertThat(paycheck.notes()).anyMatch(note -> note.contains("nonresidents"));
    }

    @Test
    void takingOffMoreThanIsPaidIsRefused() {
        assertThatThrownBy(() -> pay(PayFrequency.BIWEEKLY, "3000")
                        .takeOff(PreTax.RETIREMENT, dollars("23500"))
                        .build())
                .isInstanceOf(InputException.class)
                .hasMessageContainingAll("$3,000", "$23,500", "for one paycheck");
        assertThatThrownBy(() -> pay(PayFrequency.BIWEEKLY, "-3000").build()).hasMessageContaining("gross");
        assertThatThrownBy(() -> pay(PayFrequency.BIWEEKLY, "3000")
                        .takeOff(PreTax.HEALTH_INSURANCE, dollars("-1"))
                        .build())
                .hasMessageContaining("health insurance");
    }

    @Test
    void aRatePastTheYearlyLimitIsNoted() {
        assertThat(Paycheck.of(pay(PayFrequency.BIWEEKLY, "5000")
                                .takeOff(PreTax.RETIREMENT, dollars("1000"))
                                .build())
                        .notes())
                .anyMatch(note -> note.contains("$26,000") && note.contains("$24,500"));
        assertThat(Paycheck.of(pay(PayFrequency.BIWEEKLY, "5000")
                                .takeOff(PreTax.RETIREMENT, dollars("900"))
                                .build())
                        .notes())
                .noneMatch(note -> note.contains("401(k)"));
    }

    @Test
    void theResultSaysWhereItsTablesAreFrom() {
        Paycheck paycheck = Paycheck.of(pay(PayFrequency.BIWEEKLY, "3000").build());
        assertThat(paycheck.citation().source()).contains("Pub. 15-T (2026)");
        assertThat(paycheck.parameterDate()).isEqualTo("2026-11-23");
    }
}
