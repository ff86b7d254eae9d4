package ai.vivace.tax.plan;

import ai.vivace.base.InputException;
import ai.vivace.tax.Money;
import java.math.BigDecimal;
import java.time.LocalDate;

/**
 * An estimated payment that was made.
 *
 * @param date when
 * @param amount how much, in dollars
 */
public record Payment(LocalDate date, BigDecimal amount) {
    /** @throws InputException for a negative amount */
    public Payment {
        InputException.require(
                amount.signum() >= 0,
                () -> "payment of " + date + ": expected zero or more dollars, but found " + Money.text(amount) + ".");
    }
}
