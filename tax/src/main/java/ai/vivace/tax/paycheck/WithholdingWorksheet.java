package ai.vivace.tax.paycheck;

import ai.vivace.base.InputException;
import ai.vivace.tax.ExplainedAmount;
import ai.vivace.tax.Money;
import ai.vivace.tax.law.TaxYear;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;

/**
 * Worksheet 1A of Publication 15-T: the percentage method for automated payroll systems, with a Form W-4 of 2020 or later.
 *
 * <p>Quotients are not rounded; the tax is, once, to the cent. Lines are shown to the cent, so those shown may differ from their sum
 * by a cent. The publication also lets an employer round to whole dollars.
 *
 * @param year the year whose tables are used
 * @param form the employee's form
 * @param frequency how often the employee is paid
 * @param wages line 1a: taxable wages of the pay period, in dollars
 * @param annualWages line 1e: wages of a year at this pay, with other income of step 4(a)
 * @param adjustedAnnualWage line 1i: less the deductions of step 4(b) and of line 1g
 * @param annualTax line 2g: the tax on it by the schedule
 * @param tax line 2h: the same for one pay period
 * @param credit line 3b: the credits of step 3 for one pay period
 * @param withheld line 4b: what is withheld from the paycheck, to the cent
 */
public record WithholdingWorksheet(
        TaxYear year,
        FormW4 form,
        PayFrequency frequency,
        BigDecimal wages,
        BigDecimal annualWages,
        BigDecimal adjustedAnnualWage,
        BigDecimal annualTax,
        BigDecimal tax,
        BigDecimal credit,
        BigDecimal withheld) {

    /**
     * The worksheet of one pay period.
     *
     * @param year the year whose tables are used
     * @param form the employee's form
     * @param frequency how often the employee is paid
     * @param wages taxable wages of the pay period, in dollars: after what is taken off before tax
     * @throws InputException for negative wages
     */
    public static WithholdingWorksheet of(TaxYear year, FormW4 form, PayFrequency frequency, BigDecimal wages) {
        InputException.require(
                wages.signum() >= 0,
                () -> "pay: expected taxable wages of zero or more for a paycheck, but found " + Money.text(wages)
                        + ".");
        WithholdingLaw law = WithholdingLaw.of(year);
        BigDecimal periods = BigDecimal.valueOf(frequency.perYear());
        BigDecimal annual = wages.multiply(periods).add(form.otherIncome());
        BigDecimal adjusted =
                annual.subtract(form.deductions()).subtract(law.lineOneG(form)).max(BigDecimal.ZERO);
        WithholdingLaw.Row row = law.row(form, adjusted);
        BigDecimal annualTax = row.tax().add(adjusted.subtract(row.over()).multiply(row.rate()));
        BigDecimal tax = annualTax.divide(periods, MathContext.DECIMAL64);
        BigDecimal credit = form.credits().divide(periods, MathContext.DECIMAL64);
        BigDecimal withheld = tax.subtract(credit).max(BigDecimal.ZERO).add(form.extra());
        return new WithholdingWorksheet(
                year,
                form,
                frequency,
                wages,
                annual,
                adjusted,
                annualTax,
                tax,
                credit,
                withheld.setScale(2, RoundingMode.HALF_UP));
    }

    /** The lines of the worksheet, each with what was done. */
    public List<ExplainedAmount> lines() {
        WithholdingLaw law = WithholdingLaw.of(year);
        WithholdingLaw.Row row = law.row(form, adjustedAnnualWage);
        BigDecimal lineOneG = law.lineOneG(form);
        int periods = frequency.perYear();
        return List.of(
                line("1a Taxable wages", wages, "Pay of this period after what is taken off before income tax."),
                line(
                        "1e Wages of a year",
                        annualWages,
                        Money.text(wages) + " x " + periods + " pay periods"
                                + plus(form.otherIncome(), " of other income in step 4(a)") + "."),
                line(
                        "1i Adjusted annual wage",
                        adjustedAnnualWage,
                        "Less " + Money.text(form.deductions()) + " of step 4(b) and "
                                + Money.text(lineOneG) + " of line 1g"
                                + (form.multipleJobs()
                                        ? ", which is zero as the box of step 2(c) is ticked."
                                        : "; the schedule holds the rest of the standard deduction.")),
                line(
                        "2g Tax of a year",
                        annualTax,
                        Money.text(row.tax()) + " on " + Money.text(row.over()) + ", and "
                                + Money.percent(row.rate()) + " of what is above, by the schedule for step 2(c) "
                                + (form.multipleJobs() ? "ticked" : "empty") + "."),
                line("2h Tax of the period", tax, Money.text(annualTax) + " / " + periods + "."),
                line("3b Credits", credit, Money.text(form.credits()) + " of step 3 / " + periods + "."),
                line(
                        "4b Withheld",
                        withheld,
                        "Tax less credits, at least zero" + plus(form.extra(), " of step 4(c)") + "."));
    }

    private static String plus(BigDecimal amount, String what) {
        return amount.signum() == 0 ? "" : " + " + Money.text(amount) + what;
    }

    private static ExplainedAmount line(String name, BigDecimal amount, String sentence) {
        return new ExplainedAmount(name, amount.setScale(2, RoundingMode.HALF_UP), sentence);
    }
}
