package ai.vivace.tax;

import ai.vivace.tax.law.BenefitsTaxation;
import ai.vivace.tax.law.FilingStatus;
import java.math.BigDecimal;
import java.util.Set;

/** How much of Social Security benefits is taxed (Social Security Benefits Worksheet of Form 1040; Publication 915). */
final class BenefitsWorksheet {
    private static final BigDecimal HALF = new BigDecimal("0.5");
    private static final BigDecimal MOST = new BigDecimal("0.85");

    private BenefitsWorksheet() {}

    /**
     * The taxed part, in dollars, not rounded: at most 85% of the benefits.
     *
     * @param law bases of the year
     * @param status the filing status
     * @param circumstances among which may be that a married person who files separately lived with the spouse: then there is no base
     * @param benefits all benefits of the year
     * @param otherIncome taxed income without them
     * @param taxExemptInterest counts too
     * @param adjustments what is taken off income, without interest on student loans
     */
    static BigDecimal taxed(
            BenefitsTaxation law,
            FilingStatus status,
            Set<Circumstance> circumstances,
            BigDecimal benefits,
            BigDecimal otherIncome,
            BigDecimal taxExemptInterest,
            BigDecimal adjustments) {
        BigDecimal half = benefits.multiply(HALF);
        BigDecimal income = half.add(otherIncome)
                .add(taxExemptInterest)
                .subtract(adjustments)
                .max(BigDecimal.ZERO);
        BigDecimal most = benefits.multiply(MOST);
        if (circumstances.contains(Circumstance.LIVED_WITH_SPOUSE)) {
            return income.subtract(law.livedTogetherBase()).multiply(MOST).min(most);
        }
        BigDecimal first = law.firstBase().of(status);
        BigDecimal over = income.subtract(first);
        if (over.signum() <= 0) {
            return BigDecimal.ZERO;
        }
        BigDecimal band = law.secondBase().of(status).subtract(first);
        BigDecimal lower = over.min(band).multiply(HALF).min(half);
        BigDecimal upper = over.subtract(band).max(BigDecimal.ZERO).multiply(MOST);
        return lower.add(upper).min(most);
    }

    static void fill(Sheet sheet, BigDecimal adjustments) {
        BigDecimal benefits = sheet.value(LineName.SOCIAL_SECURITY);
        if (benefits.signum() == 0) {
            return;
        }
        BenefitsTaxation law = sheet.law().benefitsTaxation();
        FilingStatus status = sheet.status();
        BigDecimal otherIncome = IncomeSection.withoutBenefits(sheet);
        BigDecimal taxed = taxed(
                law,
                status,
                sheet.filer().circumstances(),
                benefits,
                otherIncome,
                sheet.value(LineName.TAX_EXEMPT_INTEREST),
                adjustments);
        sheet.put(LineName.TAXABLE_SOCIAL_SECURITY, taxed, () -> Reason.of(
                        law.citation(),
                        "half of what half the benefits + other income - adjustments exceed the first base by, and 85% of what they"
                                + " exceed the second by; at most 85% of the benefits",
                        taxed.signum() == 0
                                ? "With this income your benefits are not taxed."
                                : Money.text(sheet.line(taxed)) + " of your benefits of " + Money.text(benefits)
                                        + " are taxed because of your other income.")
                .with("benefits", benefits)
                .with("other income", otherIncome)
                .with("tax-exempt interest", sheet.value(LineName.TAX_EXEMPT_INTEREST))
                .with("adjustments", adjustments)
                .with("first base", law.firstBase().of(status))
                .with("second base", law.secondBase().of(status)));
    }
}
