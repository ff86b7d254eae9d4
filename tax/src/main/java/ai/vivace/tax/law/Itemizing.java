package ai.vivace.tax.law;

import java.math.BigDecimal;
import java.util.Optional;

/**
 * Limits of Schedule A.
 *
 * @param medicalFloor medical expenses count above this part of income
 * @param taxCap the most of state and local taxes, in dollars
 * @param taxCapPhaseDown how that cap shrinks with income; none before 2025
 * @param charityCashLimit gifts of money count up to this part of income
 * @param charityOtherLimit other gifts count up to this part of income
 * @param charityFloor gifts count above this part of income; zero before 2026
 * @param charityWithoutItemizing the most of gifts of money beside the standard deduction; zero in some years
 * @param charityAboveLine whether those gifts lower adjusted gross income (2020) or are deducted from it
 * @param topBracketLimit the limit for the highest bracket; none before 2026
 * @param citation where the numbers are from
 */
public record Itemizing(
        BigDecimal medicalFloor,
        Amounts taxCap,
        Optional<PhaseDown> taxCapPhaseDown,
        BigDecimal charityCashLimit,
        BigDecimal charityOtherLimit,
        BigDecimal charityFloor,
        Amounts charityWithoutItemizing,
        boolean charityAboveLine,
        Optional<TopBracketLimit> topBracketLimit,
        Citation citation) {

    /**
     * How the cap of state and local taxes shrinks.
     *
     * @param over income from which on it shrinks, in dollars
     * @param rate it shrinks by this part of income above
     * @param floor it does not shrink below this
     */
    public record PhaseDown(Amounts over, BigDecimal rate, Amounts floor) {}

    /**
     * The limit of itemized deductions in the highest bracket (Internal Revenue Code 68), as a fraction.
     *
     * @param numerator 2
     * @param denominator 37
     */
    public record TopBracketLimit(BigDecimal numerator, BigDecimal denominator) {}

    static Itemizing of(LawGroup group) {
        return new Itemizing(
                group.decimal("medical_floor_rate"),
                group.amounts("salt_cap"),
                group.findGroup("salt_phase_down")
                        .map(down -> new PhaseDown(
                                down.amounts("magi_over"), down.decimal("rate"), down.amounts("cap_floor"))),
                group.decimal("charity_cash_agi_limit"),
                group.decimal("charity_noncash_agi_limit"),
                group.decimal("charity_floor_rate_of_agi"),
                group.amounts("charity_if_not_itemizing_cash_max"),
                group.text("charity_if_not_itemizing_taken").equals("above"),
                group.findGroup("top_bracket_haircut")
                        .map(limit -> new TopBracketLimit(limit.decimal("numerator"), limit.decimal("denominator"))),
                group.citation());
    }

    /** The cap of state and local taxes at an income, in dollars. */
    public BigDecimal taxCap(FilingStatus status, BigDecimal income) {
        BigDecimal cap = taxCap.of(status);
        if (taxCapPhaseDown.isEmpty()) {
            return cap;
        }
        PhaseDown down = taxCapPhaseDown.get();
        BigDecimal over = income.subtract(down.over().of(status)).max(BigDecimal.ZERO);
        return cap.subtract(over.multiply(down.rate()))
                .max(down.floor().of(status))
                .min(cap);
    }
}
