package ai.vivace.tax.business;

import ai.vivace.tax.Filer;
import java.math.BigDecimal;
import java.util.Optional;

/**
 * The profit from which on an S-corporation leaves its owner more than a sole proprietor keeps: taxes on both sides, federal unemployment
 * tax, payroll and return costs, and the smaller business deduction counted; state taxes and fees not.
 */
public final class BreakEven {
    /** Profits that are looked at are multiples of this many dollars. */
    public static final int STEP = 500;

    private static final int MOST = 500_000;

    private final FederalCost federal;

    private BreakEven(FederalCost federal) {
        this.federal = federal;
    }

    /**
     * The break-even of an owner.
     *
     * @param filer the owner's year without the business
     * @param corporationCost what payroll and return of the corporation cost a year, in dollars
     */
    public static BreakEven of(Filer filer, BigDecimal corporationCost) {
        return new BreakEven(new FederalCost(filer, corporationCost));
    }

    /**
     * The lowest profit, a multiple of {@value #STEP} dollars up to half a million, at which an S-corporation with a salary by the rule leaves
     * at least as much. Above it the saving can shrink again where wages of the business begin to limit the business deduction, so ask
     * {@link #saving} for the profit in question.
     */
    public Optional<BigDecimal> profit(SalaryRule rule) {
        for (int dollars = STEP; dollars <= MOST; dollars += STEP) {
            BigDecimal profit = BigDecimal.valueOf(dollars);
            boolean payable = rule.salary(profit).compareTo(profit) <= 0;
            if (payable && saving(profit, rule).signum() >= 0) {
                return Optional.of(profit);
            }
        }
        return Optional.empty();
    }

    /** What an S-corporation with a salary by the rule leaves more than a sole proprietor keeps, in dollars a year; negative when less. */
    public BigDecimal saving(BigDecimal profit, SalaryRule rule) {
        return difference(BusinessForm.S_CORPORATION, profit, rule);
    }

    /** What a form leaves more than a sole proprietor keeps, in dollars a year. */
    BigDecimal difference(BusinessForm form, BigDecimal profit, SalaryRule rule) {
        BigDecimal salary = rule.salary(profit);
        return federal.of(form, profit, salary)
                .keptOf(profit)
                .subtract(
                        federal.of(BusinessForm.SOLE_PROPRIETOR, profit, salary).keptOf(profit));
    }
}
