package ai.vivace.tax.law;

import java.math.BigDecimal;

/**
 * When too little paid during the year costs a penalty (Internal Revenue Code 6654).
 *
 * @param smallBalance no penalty when less than this is owed, in dollars
 * @param currentYearShare no penalty when this part of the year's tax was paid
 * @param priorYearShare or this part of last year's
 * @param priorYearShareHighIncome or this part of last year's, after a year of high income
 * @param highIncomeOver the income of last year above which that holds
 * @param installmentShare the part of each of the four payments
 * @param citation where the numbers are from
 */
public record EstimatedTax(
        BigDecimal smallBalance,
        BigDecimal currentYearShare,
        BigDecimal priorYearShare,
        BigDecimal priorYearShareHighIncome,
        Amounts highIncomeOver,
        BigDecimal installmentShare,
        Citation citation) {
    static EstimatedTax of(LawGroup group) {
        return new EstimatedTax(
                group.decimal("no_penalty_if_balance_below"),
                group.decimal("current_year_share"),
                group.decimal("prior_year_share"),
                group.decimal("prior_year_share_high_income"),
                group.amounts("high_income_prior_year_agi_over"),
                group.decimal("installment_share"),
                group.citation());
    }
}
