package ai.vivace.tax.law;

import java.math.BigDecimal;
import java.util.Optional;

/**
 * The deduction for qualified business income (Internal Revenue Code 199A).
 *
 * @param rate 0.2
 * @param threshold taxable income before the deduction up to which wages paid do not matter, in dollars
 * @param phaseInWidth the range above it in which the limit by wages comes in
 * @param wageRate the part of wages paid that limits the deduction, 0.5
 * @param least the least deduction of somebody with {@code leastIncome}; zero before 2026
 * @param leastIncome the qualified income from which on the least deduction holds; none before 2026
 * @param citation where the numbers are from
 */
public record BusinessDeduction(
        BigDecimal rate,
        Amounts threshold,
        Amounts phaseInWidth,
        BigDecimal wageRate,
        BigDecimal least,
        Optional<BigDecimal> leastIncome,
        Citation citation) {
    static BusinessDeduction of(LawGroup group) {
        return new BusinessDeduction(
                group.decimal("rate"),
                group.amounts("threshold_taxable_income"),
                group.amounts("phase_in_width"),
                group.decimal("w2_wage_limit_rate"),
                group.decimal("minimum_deduction"),
                group.findDecimal("minimum_active_qbi"),
                group.citation());
    }
}
