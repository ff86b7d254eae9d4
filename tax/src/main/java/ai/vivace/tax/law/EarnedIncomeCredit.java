package ai.vivace.tax.law;

import ai.vivace.base.InputException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The earned income credit (Internal Revenue Code 32).
 *
 * @param rows for no child, one, two, and three or more
 * @param investmentIncomeLimit with more investment income there is no credit, in dollars
 * @param childlessAgeLeast the least age of somebody without children
 * @param childlessAgeMost the highest age of somebody without children; none in 2021
 * @param childAgeUnder a child younger than this counts
 * @param citation where the numbers are from
 */
public record EarnedIncomeCredit(
        List<Row> rows,
        BigDecimal investmentIncomeLimit,
        int childlessAgeLeast,
        Optional<BigDecimal> childlessAgeMost,
        int childAgeUnder,
        Citation citation) {

    /**
     * The credit for a number of children.
     *
     * @param phaseInRate the credit grows by this part of income
     * @param most the highest credit, in dollars
     * @param phaseOutStart income from which on it shrinks
     * @param phaseOutStartJoint the same on a joint return
     * @param phaseOutRate it shrinks by this part of income
     */
    public record Row(
            BigDecimal phaseInRate,
            BigDecimal most,
            BigDecimal phaseOutStart,
            BigDecimal phaseOutStartJoint,
            BigDecimal phaseOutRate) {

        /** Where the credit starts to shrink for a status, in dollars. */
        public BigDecimal phaseOutStart(FilingStatus status) {
            return status.joint() ? phaseOutStartJoint : phaseOutStart;
        }

        /** The credit on an income by the formula, in dollars, not rounded. */
        public BigDecimal credit(BigDecimal income, FilingStatus status) {
            BigDecimal grown = income.multiply(phaseInRate).min(most);
            BigDecimal over = income.subtract(phaseOutStart(status)).max(BigDecimal.ZERO);
            return grown.subtract(over.multiply(phaseOutRate)).max(BigDecimal.ZERO);
        }
    }

    public EarnedIncomeCredit {
        rows = List.copyOf(rows);
        int count = rows.size();
        InputException.require(
                count == 4,
                () -> citation.place() + ": expected four rows, for 0 to 3 children, but found " + count
                        + ". Correct the file.");
    }

    static EarnedIncomeCredit of(LawGroup group) {
        List<Row> rows = new ArrayList<>();
        for (LawGroup row : group.groups("by_children")) {
            rows.add(new Row(
                    row.decimal("phase_in_rate"),
                    row.decimal("max_credit"),
                    row.decimal("phase_out_start"),
                    row.decimal("phase_out_start_joint"),
                    row.decimal("phase_out_rate")));
        }
        return new EarnedIncomeCredit(
                rows,
                group.decimal("investment_income_limit"),
                group.integer("childless_age_min"),
                group.findDecimal("childless_age_max"),
                group.integer("qualifying_age_under"),
                group.citation());
    }

    /** The row for a number of children. */
    public Row forChildren(int children) {
        return rows.get(Math.min(children, 3));
    }
}
