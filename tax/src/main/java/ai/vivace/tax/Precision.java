package ai.vivace.tax;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** How lines are rounded, and whether tables are used. */
public enum Precision {
    /**
     * As on the forms: whole dollars at each line, 50 cents up; the Tax Table below 100,000 and the rows of the earned income credit. Cents are
     * added up before they are rounded.
     */
    FORM,
    /** The formulas behind the tables, without rounding; for charts and rates. Steps that the law itself has, such as 1,000 of income, remain. */
    EXACT;

    /** What quotients are rounded to. */
    static final MathContext QUOTIENT = MathContext.DECIMAL64;

    /** A line's amount as this precision writes it, in dollars. */
    public BigDecimal line(BigDecimal amount) {
        return this == FORM ? amount.setScale(0, RoundingMode.HALF_UP) : amount;
    }
}
