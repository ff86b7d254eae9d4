package ai.vivace.tax.paycheck;

import ai.vivace.base.InputException;
import ai.vivace.tax.ExplainedAmount;
import ai.vivace.tax.Filer;
import ai.vivace.tax.TaxReturn;
import java.math.BigDecimal;
import java.util.List;

/**
 * What to write on a Form W-4 so that the year ends with nothing owed, or with a chosen refund.
 *
 * <p>The tax is that of the filer's return. Steps 3, 4(a) and 4(b) are filled in from it as the form's worksheets do; what is then still
 * missing for each paycheck left is the extra amount of step 4(c), in whole dollars, rounded up. When too much would be withheld, step 3 is
 * raised instead, as the IRS's own estimator does. So the year ends within a dollar for each paycheck above the target, unless a
 * {@link #warnings warning} says why not. The extra amount is for the paychecks of this year: a new form is due in January.
 *
 * @param taxReturn the year's return before withholding from these jobs
 * @param current the job with the form that the employer has now
 * @param form the form to hand in
 * @param others other jobs of the filer and the spouse, whose forms stay as they are
 * @param refund the refund that was aimed at, in dollars
 * @param refundBefore what comes back when nothing is changed; negative when it is owed
 * @param refundAfter what comes back with the new form
 * @param entries the entries of the form, each with where it comes from
 * @param warnings what does not work out, and what to do about it
 */
public record W4Advice(
        TaxReturn taxReturn,
        Job current,
        FormW4 form,
        List<Job> others,
        BigDecimal refund,
        BigDecimal refundBefore,
        BigDecimal refundAfter,
        List<ExplainedAmount> entries,
        List<String> warnings) {
    public W4Advice {
        others = List.copyOf(others);
        entries = List.copyOf(entries);
        warnings = List.copyOf(warnings);
    }

    /**
     * Begins the advice for a job: the highest paid one, whose form changes.
     *
     * @param filer the year as it is expected to end; tax withheld on it is what is withheld elsewhere, from pensions and the like, not
     *     from the jobs given here
     * @param job the job whose form changes
     */
    public static Question of(Filer filer, Job job) {
        return new Question(filer, job, List.of(), BigDecimal.ZERO);
    }

    /**
     * What is asked: about whom, and to which end.
     *
     * @param filer the year as it is expected to end
     * @param job the job whose form changes
     * @param others other jobs
     * @param refund the refund to end with, in dollars
     */
    public record Question(Filer filer, Job job, List<Job> others, BigDecimal refund) {

        /** @throws InputException when no paycheck is left, or the refund is negative */
        public Question {
            others = List.copyOf(others);
            InputException.require(
                    job.paychecksLeft() > 0,
                    () ->
                            "paychecks left: expected 1 or more, but found 0. A Form W-4 changes only paychecks to come; what is missing can be paid as"
                                    + " estimated tax by January 15.");
            InputException.require(
                    refund.signum() >= 0,
                    () -> "refund: expected zero or more dollars, but found " + refund.toPlainString() + ".");
        }

        /** Other jobs, of the filer or the spouse. Default: none. */
        public Question others(Job... jobs) {
            return new Question(filer, job, List.of(jobs), refund);
        }

        /** The refund to end with, in dollars. Default: zero. */
        public Question refund(BigDecimal dollars) {
            return new Question(filer, job, others, dollars);
        }

        /** The advice. */
        public W4Advice advise() {
            return new W4Plan(this).advice();
        }
    }
}
