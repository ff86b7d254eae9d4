package ai.vivace.tax.plan;

import java.math.BigDecimal;
import java.time.LocalDate;

/**
 * One of the four dates of estimated tax.
 *
 * @param number 1 to 4
 * @param due the day
 * @param requiredByThen estimated payments that keep the safe harbour up to this date, in dollars, all dates before included
 * @param paidByThen what was paid up to this date; for dates to come, what was paid so far and is by the plan before it
 * @param toPay what to pay on this date; zero for dates that have passed
 * @param state whether it has passed
 */
public record Installment(
        int number, LocalDate due, BigDecimal requiredByThen, BigDecimal paidByThen, BigDecimal toPay, State state) {

    /** Where a date stands seen from today. */
    public enum State {
        /** Before today. */
        PASSED,
        /** The first one that has not passed; today counts. */
        NEXT,
        /** After the next one. */
        LATER
    }

    /** What was missing when the date passed, which may cost a penalty; zero for dates to come. */
    public BigDecimal missed() {
        return state == State.PASSED ? requiredByThen.subtract(paidByThen).max(BigDecimal.ZERO) : BigDecimal.ZERO;
    }
}
