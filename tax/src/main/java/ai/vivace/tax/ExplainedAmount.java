package ai.vivace.tax;

import java.math.BigDecimal;

/**
 * An amount with its name and why it is what it is: a step of a computation outside of a return.
 *
 * @param name what it is, such as {@code Social Security tax}
 * @param amount in dollars
 * @param sentence how it comes about, in plain words
 */
public record ExplainedAmount(String name, BigDecimal amount, String sentence) {
    @Override
    public String toString() {
        return name + ": " + Money.text(amount);
    }
}
