package ai.vivace.tax;

import static org.assertj.core.api.Assertions.assertThat;

import ai.vivace.tax.law.Bracket;
import ai.vivace.tax.law.Brackets;
import ai.vivace.tax.law.FilingStatus;
import ai.vivace.tax.law.Law;
import ai.vivace.tax.law.TaxYear;
import java.math.BigDecimal;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;

class IncomeTaxTest {
    private static final BigDecimal ONE = BigDecimal.ONE;

    private static void everyYearAndStatus(BiConsumer<TaxYear, FilingStatus> check) {
        for (TaxYear year : TaxYear.known()) {
            for (FilingStatus status : FilingStatus.values()) {
                check.accept(year, status);
            }
        }
    }

    /** The schedule in tenths of cents and whole numbers, so that halves are seen without rounding. */
    private static long thousandths(Brackets brackets, long halfDollars) {
        long tax = 0;
        for (Bracket row : brackets.rows()) {
            long over = row.over().longValueExact() * 2;
            long end = row.notOver().map(to -> to.longValueExact() * 2).orElse(Long.MAX_VALUE);
            long slice = Math.max(0, Math.min(halfDollars, end) - over);
            tax += slice * row.rate().movePointRight(2).longValueExact() * 5;
        }
        return tax;
    }

    @Test
    void everyRowOfTheTableHasTheTaxOfItsMiddleAtBothEnds() {
        everyYearAndStatus((year, status) -> {
            Brackets brackets = Law.of(year).brackets(status);
            IncomeTax tax = new IncomeTax(brackets, Precision.FORM);
            long[] ends = new long[] {5, 15, 25};
            long start = 0;
            int row = 0;
            while (start < 100_000) {
                long end = row < ends.length ? ends[row] : start + (start < 3_000 ? 25 : 50);
                // start + end is the middle in half dollars.
                long expected = (thousandths(brackets, start + end) + 500) / 1000;
                assertThat(tax.on(BigDecimal.valueOf(start)).longValueExact())
                        .as("%s %s %d", year, status, start)
                        .isEqualTo(expected);
                assertThat(tax.on(BigDecimal.valueOf(end - 1)).longValueExact())
                        .as("%s %s %d", year, status, end - 1)
                        .isEqualTo(expected);
                start = end;
                row++;
            }
            assertThat(start).isEqualTo(100_000);
        });
    }

    @Test
    void theTableEndsWhereTheWorksheetStarts() {
        everyYearAndStatus((year, status) -> {
            Brackets brackets = Law.of(year).brackets(status);
            IncomeTax tax = new IncomeTax(brackets, Precision.FORM);
            assertThat(tax.on(new BigDecimal(99_999)))
                    .isEqualByComparingTo(Precision.FORM.line(brackets.tax(new BigDecimal(99_975))));
            assertThat(tax.on(new BigDecimal(100_000))).isEqualByComparingTo(brackets.tax(new BigDecimal(100_000)));
        });
    }

    @Test
    void theNextDollarAtEachEndBearsTheNextRate() {
        everyYearAndStatus((year, status) -> {
            Brackets brackets = Law.of(year).brackets(status);
            IncomeTax tax = new IncomeTax(brackets, Precision.EXACT);
            for (int i = 0; i + 1 < brackets.rows().size(); i++) {
                BigDecimal end = brackets.ends().get(i);
                assertThat(tax.on(end).subtract(tax.on(end.subtract(ONE))))
                        .isEqualByComparingTo(brackets.rows().get(i).rate());
                assertThat(tax.on(end.add(ONE)).subtract(tax.on(end)))
                        .isEqualByComparingTo(brackets.rows().get(i + 1).rate());
            }
        });
    }

    @Test
    void slicesAddUpToTheIncome() {
        everyYearAndStatus((year, status) -> {
            BigDecimal income = new BigDecimal("345678.90");
            Brackets brackets = Law.of(year).brackets(status);
            BigDecimal sum = BigDecimal.ZERO;
            BigDecimal tax = BigDecimal.ZERO;
            for (Bracket row : brackets.rows()) {
                sum = sum.add(row.slice(income));
                tax = tax.add(row.slice(income).multiply(row.rate()));
            }
            assertThat(sum).isEqualByComparingTo(income);
            assertThat(tax).isEqualByComparingTo(brackets.tax(income));
        });
    }

    @Test
    void noIncomeBearsNoTax() {
        IncomeTax tax = new IncomeTax(Law.of(TaxYear.of(2025)).brackets(FilingStatus.SINGLE), Precision.FORM);
        assertThat(tax.on(BigDecimal.ZERO)).isEqualByComparingTo("0");
        assertThat(tax.on(new BigDecimal(-5_000))).isEqualByComparingTo("0");
    }
}
