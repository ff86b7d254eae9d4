package ai.vivace.tax.law;

import java.math.BigDecimal;
import java.util.Optional;

/**
 * What may be put into retirement and health accounts in a year, in dollars.
 *
 * @param deferral into a 401(k) or 403(b) from pay
 * @param deferralCatchUp more from 50 on
 * @param deferralCatchUp60 more from 60 to 63 instead; none before 2025
 * @param ira into individual retirement accounts
 * @param iraCatchUp more from 50 on
 * @param healthSelf into a health savings account, alone
 * @param healthFamily with a family
 * @param healthCatchUp more from 55 on
 * @param citation where the numbers are from
 */
public record RetirementLimits(
        BigDecimal deferral,
        BigDecimal deferralCatchUp,
        Optional<BigDecimal> deferralCatchUp60,
        BigDecimal ira,
        BigDecimal iraCatchUp,
        BigDecimal healthSelf,
        BigDecimal healthFamily,
        BigDecimal healthCatchUp,
        Citation citation) {
    static RetirementLimits of(LawGroup group) {
        return new RetirementLimits(
                group.decimal("elective_deferral_401k_403b"),
                group.decimal("catch_up_50"),
                group.findDecimal("catch_up_60_to_63"),
                group.decimal("ira"),
                group.decimal("ira_catch_up_50"),
                group.decimal("hsa_self_only"),
                group.decimal("hsa_family"),
                group.decimal("hsa_catch_up_55"),
                group.citation());
    }

    /** What somebody of an age may put into individual retirement accounts, in dollars. */
    public BigDecimal ira(int age) {
        return age >= 50 ? ira.add(iraCatchUp) : ira;
    }

    /** What somebody of an age may put into a 401(k) or 403(b) from pay, in dollars. */
    public BigDecimal deferral(int age) {
        if (age < 50) {
            return deferral;
        }
        boolean early = age >= 60 && age <= 63;
        return deferral.add(early ? deferralCatchUp60.orElse(deferralCatchUp) : deferralCatchUp);
    }
}
