package ai.vivace.tax;

import ai.vivace.tax.law.Brackets;
import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * The tax on an ordinary income: by the Tax Table below 100,000, by the Tax Computation Worksheet from there on.
 *
 * <p>A row of the table has the tax of its midpoint, rounded to dollars, halves up. Rows are 0 to 5, 5 to 15, 15 to 25, then 25 wide up to
 * 3,000 and 50 wide from there on.
 *
 * @param brackets the rate schedule of the year and status
 * @param precision by the table, or by the schedule itself
 */
public record IncomeTax(Brackets brackets, Precision precision) {
    private static final BigDecimal TABLE_END = new BigDecimal(100_000);
    private static final BigDecimal WIDE_FROM = new BigDecimal(3_000);
    private static final BigDecimal NARROW_FROM = new BigDecimal(25);
    private static final BigDecimal WIDE = new BigDecimal(50);
    private static final BigDecimal NARROW = new BigDecimal(25);
    private static final BigDecimal HALF = new BigDecimal("0.5");

    static IncomeTax of(Sheet sheet) {
        return new IncomeTax(sheet.law().brackets(sheet.status()), sheet.precision());
    }

    /** Whether an income is looked up in the table. */
    boolean byTable(BigDecimal income) {
        return precision == Precision.FORM && income.compareTo(TABLE_END) < 0;
    }

    /** The tax on an income, in dollars; whole dollars by the table, unrounded else. */
    public BigDecimal on(BigDecimal income) {
        if (!byTable(income)) {
            return brackets.tax(income);
        }
        return income.signum() <= 0
                ? BigDecimal.ZERO
                : brackets.tax(midpoint(income)).setScale(0, RoundingMode.HALF_UP);
    }

    private static BigDecimal midpoint(BigDecimal income) {
        if (income.compareTo(NARROW_FROM) < 0) {
            if (income.compareTo(new BigDecimal(5)) < 0) {
                return new BigDecimal("2.5");
            }
            return income.compareTo(new BigDecimal(15)) < 0 ? BigDecimal.TEN : new BigDecimal(20);
        }
        BigDecimal width = income.compareTo(WIDE_FROM) < 0 ? NARROW : WIDE;
        return income.subtract(income.remainder(width)).add(width.multiply(HALF));
    }
}
