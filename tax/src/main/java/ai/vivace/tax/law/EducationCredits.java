package ai.vivace.tax.law;

import java.math.BigDecimal;

/**
 * The American opportunity and lifetime learning credits (Internal Revenue Code 25A).
 *
 * @param fullExpenses expenses of a student that count wholly, in dollars
 * @param partialExpenses further expenses that count partly
 * @param partialRate the part of those
 * @param refundableShare the part of the American opportunity credit that is paid out beyond the tax
 * @param opportunityStart income from which on it shrinks; none where it is not allowed
 * @param opportunityEnd income from which on there is none
 * @param learningRate the part of expenses that the lifetime learning credit gives
 * @param learningMost expenses of a return that count
 * @param learningStart income from which on it shrinks
 * @param learningEnd income from which on there is none
 * @param citation where the numbers are from
 */
public record EducationCredits(
        BigDecimal fullExpenses,
        BigDecimal partialExpenses,
        BigDecimal partialRate,
        BigDecimal refundableShare,
        Amounts opportunityStart,
        Amounts opportunityEnd,
        BigDecimal learningRate,
        BigDecimal learningMost,
        Amounts learningStart,
        Amounts learningEnd,
        Citation citation) {
    static EducationCredits of(LawGroup group) {
        return new EducationCredits(
                group.decimal("aotc_full_expenses"),
                group.decimal("aotc_partial_expenses"),
                group.decimal("aotc_partial_rate"),
                group.decimal("aotc_refundable_share"),
                group.amounts("aotc_phaseout_start"),
                group.amounts("aotc_phaseout_end"),
                group.decimal("llc_rate"),
                group.decimal("llc_max_expenses"),
                group.amounts("llc_phaseout_start"),
                group.amounts("llc_phaseout_end"),
                group.citation());
    }
}
