package ai.vivace.tax;

import ai.vivace.tax.law.ChildCredit;
import ai.vivace.tax.law.Payroll;
import java.math.BigDecimal;
import java.math.RoundingMode;

/** The child tax credit, the credit for other dependents, and what is paid out beyond the tax (Schedule 8812). */
final class ChildCreditForm {
    private static final BigDecimal THOUSAND = new BigDecimal(1000);

    private ChildCreditForm() {}

    /** The credit before the tax limits it, and how much of it is for children. */
    private record Credit(int children, BigDecimal forChildren, BigDecimal forOthers) {
        BigDecimal whole() {
            return forChildren.add(forOthers);
        }
    }

    static void fill(Sheet sheet) {
        if (sheet.filer().dependentAges().isEmpty()) {
            return;
        }
        ChildCredit law = sheet.law().childCredit();
        Credit credit = credit(sheet, law);
        BigDecimal room = NonrefundableCredits.room(
                sheet, LineName.CARE_CREDIT, LineName.EDUCATION_CREDIT, LineName.SAVERS_CREDIT);
        if (law.enlarged().isPresent()) {
            fillEnlarged(sheet, law, credit, room);
        } else {
            BigDecimal forChildren = credit.forChildren().min(room);
            put(sheet, law, credit, forChildren, credit.forOthers().min(room.subtract(forChildren)), room);
        }
    }

    /** 2021: the part for children is a payment, less what was paid in advance; the part for others lowers the tax. */
    private static void fillEnlarged(Sheet sheet, ChildCredit law, Credit credit, BigDecimal room) {
        BigDecimal others = credit.forOthers().min(room);
        BigDecimal advance = sheet.given(Item.ADVANCE_CHILD_CREDIT);
        BigDecimal all = credit.forChildren().add(others).subtract(advance).max(BigDecimal.ZERO);
        BigDecimal lowering = others.min(all);
        put(sheet, law, credit, all.subtract(lowering), lowering, room);
    }

    private static void put(
            Sheet sheet, ChildCredit law, Credit credit, BigDecimal children, BigDecimal others, BigDecimal room) {
        sheet.putUnlessZero(LineName.CHILD_TAX_CREDIT, children, () -> Reason.of(
                        law.citation(),
                        "an amount for each child under " + law.ageUnder() + ", less "
                                + Money.text(law.phaseoutPerThousand()) + " for each 1,000 of income above the start"
                                + (law.enlarged().isPresent() ? "" : "; at most the tax left"),
                        law.enlarged().isPresent()
                                ? "In 2021 the whole credit is paid out, whatever the tax."
                                : "Each child lowers the tax dollar by dollar.")
                .with("children", BigDecimal.valueOf(credit.children()))
                .with("credit before the tax limits it", credit.forChildren())
                .with("tax left", room));
        sheet.putUnlessZero(LineName.OTHER_DEPENDENT_CREDIT, others, () -> Reason.of(
                        law.citation(),
                        Money.text(law.otherDependent())
                                + " for each dependent who is no such child; at most the tax left",
                        "Older dependents give a smaller credit.")
                .with("credit before the tax limits it", credit.forOthers())
                .with("tax left", room));
    }

    private static Credit credit(Sheet sheet, ChildCredit law) {
        Filer filer = sheet.filer();
        int children = filer.dependentsUnder(law.ageUnder());
        BigDecimal others = law.otherDependent()
                .multiply(BigDecimal.valueOf(filer.dependentAges().size() - children));
        BigDecimal whole = forChildren(sheet, law, children).add(others);
        BigDecimal start = law.phaseoutStart().of(sheet.status());
        BigDecimal left = whole.subtract(lost(sheet, law, start)).max(BigDecimal.ZERO);
        // Schedule 8812 of 2021, line 14a: what income takes away is taken from the part for children first.
        BigDecimal forOthers = others.min(left);
        return new Credit(children, left.subtract(forOthers), forOthers);
    }

    private static BigDecimal forChildren(Sheet sheet, ChildCredit law, int children) {
        BigDecimal usual = law.perChild().multiply(BigDecimal.valueOf(children));
        if (law.enlarged().isEmpty()) {
            return usual;
        }
        ChildCredit.Enlarged enlarged = law.enlarged().get();
        int young = sheet.filer().dependentsUnder(enlarged.youngAgeUnder());
        BigDecimal full = enlarged.perYoungChild()
                .multiply(BigDecimal.valueOf(young))
                .add(enlarged.perChild().multiply(BigDecimal.valueOf(children - young)));
        BigDecimal start = enlarged.phaseoutStart().of(sheet.status());
        // Line 5 worksheet, line 6: the first phase-out takes no more than what lies before the second one starts.
        BigDecimal most = law.phaseoutStart()
                .of(sheet.status())
                .subtract(start)
                .divide(THOUSAND, Precision.QUOTIENT)
                .multiply(law.phaseoutPerThousand());
        return full.subtract(lost(sheet, law, start).min(full.subtract(usual)).min(most));
    }

    private static BigDecimal lost(Sheet sheet, ChildCredit law, BigDecimal start) {
        BigDecimal over = sheet.value(LineName.AGI).subtract(start).max(BigDecimal.ZERO);
        return over.divide(THOUSAND, 0, RoundingMode.CEILING).multiply(law.phaseoutPerThousand());
    }

    /** What is paid out beyond the tax; the earned income credit must be on its line. */
    static void fillAdditional(Sheet sheet) {
        ChildCredit law = sheet.law().childCredit();
        if (sheet.filer().dependentAges().isEmpty() || law.enlarged().isPresent()) {
            return;
        }
        Credit credit = credit(sheet, law);
        BigDecimal unused = credit.whole()
                .subtract(sheet.value(LineName.CHILD_TAX_CREDIT))
                .subtract(sheet.value(LineName.OTHER_DEPENDENT_CREDIT));
        BigDecimal most = unused.min(law.refundableMost().multiply(BigDecimal.valueOf(credit.children())));
        if (most.signum() <= 0) {
            return;
        }
        BigDecimal earned = sheet.line(EarnedIncome.of(sheet));
        BigDecimal byEarnings = sheet.line(
                earned.subtract(law.earnedIncomeFloor()).max(BigDecimal.ZERO).multiply(law.refundableRate()));
        BigDecimal bound =
                credit.children() >= law.alternativeChildren() ? byEarnings.max(byPayroll(sheet)) : byEarnings;
        sheet.putUnlessZero(LineName.ADDITIONAL_CHILD_TAX_CREDIT, most.min(bound), () -> Reason.of(
                        law.citation(),
                        "the unused credit, at most " + Money.text(law.refundableMost())
                                + " for each child and at most "
                                + Money.percent(law.refundableRate()) + " of earned income above "
                                + Money.text(law.earnedIncomeFloor()),
                        "What of the child tax credit the tax does not use up is paid out, within limits.")
                .with("unused", unused)
                .with("earned income", earned)
                .with("bound by earned income", bound));
    }

    /** Part II-B: Social Security and Medicare taxes less the earned income credit. */
    private static BigDecimal byPayroll(Sheet sheet) {
        Payroll payroll = sheet.law().payroll();
        return sheet.line(withheld(payroll, sheet.given(Item.WAGES)))
                .add(sheet.line(withheld(payroll, sheet.given(Item.WAGES_SPOUSE))))
                .add(sheet.value(LineName.SELF_EMPLOYMENT_DEDUCTION))
                .subtract(sheet.value(LineName.EARNED_INCOME_CREDIT))
                .max(BigDecimal.ZERO);
    }

    private static BigDecimal withheld(Payroll payroll, BigDecimal wages) {
        return wages.min(payroll.wageBase())
                .multiply(payroll.employeeSocialSecurity())
                .add(wages.multiply(payroll.employeeMedicare()));
    }
}
