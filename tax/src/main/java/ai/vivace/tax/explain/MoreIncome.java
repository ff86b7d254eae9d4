package ai.vivace.tax.explain;

import ai.vivace.base.InputException;
import ai.vivace.tax.Filer;
import ai.vivace.tax.Money;
import ai.vivace.tax.Precision;
import ai.vivace.tax.TaxReturn;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;

/**
 * What more income of a kind costs in federal tax.
 *
 * @param kind the income
 * @param more how much more, in dollars
 * @param returnTax what the return's tax rises by, credits that are paid out counted; negative when it falls
 * @param payrollTax what Social Security and Medicare taxes of employees rise by
 */
public record MoreIncome(IncomeKind kind, BigDecimal more, BigDecimal returnTax, BigDecimal payrollTax) {

    /**
     * What more income costs a filer, by exact formulas.
     *
     * @throws InputException when {@code more} is not above zero
     */
    public static MoreIncome of(Filer filer, IncomeKind kind, BigDecimal more) {
        InputException.require(
                more.signum() > 0, () -> "more: expected dollars above zero, but found " + Money.text(more) + ".");
        Filer richer = kind.add(filer, more);
        return new MoreIncome(
                kind,
                more,
                tax(richer).subtract(tax(filer)),
                EmployeeTaxes.of(richer)
                        .total()
                        .subtract(EmployeeTaxes.of(filer).total()));
    }

    /** The same for each kind of income that a filer can have. */
    public static List<MoreIncome> ofAll(Filer filer, BigDecimal more) {
        return IncomeKind.of(filer).stream().map(kind -> of(filer, kind, more)).toList();
    }

    private static BigDecimal tax(Filer filer) {
        return TaxReturn.of(filer, Precision.EXACT).netTax();
    }

    /** Both taxes, in dollars. */
    public BigDecimal cost() {
        return returnTax.add(payrollTax);
    }

    /** What is left of the income, in dollars. */
    public BigDecimal kept() {
        return more.subtract(cost());
    }

    /** The part that goes, mostly 0 to 1; above 1 at a cliff, below 0 where a credit grows. */
    public BigDecimal rate() {
        return cost().divide(more, MathContext.DECIMAL64);
    }

    /** A sentence that says so. */
    public String sentence() {
        return Money.text(more) + " more of " + kind.title() + " costs " + Money.text(cost())
                + " in federal tax, so you keep " + Money.text(kept()) + ".";
    }
}
