package ai.vivace.tax.law;

import java.math.BigDecimal;
import java.util.List;

/**
 * The credit for retirement savings (Internal Revenue Code 25B).
 *
 * @param jointLimits incomes up to which a joint return has 50, 20 and 10 percent, in dollars
 * @param headFactor a head of household's limits are this part of them
 * @param otherFactor everybody else's are this part
 * @param most contributions of a person that count
 * @param citation where the numbers are from
 */
public record SaversCredit(
        List<BigDecimal> jointLimits,
        BigDecimal headFactor,
        BigDecimal otherFactor,
        BigDecimal most,
        Citation citation) {
    private static final List<BigDecimal> RATES =
            List.of(new BigDecimal("0.5"), new BigDecimal("0.2"), new BigDecimal("0.1"));

    public SaversCredit {
        jointLimits = List.copyOf(jointLimits);
    }

    static SaversCredit of(LawGroup group) {
        return new SaversCredit(
                group.decimals("joint_agi_limits_50_20_10_percent"),
                group.decimal("hoh_factor"),
                group.decimal("other_factor"),
                group.decimal("max_contribution_per_person"),
                group.citation());
    }

    /** The rate at an income: 0.5, 0.2, 0.1 or 0. */
    public BigDecimal rate(FilingStatus status, BigDecimal income) {
        BigDecimal factor =
                switch (status) {
                    case MARRIED_JOINT -> BigDecimal.ONE;
                    case HEAD_OF_HOUSEHOLD -> headFactor;
                    default -> otherFactor;
                };
        for (int i = 0; i < jointLimits.size(); i++) {
            if (income.compareTo(jointLimits.get(i).multiply(factor)) <= 0) {
                return RATES.get(i);
            }
        }
        return BigDecimal.ZERO;
    }
}
