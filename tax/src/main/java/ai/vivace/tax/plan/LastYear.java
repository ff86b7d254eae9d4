package ai.vivace.tax.plan;

import ai.vivace.base.InputException;
import ai.vivace.tax.Money;
import ai.vivace.tax.TaxReturn;
import java.math.BigDecimal;

/**
 * Last year's return, as far as it makes a safe harbour. It must have covered twelve months.
 *
 * @param tax total tax less credits that were paid out, in dollars (Form 2210, line 8)
 * @param adjustedGrossIncome adjusted gross income, in dollars
 */
public record LastYear(BigDecimal tax, BigDecimal adjustedGrossIncome) {
    /** @throws InputException for a negative tax; when more was paid out than the tax, it is zero */
    public LastYear {
        InputException.require(
                tax.signum() >= 0,
                () -> "last year's tax: expected zero or more dollars, but found " + Money.text(tax)
                        + ". Give total tax less refundable credits; zero when those are more.");
    }

    /** What a return of last year says. */
    public static LastYear of(TaxReturn taxReturn) {
        return new LastYear(taxReturn.netTax().max(BigDecimal.ZERO), taxReturn.adjustedGrossIncome());
    }
}
