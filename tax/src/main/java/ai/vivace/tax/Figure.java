package ai.vivace.tax;

import java.math.BigDecimal;

/**
 * A number that a line was computed from.
 *
 * @param name what it is
 * @param value in dollars, or a rate
 */
public record Figure(String name, BigDecimal value) {}
