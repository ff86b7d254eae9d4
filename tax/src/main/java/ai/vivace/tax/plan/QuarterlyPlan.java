package ai.vivace.tax.plan;

import ai.vivace.tax.ExplainedAmount;
import ai.vivace.tax.TaxReturn;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * What to pay as estimated tax, and when (Form 1040-ES; Internal Revenue Code 6654): the least that keeps the penalty away.
 *
 * <p>The least is 90% of this year's tax or 100% of last year's (110% after a year of high income), whichever is less, in four equal parts;
 * nothing when less than 1,000 is left after withholding, or there was no tax last year. Tax withheld counts as paid in four equal parts.
 * Amounts are whole dollars, rounded up. The plan says where a penalty threatens, not how much it is; annualized income and the rules for
 * farmers and fishermen are not modelled.
 *
 * @param taxReturn this year's return as expected, without estimated payments
 * @param today the day of the plan
 * @param expectedTax this year's tax less credits that are paid out, in dollars
 * @param withheld tax withheld this year
 * @param harbour the safe harbour that the plan keeps
 * @param required what must be paid during the year by that harbour, withholding included; zero when nothing must
 * @param installments the four dates
 * @param dueWithReturn what is left to pay with the return when the plan is kept; negative when it comes back
 * @param returnDue when that is due
 * @param setAside the part of business profit that goes to tax, 0 to 1; none without profit
 * @param steps how the plan was found
 * @param notes what to do about missed dates, and what was assumed
 */
public record QuarterlyPlan(
        TaxReturn taxReturn,
        LocalDate today,
        BigDecimal expectedTax,
        BigDecimal withheld,
        SafeHarbour harbour,
        BigDecimal required,
        List<Installment> installments,
        BigDecimal dueWithReturn,
        LocalDate returnDue,
        Optional<BigDecimal> setAside,
        List<ExplainedAmount> steps,
        List<String> notes) {
    public QuarterlyPlan {
        installments = List.copyOf(installments);
        steps = List.copyOf(steps);
        notes = List.copyOf(notes);
    }

    /** Whether a date passed with too little paid, so that a penalty may come. */
    public boolean penaltyThreatens() {
        return installments.stream()
                .anyMatch(installment -> installment.missed().signum() > 0);
    }

    /** The next date on which something is to be paid, if one is left. */
    public Optional<Installment> next() {
        return installments.stream()
                .filter(installment -> installment.toPay().signum() > 0)
                .findFirst();
    }
}
