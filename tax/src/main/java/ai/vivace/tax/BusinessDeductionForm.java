package ai.vivace.tax;

import ai.vivace.tax.law.BusinessDeduction;
import ai.vivace.tax.law.FilingStatus;
import java.math.BigDecimal;
import java.util.Set;

/** The deduction for qualified business income (Forms 8995 and 8995-A). */
public final class BusinessDeductionForm {
    private BusinessDeductionForm() {}

    /**
     * The deduction, in dollars, not rounded.
     *
     * @param law rates and thresholds of the year
     * @param status the filing status
     * @param income qualified business income: profit less half of self-employment tax and less the owner's health insurance and retirement plan
     * @param wages that the businesses paid; they matter above the threshold
     * @param circumstances among which may be that the business is a specified service trade
     * @param taxable taxable income before this deduction
     * @param netGain long-term gains and qualified dividends in it
     */
    public static BigDecimal deduction(
            BusinessDeduction law,
            FilingStatus status,
            BigDecimal income,
            BigDecimal wages,
            Set<Circumstance> circumstances,
            BigDecimal taxable,
            BigDecimal netGain) {
        if (income.signum() <= 0) {
            return BigDecimal.ZERO;
        }
        BigDecimal component = component(law, status, income, wages, circumstances, taxable);
        BigDecimal cap = taxable.subtract(netGain).max(BigDecimal.ZERO).multiply(law.rate());
        BigDecimal deduction = component.min(cap);
        boolean least =
                law.leastIncome().filter(bound -> income.compareTo(bound) >= 0).isPresent();
        return least ? deduction.max(law.least()) : deduction;
    }

    private static BigDecimal component(
            BusinessDeduction law,
            FilingStatus status,
            BigDecimal income,
            BigDecimal wages,
            Set<Circumstance> circumstances,
            BigDecimal taxable) {
        BigDecimal over = taxable.subtract(law.threshold().of(status));
        if (over.signum() <= 0) {
            return income.multiply(law.rate());
        }
        BigDecimal phasedIn =
                over.divide(law.phaseInWidth().of(status), Precision.QUOTIENT).min(BigDecimal.ONE);
        // Of a specified service trade only a part counts, and nothing above the range.
        BigDecimal part = circumstances.contains(Circumstance.SPECIFIED_SERVICE)
                ? BigDecimal.ONE.subtract(phasedIn)
                : BigDecimal.ONE;
        BigDecimal full = income.multiply(part).multiply(law.rate());
        BigDecimal limit = wages.multiply(part).multiply(law.wageRate());
        BigDecimal excess = full.subtract(limit).max(BigDecimal.ZERO);
        return full.subtract(excess.multiply(phasedIn));
    }

    /** The profit that the deduction is a part of, in dollars; below zero for a loss. */
    static BigDecimal income(Sheet sheet) {
        return sheet.value(LineName.BUSINESS_INCOME)
                .add(sheet.value(LineName.PASS_THROUGH_INCOME))
                .subtract(sheet.value(LineName.SELF_EMPLOYMENT_DEDUCTION))
                .subtract(sheet.value(LineName.SELF_EMPLOYED_HEALTH_INSURANCE))
                .subtract(sheet.value(LineName.SELF_EMPLOYED_RETIREMENT));
    }

    /** Profit of all businesses that were given, in dollars. */
    static BigDecimal profit(Filer filer) {
        return filer.amount(Item.SELF_EMPLOYMENT)
                .add(filer.amount(Item.SELF_EMPLOYMENT_SPOUSE))
                .add(filer.amount(Item.PASS_THROUGH_INCOME));
    }

    static void fill(Sheet sheet, BigDecimal deductionsBefore) {
        BigDecimal income = income(sheet);
        if (income.signum() <= 0) {
            return;
        }
        BusinessDeduction law = sheet.law().businessDeduction();
        BigDecimal taxable =
                sheet.value(LineName.AGI).subtract(deductionsBefore).max(BigDecimal.ZERO);
        BigDecimal netGain = GainNetting.preferredIncome(sheet);
        BigDecimal deduction = deduction(
                law,
                sheet.status(),
                income,
                sheet.given(Item.BUSINESS_WAGES),
                sheet.filer().circumstances(),
                taxable,
                netGain);
        boolean high = taxable.compareTo(law.threshold().of(sheet.status())) > 0;
        sheet.put(LineName.QBI_DEDUCTION, deduction, () -> Reason.of(
                        law.citation(),
                        "20% of qualified business income, at most 20% of taxable income without gains"
                                + (high ? "; above the threshold limited by wages that the business paid" : ""),
                        "Owners of a business deduct up to a fifth of their profit, after half of self-employment tax is taken off it.")
                .with("qualified business income", income)
                .with("taxable income before it", taxable)
                .with("gains and qualified dividends", netGain)
                .with("threshold", law.threshold().of(sheet.status())));
    }
}
