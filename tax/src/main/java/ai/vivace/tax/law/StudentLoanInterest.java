package ai.vivace.tax.law;

import java.math.BigDecimal;

/**
 * The deduction of interest on student loans (Internal Revenue Code 221).
 *
 * @param most the most that counts, in dollars
 * @param phaseoutStart income from which on the deduction shrinks; none where it is not allowed
 * @param phaseoutWidth the range over which it shrinks to nothing
 * @param citation where the numbers are from
 */
public record StudentLoanInterest(BigDecimal most, Amounts phaseoutStart, Amounts phaseoutWidth, Citation citation) {
    static StudentLoanInterest of(LawGroup group) {
        return new StudentLoanInterest(
                group.decimal("max"),
                group.amounts("magi_phaseout_start"),
                group.amounts("magi_phaseout_width"),
                group.citation());
    }
}
