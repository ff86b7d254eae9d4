package ai.vivace.tax.residency;

import ai.vivace.base.InputException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Year;

/**
 * The substantial presence test (Internal Revenue Code 7701(b)(3)): at least 31 days in the year, and at least 183 when days of the year
 * before count a third and days of the year before that a sixth. The sum is exact: nothing is rounded before it is compared.
 *
 * @param year the calendar year that is tested
 * @param current days in the USA that count in the year
 * @param firstPrior in the year before
 * @param secondPrior in the year before that
 */
public record SubstantialPresence(int year, int current, int firstPrior, int secondPrior) {

    /** @throws InputException when a year has fewer than 0 days, or more than it is long */
    public SubstantialPresence {
        checkDays(year, current);
        checkDays(year - 1, firstPrior);
        checkDays(year - 2, secondPrior);
    }

    static void checkDays(int year, int days) {
        int most = Year.of(year).length();
        InputException.require(
                days >= 0 && days <= most,
                () -> "days in " + year + ": expected 0 to " + most + ", the days of that year, but found " + days
                        + ". Count each day on which you were in the USA once, also for a part of it.");
    }

    /** The sum of weighted days; its fraction is rounded to 34 digits for showing only. */
    public BigDecimal weightedDays() {
        ResidencyRules rules = ResidencyRules.get();
        long divisor = (long) rules.firstPriorDivisor() * rules.secondPriorDivisor();
        return BigDecimal.valueOf(scaled(rules)).divide(BigDecimal.valueOf(divisor), MathContext.DECIMAL128);
    }

    /** Whether the test is met. */
    public boolean met() {
        ResidencyRules rules = ResidencyRules.get();
        long least = (long) rules.weightedLeast() * rules.firstPriorDivisor() * rules.secondPriorDivisor();
        return current >= rules.currentYearLeast() && scaled(rules) >= least;
    }

    private long scaled(ResidencyRules rules) {
        long first = rules.firstPriorDivisor();
        long second = rules.secondPriorDivisor();
        return current * first * second + firstPrior * second + secondPrior * first;
    }

    /** The arithmetic as a sentence, such as <em>120 + 120/3 + 120/6 = 120 + 40 + 20 = 180 …</em>. */
    public String arithmetic() {
        ResidencyRules rules = ResidencyRules.get();
        String sum = current + " + " + firstPrior + "/" + rules.firstPriorDivisor() + " + " + secondPrior + "/"
                + rules.secondPriorDivisor() + " = " + current + " + " + part(firstPrior, rules.firstPriorDivisor())
                + " + " + part(secondPrior, rules.secondPriorDivisor()) + " = " + text(weightedDays());
        if (current < rules.currentYearLeast()) {
            return "Days that count in " + year + ", " + (year - 1) + " and " + (year - 2) + ": " + sum + "; but "
                    + current + " in " + year + " itself is fewer than " + rules.currentYearLeast()
                    + ", so the test is not met.";
        }
        return "Days that count in " + year + ", " + (year - 1) + " and " + (year - 2) + ": " + sum
                + (met() ? ", at least " : ", fewer than ") + rules.weightedLeast() + ": the test is "
                + (met() ? "met." : "not met.");
    }

    private static String part(int days, int divisor) {
        return text(BigDecimal.valueOf(days).divide(BigDecimal.valueOf(divisor), MathContext.DECIMAL128));
    }

    /** At most two decimals, cut off: 182.996 must not look like 183. */
    private static String text(BigDecimal days) {
        return days.setScale(2, RoundingMode.DOWN).stripTrailingZeros().toPlainString();
    }
}
