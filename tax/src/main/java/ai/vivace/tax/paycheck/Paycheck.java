package ai.vivace.tax.paycheck;

import ai.vivace.tax.ExplainedAmount;
import ai.vivace.tax.Money;
import ai.vivace.tax.law.Citation;
import ai.vivace.tax.law.Law;
import ai.vivace.tax.law.Payroll;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * A paycheck from gross to net, to the cent.
 *
 * <p>Federal only: states withhold too. Income tax on regular pay is by Worksheet 1A of Publication 15-T, on a bonus by the flat rate.
 * Social Security tax stops at the wage base and Additional Medicare Tax starts at 200,000, both counted for this employer and year; what two
 * employers withhold too much of comes back with the return. A planning estimate, not advice.
 *
 * @param pay what was paid
 * @param incomeTaxWages wages that bear income tax, regular and supplemental, in dollars
 * @param payrollWages wages that bear Medicare tax
 * @param worksheet how income tax on regular pay was found
 * @param supplementalTax income tax on the bonus
 * @param socialSecurity the employee's Social Security tax
 * @param medicare the employee's Medicare tax
 * @param additionalMedicare Additional Medicare Tax
 * @param net what is left after taxes and what was taken off before tax
 */
public record Paycheck(
        Pay pay,
        BigDecimal incomeTaxWages,
        BigDecimal payrollWages,
        WithholdingWorksheet worksheet,
        BigDecimal supplementalTax,
        BigDecimal socialSecurity,
        BigDecimal medicare,
        BigDecimal additionalMedicare,
        BigDecimal net) {
    private static final BigDecimal MILLION = BigDecimal.valueOf(1_000_000);

    /** The paycheck of a pay period. */
    public static Paycheck of(Pay pay) {
        Law law = Law.of(pay.year());
        BigDecimal taken = pay.takenOff();
        BigDecimal regular = pay.gross().subtract(taken).max(BigDecimal.ZERO);
        // What regular pay is too small for comes off the bonus.
        BigDecimal left = taken.subtract(pay.gross()).max(BigDecimal.ZERO);
        BigDecimal bonus = pay.supplemental().subtract(left);
        BigDecimal payrollWages = pay.payrollTaxes() == Pay.PayrollTaxes.EXEMPT
                ? BigDecimal.ZERO
                : pay.gross().add(pay.supplemental()).subtract(pay.takenOffBeforePayrollTaxes());
        WithholdingWorksheet worksheet = WithholdingWorksheet.of(pay.year(), pay.form(), pay.frequency(), regular);
        BigDecimal supplementalTax = supplementalTax(pay, bonus);
        Payroll payroll = law.payroll();
        BigDecimal socialSecurity = cents(
                below(pay.wagesBefore(), payrollWages, payroll.wageBase()).multiply(payroll.employeeSocialSecurity()));
        BigDecimal medicare = cents(payrollWages.multiply(payroll.employeeMedicare()));
        BigDecimal additional = cents(above(pay.wagesBefore(), payrollWages, payroll.additionalMedicareWithheldOver())
                .multiply(law.additionalMedicare().rate()));
        BigDecimal net = pay.gross()
                .add(pay.supplemental())
                .subtract(taken)
                .subtract(worksheet.withheld())
                .subtract(supplementalTax)
                .subtract(socialSecurity)
                .subtract(medicare)
                .subtract(additional);
        return new Paycheck(
                pay,
                regular.add(bonus),
                payrollWages,
                worksheet,
                supplementalTax,
                socialSecurity,
                medicare,
                additional,
                net);
    }

    private static BigDecimal supplementalTax(Pay pay, BigDecimal bonus) {
        WithholdingLaw law = WithholdingLaw.of(pay.year());
        BigDecimal flat = below(pay.supplementalBefore(), bonus, MILLION).multiply(law.supplementalRate());
        BigDecimal high = above(pay.supplementalBefore(), bonus, MILLION).multiply(law.supplementalRateAboveMillion());
        return cents(flat.add(high));
    }

    /** The part of an amount that lies below a bound when it comes on top of what was before. */
    private static BigDecimal below(BigDecimal before, BigDecimal amount, BigDecimal bound) {
        return amount.min(bound.subtract(before).max(BigDecimal.ZERO));
    }

    private static BigDecimal above(BigDecimal before, BigDecimal amount, BigDecimal bound) {
        return amount.subtract(below(before, amount, bound));
    }

    private static BigDecimal cents(BigDecimal amount) {
        return amount.setScale(2, RoundingMode.HALF_UP);
    }

    /** Federal income tax withheld, in dollars. */
    public BigDecimal incomeTax() {
        return worksheet.withheld().add(supplementalTax);
    }

    /** Social Security, Medicare and Additional Medicare taxes, in dollars. */
    public BigDecimal payrollTaxes() {
        return socialSecurity.add(medicare).add(additionalMedicare);
    }

    /** Where the tables of income tax withheld are from. */
    public Citation citation() {
        return WithholdingLaw.of(pay.year()).citation();
    }

    /** The day on which the numbers of the law were collected. */
    public LocalDate parameterDate() {
        return Law.of(pay.year()).parameterDate();
    }

    /** The paycheck line by line, from gross to net; what is taken away is positive. Lines of zero are left out. */
    public List<ExplainedAmount> lines() {
        Law law = Law.of(pay.year());
        Payroll payroll = law.payroll();
        List<ExplainedAmount> lines = new ArrayList<>();
        lines.add(new ExplainedAmount(
                "Gross pay", pay.gross(), "Regular pay of the period before anything is taken off."));
        put(lines, "Bonus", pay.supplemental(), "Pay beside the regular one, taxed at a flat rate.");
        pay.preTax()
                .forEach(
                        (kind, amount) -> put(
                                lines,
                                "Before tax: " + kind.title(),
                                amount,
                                kind.lowersPayrollTaxes()
                                        ? "Taken off before income tax and before Social Security and Medicare taxes, by the employer's cafeteria plan."
                                        : "Taken off before income tax, but Social Security and Medicare taxes are on it all the same."));
        put(
                lines,
                "Federal income tax",
                worksheet.withheld(),
                "By Worksheet 1A of Publication 15-T: " + Money.text(worksheet.annualTax()) + " a year on "
                        + Money.text(worksheet.adjustedAnnualWage()) + ", for one of "
                        + pay.frequency().perYear() + " pay periods.");
        put(
                lines,
                "Federal income tax on the bonus",
                supplementalTax,
                Money.percent(WithholdingLaw.of(pay.year()).supplementalRate())
                        + " flat; what is too much or too little is settled by the return.");
        boolean capped = pay.wagesBefore().add(payrollWages).compareTo(payroll.wageBase()) > 0;
        if (capped || socialSecurity.signum() > 0) {
            lines.add(new ExplainedAmount(
                    "Social Security tax",
                    socialSecurity,
                    Money.percent(payroll.employeeSocialSecurity()) + " of "
                            + Money.text(below(pay.wagesBefore(), payrollWages, payroll.wageBase()))
                            + (capped
                                    ? ": wages of the year above " + Money.text(payroll.wageBase()) + " do not bear it."
                                    : ". Your employer pays the same again.")));
        }
        put(
                lines,
                "Medicare tax",
                medicare,
                Money.percent(payroll.employeeMedicare()) + " of " + Money.text(payrollWages)
                        + ". Your employer pays the same again.");
        put(
                lines,
                "Additional Medicare Tax",
                additionalMedicare,
                Money.percent(law.additionalMedicare().rate()) + " of this year's wages above "
                        + Money.text(payroll.additionalMedicareWithheldOver())
                        + "; your employer pays none of it.");
        lines.add(new ExplainedAmount("Net pay", net, "What reaches your account, before state and local taxes."));
        return List.copyOf(lines);
    }

    private static void put(List<ExplainedAmount> lines, String name, BigDecimal amount, String sentence) {
        if (amount.signum() != 0) {
            lines.add(new ExplainedAmount(name, amount, sentence));
        }
    }

    /** What to know of this paycheck, as sentences: limits passed, and what is not in it. */
    public List<String> notes() {
        List<String> notes = new ArrayList<>();
        Law law = Law.of(pay.year());
        BigDecimal periods = BigDecimal.valueOf(pay.frequency().perYear());
        BigDecimal deferral = pay.takenOff(PreTax.RETIREMENT).multiply(periods);
        if (deferral.compareTo(law.retirementLimits().deferral()) > 0) {
            notes.add("A year at this rate puts " + Money.text(deferral) + " into the 401(k), above the limit of "
                    + Money.text(law.retirementLimits().deferral()) + " for who is under 50.");
        }
        BigDecimal health = pay.takenOff(PreTax.HEALTH_SAVINGS).multiply(periods);
        if (health.compareTo(law.retirementLimits().healthSelf()) > 0) {
            notes.add("A year at this rate puts " + Money.text(health)
                    + " into the health savings account; the limit is "
                    + Money.text(law.retirementLimits().healthSelf()) + " for one person and "
                    + Money.text(law.retirementLimits().healthFamily()) + " for a family.");
        }
        if (pay.payrollTaxes() == Pay.PayrollTaxes.EXEMPT) {
            notes.add(
                    "No Social Security and Medicare taxes, as for nonresident students. For nonresidents Publication 15-T adds an amount to wages"
                            + " before income tax is looked up, which is not modelled: more is withheld than shown.");
        }
        WithholdingLaw.of(pay.year()).note().ifPresent(note -> notes.add(note + "."));
        if (net.signum() < 0) {
            notes.add("The extra amount of step 4(c) is more than is left: an employer withholds only what there is.");
        }
        notes.add("State and local taxes are not in it.");
        return List.copyOf(notes);
    }
}
