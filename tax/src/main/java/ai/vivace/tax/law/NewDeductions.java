package ai.vivace.tax.law;

import java.math.BigDecimal;

/**
 * The deductions of 2025 to 2028 on Schedule 1-A (Public Law 119-21): for seniors, tips, overtime and interest on car loans.
 *
 * <p>An amount that is missing for a status means that the status may not take the deduction.
 *
 * @param seniorAmount for each person of 65 or more, in dollars
 * @param seniorStart income from which on each person's amount shrinks
 * @param seniorRate it shrinks by this part of income above
 * @param tipsMost the most of tips
 * @param tipsStart income from which on the deduction shrinks
 * @param tipsPerThousand by this much for each full 1,000
 * @param overtimeMost the most of overtime premium
 * @param overtimeStart income from which on the deduction shrinks
 * @param overtimePerThousand by this much for each full 1,000
 * @param carLoanMost the most of interest
 * @param carLoanStart income from which on the deduction shrinks
 * @param carLoanPerThousand by this much for each 1,000 or part of it
 * @param citation where the numbers are from
 */
public record NewDeductions(
        BigDecimal seniorAmount,
        Amounts seniorStart,
        BigDecimal seniorRate,
        BigDecimal tipsMost,
        Amounts tipsStart,
        BigDecimal tipsPerThousand,
        Amounts overtimeMost,
        Amounts overtimeStart,
        BigDecimal overtimePerThousand,
        BigDecimal carLoanMost,
        Amounts carLoanStart,
        BigDecimal carLoanPerThousand,
        Citation citation) {
    static NewDeductions of(LawGroup group) {
        LawGroup senior = group.group("senior");
        LawGroup tips = group.group("tips");
        LawGroup overtime = group.group("overtime");
        LawGroup car = group.group("car_loan_interest");
        return new NewDeductions(
                senior.decimal("amount_per_person_65_or_older"),
                senior.amounts("magi_phaseout_start"),
                senior.decimal("rate"),
                tips.decimal("max"),
                tips.amounts("magi_phaseout_start"),
                tips.decimal("reduction_per_full_1000"),
                overtime.amounts("max"),
                overtime.amounts("magi_phaseout_start"),
                overtime.decimal("reduction_per_full_1000"),
                car.decimal("max"),
                car.amounts("magi_phaseout_start"),
                car.decimal("reduction_per_1000_or_part"),
                group.citation());
    }
}
