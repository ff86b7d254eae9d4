package ai.vivace.tax.explain;

import ai.vivace.tax.Filer;
import ai.vivace.tax.LineName;
import ai.vivace.tax.Precision;
import ai.vivace.tax.TaxReturn;
import java.math.BigDecimal;
import java.math.MathContext;

/**
 * The rates of a filer, 0 to 1 unless credits or cliffs take them out of that.
 *
 * @param bracket the rate of the slice that the last dollar of ordinary income falls into
 * @param marginal what the next dollar of wages costs on the return
 * @param effective net tax of the return as a part of total income
 * @param allIn the same with Social Security and Medicare taxes of employees
 */
public record TaxRates(BigDecimal bracket, BigDecimal marginal, BigDecimal effective, BigDecimal allIn) {

    /** The rates of a filer, by exact formulas; zero where there is no income. */
    public static TaxRates of(Filer filer) {
        TaxReturn result = TaxReturn.of(filer, Precision.EXACT);
        BigDecimal income = result.value(LineName.TOTAL_INCOME);
        BigDecimal ordinary = BracketSlices.ordinaryPart(result);
        BigDecimal tax = result.netTax();
        return new TaxRates(
                result.law().brackets(filer.status()).at(ordinary).rate(),
                MoreIncome.of(filer, IncomeKind.WAGES, BigDecimal.ONE).returnTax(),
                part(tax, income),
                part(tax.add(EmployeeTaxes.of(filer).total()), income));
    }

    private static BigDecimal part(BigDecimal tax, BigDecimal income) {
        return income.signum() <= 0 ? BigDecimal.ZERO : tax.divide(income, MathContext.DECIMAL64);
    }
}
