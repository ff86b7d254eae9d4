package ai.vivace.tax.explain;

import ai.vivace.tax.Filer;
import ai.vivace.tax.Item;
import ai.vivace.tax.law.Law;
import ai.vivace.tax.law.Payroll;
import java.math.BigDecimal;

/**
 * What an employer takes from wages for Social Security and Medicare; it is not on the return.
 *
 * <p>Additional Medicare Tax is not in it, as the return has that. A payment into a 401(k) does not lower these taxes.
 *
 * @param socialSecurity in dollars, up to the wage base of each person
 * @param medicare in dollars
 */
public record EmployeeTaxes(BigDecimal socialSecurity, BigDecimal medicare) {

    /** The taxes on wages of one person. */
    public static EmployeeTaxes of(Payroll payroll, BigDecimal wages) {
        return new EmployeeTaxes(
                wages.min(payroll.wageBase()).multiply(payroll.employeeSocialSecurity()),
                wages.multiply(payroll.employeeMedicare()));
    }

    /** The taxes of everybody on a return. */
    public static EmployeeTaxes of(Filer filer) {
        Payroll payroll = Law.of(filer.year()).payroll();
        EmployeeTaxes yours = of(payroll, filer.amount(Item.WAGES));
        EmployeeTaxes spouses = of(payroll, filer.amount(Item.WAGES_SPOUSE));
        return new EmployeeTaxes(
                yours.socialSecurity.add(spouses.socialSecurity), yours.medicare.add(spouses.medicare));
    }

    /** Both together, in dollars. */
    public BigDecimal total() {
        return socialSecurity.add(medicare);
    }
}
