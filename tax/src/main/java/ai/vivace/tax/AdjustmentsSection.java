package ai.vivace.tax;

import ai.vivace.tax.law.Payroll;
import ai.vivace.tax.law.StudentLoanInterest;
import java.math.BigDecimal;
import java.util.Optional;

/** What is taken off total income: Part II of Schedule 1. */
final class AdjustmentsSection {
    private AdjustmentsSection() {}

    /** Puts all adjustments but interest on student loans, which depends on the rest; gives their sum. */
    static BigDecimal fillBeforeStudentLoans(Sheet sheet) {
        educator(sheet);
        sheet.putGiven(LineName.HSA_DEDUCTION, Item.HSA);
        selfEmployment(sheet);
        sheet.putGiven(LineName.SELF_EMPLOYED_RETIREMENT, Item.SELF_EMPLOYED_RETIREMENT);
        sheet.putGiven(LineName.SELF_EMPLOYED_HEALTH_INSURANCE, Item.SELF_EMPLOYED_HEALTH);
        sheet.putGiven(LineName.IRA_DEDUCTION, Item.IRA);
        return sheet.sum(
                LineName.EDUCATOR_EXPENSES,
                LineName.HSA_DEDUCTION,
                LineName.SELF_EMPLOYMENT_DEDUCTION,
                LineName.SELF_EMPLOYED_RETIREMENT,
                LineName.SELF_EMPLOYED_HEALTH_INSURANCE,
                LineName.IRA_DEDUCTION);
    }

    private static void educator(Sheet sheet) {
        BigDecimal spent = sheet.given(Item.EDUCATOR);
        BigDecimal most = sheet.law()
                .educatorMost()
                .multiply(BigDecimal.valueOf(sheet.filer().people().size()));
        sheet.putUnlessZero(LineName.EDUCATOR_EXPENSES, spent.min(most), () -> Reason.of(
                        sheet.law().group("educator_expenses").citation(),
                        "what was spent, at most " + Money.text(most),
                        "Teachers may deduct what they pay for their classroom, up to a limit for each.")
                .with("spent", spent)
                .with("most", most));
    }

    private static void selfEmployment(Sheet sheet) {
        SelfEmploymentTax yours = SelfEmploymentTax.ofYou(sheet);
        SelfEmploymentTax spouses = SelfEmploymentTax.ofSpouse(sheet);
        Payroll payroll = sheet.law().payroll();
        netEarnings(sheet, LineName.SE_NET_EARNINGS, yours, Item.SELF_EMPLOYMENT);
        netEarnings(sheet, LineName.SE_NET_EARNINGS_SPOUSE, spouses, Item.SELF_EMPLOYMENT_SPOUSE);
        BigDecimal tax = yours.tax().add(spouses.tax());
        sheet.putUnlessZero(LineName.SELF_EMPLOYMENT_TAX, tax, () -> Reason.of(
                        payroll.citation(),
                        "12.4% of net earnings up to the wage base not used by wages, and 2.9% of all of them",
                        "The self-employed pay both the employee's and the employer's share of Social Security and Medicare.")
                .with("Social Security", yours.socialSecurity().add(spouses.socialSecurity()))
                .with("Medicare", yours.medicare().add(spouses.medicare()))
                .with("wage base", payroll.wageBase()));
        sheet.putUnlessZero(
                LineName.SELF_EMPLOYMENT_DEDUCTION, yours.deductible().add(spouses.deductible()), () -> Reason.of(
                                payroll.citation(),
                                "half of self-employment tax",
                                "Half of self-employment tax lowers income, as an employer's share would not be your income.")
                        .with("self-employment tax", tax));
    }

    private static void netEarnings(Sheet sheet, LineName name, SelfEmploymentTax tax, Item profit) {
        Payroll payroll = sheet.law().payroll();
        sheet.putUnlessZero(name, tax.netEarnings(), () -> Reason.of(
                        payroll.citation(),
                        "profit x " + payroll.netEarningsFactor(),
                        "Not all of the profit bears self-employment tax: 7.65% stand for the employer's share.")
                .with("profit", sheet.given(profit))
                .with("factor", payroll.netEarningsFactor()));
    }

    /** Puts the deduction of interest on student loans, when total income is known. */
    static void studentLoans(Sheet sheet, BigDecimal otherAdjustments) {
        BigDecimal paid = sheet.given(Item.STUDENT_LOAN_INTEREST);
        if (paid.signum() == 0) {
            return;
        }
        StudentLoanInterest law = sheet.law().studentLoanInterest();
        Optional<BigDecimal> start = law.phaseoutStart().find(sheet.status());
        if (start.isEmpty() || sheet.filer().is(Circumstance.CLAIMED_BY_ANOTHER)) {
            sheet.put(
                    LineName.STUDENT_LOAN_INTEREST,
                    BigDecimal.ZERO,
                    () -> Reason.of(
                            law.citation(),
                            "not allowed",
                            start.isEmpty()
                                    ? "Married people who file separately may not deduct interest on student loans."
                                    : "Whom another can claim as a dependent may not deduct interest on student loans."));
            return;
        }
        BigDecimal width = law.phaseoutWidth().of(sheet.status());
        BigDecimal income = sheet.value(LineName.TOTAL_INCOME).subtract(otherAdjustments);
        BigDecimal most = paid.min(law.most());
        BigDecimal over = income.subtract(start.get()).max(BigDecimal.ZERO).min(width);
        BigDecimal lost = most.multiply(over).divide(width, Precision.QUOTIENT);
        sheet.put(LineName.STUDENT_LOAN_INTEREST, most.subtract(lost), () -> Reason.of(
                        law.citation(),
                        "interest up to " + Money.text(law.most()) + ", less the part of it that income is through "
                                + Money.text(start.get()) + " to "
                                + Money.text(start.get().add(width)),
                        over.signum() == 0
                                ? "Interest on student loans lowers income even when you do not itemize."
                                : "At your income only a part of the interest on student loans may be deducted, or none.")
                .with("interest", paid)
                .with("income before it", income)
                .with("start", start.get())
                .with("width", width));
    }

    /** Puts the sum of adjustments and adjusted gross income. */
    static void total(Sheet sheet) {
        BigDecimal charity = sheet.law().itemizing().charityAboveLine()
                ? sheet.value(LineName.CHARITY_WITHOUT_ITEMIZING)
                : BigDecimal.ZERO;
        BigDecimal adjustments = sheet.sum(
                        LineName.EDUCATOR_EXPENSES,
                        LineName.HSA_DEDUCTION,
                        LineName.SELF_EMPLOYMENT_DEDUCTION,
                        LineName.SELF_EMPLOYED_RETIREMENT,
                        LineName.SELF_EMPLOYED_HEALTH_INSURANCE,
                        LineName.IRA_DEDUCTION,
                        LineName.STUDENT_LOAN_INTEREST)
                .add(charity);
        BigDecimal income = sheet.value(LineName.TOTAL_INCOME);
        sheet.put(
                LineName.ADJUSTMENTS,
                adjustments,
                () -> Reason.of(
                        "educator + health savings + half of self-employment tax + self-employed plans and insurance + IRA + student loans"
                                + (charity.signum() == 0 ? "" : " + gifts without itemizing"),
                        "What everybody may take off income, whether or not they itemize."));
        sheet.put(LineName.AGI, income.subtract(adjustments), () -> Reason.of(
                        "total income - adjustments", "Adjusted gross income decides about many limits and credits.")
                .with("total income", income)
                .with("adjustments", adjustments));
    }
}
