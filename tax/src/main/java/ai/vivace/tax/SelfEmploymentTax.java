package ai.vivace.tax;

import ai.vivace.tax.law.Payroll;
import java.math.BigDecimal;

/**
 * Social Security and Medicare taxes on the profit of one person (Schedule SE).
 *
 * @param netEarnings the part of profit that bears the tax, in dollars; zero below the least amount
 * @param socialSecurity the Social Security part
 * @param medicare the Medicare part
 * @param tax both
 * @param deductible the part of the tax that lowers income
 */
public record SelfEmploymentTax(
        BigDecimal netEarnings, BigDecimal socialSecurity, BigDecimal medicare, BigDecimal tax, BigDecimal deductible) {
    private static final SelfEmploymentTax NONE =
            new SelfEmploymentTax(BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO);

    /**
     * The tax on a profit.
     *
     * @param payroll rates and bounds of the year
     * @param profit of all businesses of the person, in dollars
     * @param wages of the person, which use up the Social Security wage base
     * @param precision how lines are rounded
     */
    public static SelfEmploymentTax of(Payroll payroll, BigDecimal profit, BigDecimal wages, Precision precision) {
        BigDecimal netEarnings = precision.line(profit.multiply(payroll.netEarningsFactor()));
        // The bound is of unrounded earnings; rounded ones may reach it too early.
        if (profit.multiply(payroll.netEarningsFactor()).compareTo(payroll.leastNetEarnings()) < 0) {
            return NONE;
        }
        BigDecimal room = payroll.wageBase().subtract(wages).max(BigDecimal.ZERO);
        BigDecimal socialSecurity = precision.line(netEarnings.min(room).multiply(payroll.selfSocialSecurity()));
        BigDecimal medicare = precision.line(netEarnings.multiply(payroll.selfMedicare()));
        BigDecimal tax = socialSecurity.add(medicare);
        BigDecimal deductible = precision.line(tax.multiply(payroll.deductibleShare()));
        return new SelfEmploymentTax(netEarnings, socialSecurity, medicare, tax, deductible);
    }

    /** The tax of the filer. */
    static SelfEmploymentTax ofYou(Sheet sheet) {
        return of(sheet, Item.SELF_EMPLOYMENT, Item.WAGES);
    }

    /** The tax of the spouse. */
    static SelfEmploymentTax ofSpouse(Sheet sheet) {
        return of(sheet, Item.SELF_EMPLOYMENT_SPOUSE, Item.WAGES_SPOUSE);
    }

    private static SelfEmploymentTax of(Sheet sheet, Item profit, Item wages) {
        BigDecimal amount = sheet.given(profit);
        return amount.signum() <= 0
                ? NONE
                : of(sheet.law().payroll(), sheet.line(amount), sheet.line(sheet.given(wages)), sheet.precision());
    }
}
