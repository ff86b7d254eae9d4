package ai.vivace.tax.plan;

import ai.vivace.base.InputException;
import ai.vivace.tax.Filer;
import ai.vivace.tax.Item;
import ai.vivace.tax.Money;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What a quarterly plan needs to know. Immutable.
 *
 * <pre>{@code
 * QuarterlyPlan plan = QuarterlyQuestion.of(filer)
 *         .lastYear(new LastYear(new BigDecimal("9000"), new BigDecimal("70000")))
 *         .paid(LocalDate.of(2026, 4, 15), new BigDecimal("2500"))
 *         .plan();
 * }</pre>
 *
 * @param filer the year as it is expected to end, with tax withheld but without estimated payments
 * @param lastYear last year's return, if it covered twelve months
 * @param payments estimated payments made, earliest first
 * @param clock what tells the day
 */
public record QuarterlyQuestion(Filer filer, Optional<LastYear> lastYear, List<Payment> payments, Clock clock) {

    /** @throws InputException when the filer has estimated payments without dates, or a payment lies in the future */
    public QuarterlyQuestion {
        payments = payments.stream().sorted(Comparator.comparing(Payment::date)).toList();
        BigDecimal undated = filer.amount(Item.ESTIMATED_PAYMENTS);
        InputException.require(
                undated.signum() == 0,
                () -> Item.ESTIMATED_PAYMENTS.key() + ": expected each payment with its date, but found "
                        + Money.text(undated) + " without one. Whether a payment came in time depends on its date.");
        LocalDate today = LocalDate.now(clock);
        for (Payment payment : payments) {
            InputException.require(
                    !payment.date().isAfter(today),
                    () -> "payment of " + payment.date() + ": expected a day up to today, " + today
                            + ". Give payments that were made; the plan finds those to come.");
        }
    }

    /** The question for a filer, without last year's return and with no payment made yet. */
    public static QuarterlyQuestion of(Filer filer) {
        return new QuarterlyQuestion(filer, Optional.empty(), List.of(), Clock.system(ZoneId.systemDefault()));
    }

    /** Last year's return. Default: none, so only this year's tax makes a safe harbour. */
    public QuarterlyQuestion lastYear(LastYear lastYear) {
        return new QuarterlyQuestion(filer, Optional.of(lastYear), payments, clock);
    }

    /** One more estimated payment that was made, in dollars. Default: none. */
    public QuarterlyQuestion paid(LocalDate date, BigDecimal dollars) {
        List<Payment> more = new ArrayList<>(payments);
        more.add(new Payment(date, dollars));
        return new QuarterlyQuestion(filer, lastYear, more, clock);
    }

    /** What tells the day. Default: the machine's clock. */
    public QuarterlyQuestion clock(Clock clock) {
        return new QuarterlyQuestion(filer, lastYear, payments, clock);
    }

    /** The plan. */
    public QuarterlyPlan plan() {
        return new QuarterlyPlanner(this).plan();
    }
}
