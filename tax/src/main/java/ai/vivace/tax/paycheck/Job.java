package ai.vivace.tax.paycheck;

import ai.vivace.base.InputException;
import ai.vivace.tax.Money;
import ai.vivace.tax.law.Law;
import ai.vivace.tax.law.Payroll;
import ai.vivace.tax.law.TaxYear;
import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * A job as the year goes on: what it pays, and what was withheld so far.
 *
 * @param form the Form W-4 that the employer has now
 * @param frequency how often it pays
 * @param pay taxable wages of one paycheck, in dollars: after what is taken off before income tax
 * @param paychecksLeft paychecks still to come this year
 * @param withheldSoFar federal income tax withheld this year before them, in dollars
 */
public record Job(FormW4 form, PayFrequency frequency, BigDecimal pay, int paychecksLeft, BigDecimal withheldSoFar) {

    /** @throws InputException for negative amounts, and more paychecks than a year has */
    public Job {
        InputException.require(
                pay.signum() >= 0 && withheldSoFar.signum() >= 0,
                () -> "job: expected pay and tax withheld of zero or more dollars, but found " + Money.text(pay)
                        + " and " + Money.text(withheldSoFar) + ".");
        // A year can have one payday more of weekly and biweekly pay than periods in the tables.
        int most = frequency.perYear() + (frequency.perYear() > 24 ? 2 : 0);
        InputException.require(
                paychecksLeft >= 0 && paychecksLeft <= most,
                () -> "paychecks left: expected 0 to " + most + " for " + frequency.title() + " pay, but found "
                        + paychecksLeft + ".");
    }

    /** A job at the start of a year: all paychecks to come, nothing withheld. */
    public static Job of(FormW4 form, PayFrequency frequency, BigDecimal pay) {
        return new Job(form, frequency, pay, frequency.perYear(), BigDecimal.ZERO);
    }

    /** The same with fewer paychecks to come and with tax withheld from those before, in dollars. */
    public Job withPaychecksLeft(int paychecksLeft, BigDecimal withheldSoFar) {
        return new Job(form, frequency, pay, paychecksLeft, withheldSoFar);
    }

    /** The same with another Form W-4 from the next paycheck on. */
    public Job withForm(FormW4 form) {
        return new Job(form, frequency, pay, paychecksLeft, withheldSoFar);
    }

    /**
     * What is withheld from one of the next paychecks, in dollars: at most what Social Security and Medicare taxes leave of the pay.
     */
    public BigDecimal withheldEach(TaxYear year) {
        Payroll payroll = Law.of(year).payroll();
        BigDecimal rate = payroll.employeeSocialSecurity().add(payroll.employeeMedicare());
        BigDecimal most = pay.multiply(BigDecimal.ONE.subtract(rate)).setScale(2, RoundingMode.FLOOR);
        return WithholdingWorksheet.of(year, form, frequency, pay).withheld().min(most);
    }

    /** What will have been withheld by the end of the year, in dollars. */
    public BigDecimal withheldInYear(TaxYear year) {
        return withheldSoFar.add(withheldEach(year).multiply(BigDecimal.valueOf(paychecksLeft)));
    }

    /** Pay of a whole year at this rate, in dollars. */
    BigDecimal annualPay() {
        return pay.multiply(BigDecimal.valueOf(frequency.perYear()));
    }
}
