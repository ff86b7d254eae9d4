package ai.vivace.tax.paycheck;

import ai.vivace.base.InputException;
import ai.vivace.tax.Money;
import ai.vivace.tax.law.FilingStatus;
import java.math.BigDecimal;

/**
 * What an employee told the employer on a Form W-4 of 2020 or later.
 *
 * @param status step 1(c): the filing status; a surviving spouse ticks the box of joint filers
 * @param multipleJobs step 2(c): whether the box for two jobs is ticked
 * @param credits step 3: credits of the year, in dollars
 * @param otherIncome step 4(a): income of the year that tax is not withheld from
 * @param deductions step 4(b): deductions of the year above the standard deduction
 * @param extra step 4(c): extra tax for each paycheck
 */
public record FormW4(
        FilingStatus status,
        boolean multipleJobs,
        BigDecimal credits,
        BigDecimal otherIncome,
        BigDecimal deductions,
        BigDecimal extra) {

    /** @throws InputException for a negative amount; it names the step */
    public FormW4 {
        check("step 3, credits", credits);
        check("step 4(a), other income", otherIncome);
        check("step 4(b), deductions", deductions);
        check("step 4(c), extra", extra);
    }

    private static void check(String step, BigDecimal amount) {
        InputException.require(
                amount.signum() >= 0,
                () -> "Form W-4, " + step + ": expected zero or more dollars, but found " + Money.text(amount) + ".");
    }

    /** A form with only name and status on it: the box empty, everything else zero. */
    public static FormW4 of(FilingStatus status) {
        return new FormW4(status, false, BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO);
    }

    /** The same with the box of step 2(c) ticked. */
    public FormW4 withMultipleJobs() {
        return new FormW4(status, true, credits, otherIncome, deductions, extra);
    }

    /** The same with other credits of the year in step 3, in dollars. */
    public FormW4 withCredits(BigDecimal credits) {
        return new FormW4(status, multipleJobs, credits, otherIncome, deductions, extra);
    }

    /** The same with other income of the year in step 4(a), in dollars. */
    public FormW4 withOtherIncome(BigDecimal otherIncome) {
        return new FormW4(status, multipleJobs, credits, otherIncome, deductions, extra);
    }

    /** The same with deductions of the year in step 4(b), in dollars. */
    public FormW4 withDeductions(BigDecimal deductions) {
        return new FormW4(status, multipleJobs, credits, otherIncome, deductions, extra);
    }

    /** The same with another extra amount for each paycheck in step 4(c), in dollars. */
    public FormW4 withExtra(BigDecimal extra) {
        return new FormW4(status, multipleJobs, credits, otherIncome, deductions, extra);
    }
}
