package ai.vivace.tax;

import static org.assertj.core.api.Assertions.assertThat;

import ai.vivace.base.Rng;
import ai.vivace.tax.law.FilingStatus;
import ai.vivace.tax.law.TaxYear;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Laws that hold for all returns, on filers drawn by chance with a seed. */
class ReturnPropertiesTest {
    private static final int FILERS = 500;

    private static TaxReturn exact(Filer filer) {
        return TaxReturn.of(filer, Precision.EXACT);
    }

    @Test
    void totalTaxNeverFallsWhenOtherIncomeRises() {
        for (int i = 0; i < FILERS; i++) {
            Rng rng = Rng.of(11).split(i);
            Filer filer = RandomFiler.draw(rng);
            BigDecimal more = filer.amount(Item.OTHER_INCOME).add(BigDecimal.valueOf(1 + rng.nextInt(30_000)));
            TaxReturn before = exact(filer);
            TaxReturn after =
                    exact(filer.change().amount(Item.OTHER_INCOME, more).build());
            assertThat(after.totalTax()).as("%s", filer).isGreaterThanOrEqualTo(before.totalTax());
        }
    }

    @Test
    void aJointReturnWithASpouseWithoutIncomeIsNeverAboveASingleOne() {
        for (int i = 0; i < FILERS; i++) {
            Rng rng = Rng.of(12).split(i);
            Filer single = RandomFiler.draw(rng, FilingStatus.SINGLE)
                    .change()
                    .amount(Item.CARE, 0)
                    .build();
            Filer joint = single.change()
                    .status(FilingStatus.MARRIED_JOINT)
                    .spouse(Person.of(40))
                    .build();
            for (Precision precision : Precision.values()) {
                assertThat(TaxReturn.of(joint, precision).totalTax())
                        .as("%s", single)
                        .isLessThanOrEqualTo(TaxReturn.of(single, precision).totalTax());
            }
        }
    }

    @Test
    void refundAndBalanceAreTheDifferenceOfPaymentsAndTax() {
        for (int i = 0; i < FILERS; i++) {
            TaxReturn result = TaxReturn.of(RandomFiler.draw(Rng.of(13).split(i)));
            assertThat(result.refundOrBalance())
                    .isEqualByComparingTo(result.value(LineName.TOTAL_PAYMENTS).subtract(result.totalTax()));
            assertThat(result.value(LineName.REFUND).multiply(result.value(LineName.BALANCE_DUE)))
                    .isEqualByComparingTo("0");
        }
    }

    @Test
    void linesAreWholeDollarsAndNotBelowZeroWhereTheLawSaysSo() {
        List<LineName> maybeNegative = List.of(
                LineName.SHORT_TERM_GAIN,
                LineName.LONG_TERM_GAIN,
                LineName.CAPITAL_GAIN,
                LineName.BUSINESS_INCOME,
                LineName.PASS_THROUGH_INCOME,
                LineName.OTHER_INCOME,
                LineName.ADDITIONAL_INCOME,
                LineName.TOTAL_INCOME,
                LineName.AGI,
                LineName.AMT_INCOME);
        for (int i = 0; i < FILERS; i++) {
            for (Line line : TaxReturn.of(RandomFiler.draw(Rng.of(14).split(i))).lines()) {
                assertThat(line.value().stripTrailingZeros().scale())
                        .as("%s", line)
                        .isLessThanOrEqualTo(0);
                assertThat(line.value().signum() >= 0 || maybeNegative.contains(line.name()))
                        .as("%s", line)
                        .isTrue();
            }
        }
    }

    @Test
    void roundedTaxIsNearTheExactOne() {
        for (int i = 0; i < FILERS; i++) {
            Filer filer = RandomFiler.draw(Rng.of(15).split(i));
            BigDecimal taxable = exact(filer).taxableIncome();
            IncomeTax form = IncomeTax.of(new Sheet(filer, exact(filer).law(), Precision.FORM));
            IncomeTax exact = IncomeTax.of(new Sheet(filer, exact(filer).law(), Precision.EXACT));
            // Half a row at the highest rate of the table, and half a dollar.
            assertThat(form.on(taxable).subtract(exact.on(taxable)).abs()).isLessThanOrEqualTo(new BigDecimal("6.5"));
        }
    }

    @Test
    void creditsThatLowerTheTaxNeverMakeItNegative() {
        for (int i = 0; i < FILERS; i++) {
            TaxReturn result = TaxReturn.of(RandomFiler.draw(Rng.of(16).split(i)));
            assertThat(result.value(LineName.TAX_AFTER_CREDITS))
                    .isBetween(BigDecimal.ZERO, result.value(LineName.TAX_BEFORE_CREDITS));
        }
    }

    @Test
    void everyLineSaysWhereItStandsAndWhy() {
        for (int i = 0; i < FILERS / 5; i++) {
            Filer filer = RandomFiler.draw(Rng.of(17).split(i));
            for (Line line : TaxReturn.of(filer).lines()) {
                assertThat(line.place())
                        .as("%s of %s", line.name(), filer.year())
                        .isPresent();
                assertThat(line.reason().rule()).isNotBlank();
                assertThat(line.reason().sentence()).endsWith(".");
            }
        }
    }

    @Test
    void theDeductionTakenIsTheLargerOne() {
        for (int i = 0; i < FILERS; i++) {
            Filer filer = RandomFiler.draw(Rng.of(18).split(i));
            TaxReturn chosen = exact(filer);
            TaxReturn standard =
                    exact(filer.change().deduction(DeductionChoice.STANDARD).build());
            assertThat(chosen.taxableIncome()).as("%s", filer).isLessThanOrEqualTo(standard.taxableIncome());
        }
    }

    @Test
    void drawnFilersCoverYearsAndStatuses() {
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < FILERS; i++) {
            Filer filer = RandomFiler.draw(Rng.of(11).split(i));
            seen.add(filer.year() + " " + filer.status());
        }
        assertThat(seen).hasSize(TaxYear.known().size() * FilingStatus.values().length);
    }
}
