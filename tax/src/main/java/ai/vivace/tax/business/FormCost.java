package ai.vivace.tax.business;

import ai.vivace.tax.ExplainedAmount;
import java.math.BigDecimal;
import java.util.List;

/**
 * What a form of business costs in a year.
 *
 * @param form the form
 * @param federalTax federal taxes because of the business, in dollars: on the owner's return, on the salary from both sides, of the company
 * @param otherCost payroll and return costs of a corporation
 * @param kept what is left to the owner of the profit after both, before state taxes and fees
 * @param stateFirstYear fees of states in the first year; zero when no state was given
 * @param stateYearly fees of states in a later year
 * @param lines how federal tax and cost come about
 */
public record FormCost(
        BusinessForm form,
        BigDecimal federalTax,
        BigDecimal otherCost,
        BigDecimal kept,
        BigDecimal stateFirstYear,
        BigDecimal stateYearly,
        List<ExplainedAmount> lines) {
    public FormCost {
        lines = List.copyOf(lines);
    }

    /** What is left after fees of a later year too, in dollars. */
    public BigDecimal keptAfterFees() {
        return kept.subtract(stateYearly);
    }
}
