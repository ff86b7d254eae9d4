package ai.vivace.tax.explain;

import ai.vivace.tax.Filer;
import ai.vivace.tax.Item;
import ai.vivace.tax.LineName;
import ai.vivace.tax.TaxReturn;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/**
 * A form that a return needs.
 *
 * @param form its name
 * @param why what on the return needs it
 */
public record NeededForm(String form, String why) {
    private static final BigDecimal SCHEDULE_B_OVER = new BigDecimal(1_500);

    /** The forms of a return, in the order in which they are attached. */
    public static List<NeededForm> of(TaxReturn result) {
        List<NeededForm> forms = new ArrayList<>();
        forms.add(new NeededForm("Form 1040", "everybody who files as a resident"));
        add(
                forms,
                result,
                "Schedule 1",
                "income or adjustments without a line on Form 1040",
                LineName.ADDITIONAL_INCOME,
                LineName.EDUCATOR_EXPENSES,
                LineName.HSA_DEDUCTION,
                LineName.IRA_DEDUCTION,
                LineName.SELF_EMPLOYMENT_DEDUCTION,
                LineName.SELF_EMPLOYED_RETIREMENT,
                LineName.SELF_EMPLOYED_HEALTH_INSURANCE,
                LineName.STUDENT_LOAN_INTEREST);
        add(
                forms,
                result,
                "Schedule 1-A",
                "tips, overtime, car-loan interest or seniors",
                LineName.SCHEDULE_1A_DEDUCTIONS);
        add(forms, result, "Schedule 2", "taxes beside the income tax", LineName.AMT, LineName.OTHER_TAXES);
        add(
                forms,
                result,
                "Schedule 3",
                "credits without a line on Form 1040",
                LineName.CARE_CREDIT,
                LineName.EDUCATION_CREDIT,
                LineName.SAVERS_CREDIT);
        if (result.itemizes()) {
            forms.add(new NeededForm("Schedule A", "itemized deductions"));
        }
        scheduleB(forms, result.filer());
        add(forms, result, "Schedule C", "a business of your own", LineName.BUSINESS_INCOME);
        add(
                forms,
                result,
                "Schedule D and Form 8949",
                "gains and losses",
                LineName.SHORT_TERM_GAIN,
                LineName.LONG_TERM_GAIN);
        add(forms, result, "Schedule E", "S-corporation income", LineName.PASS_THROUGH_INCOME);
        add(forms, result, "Schedule EIC", "the earned income credit with children", earnedIncomeWithChildren(result));
        add(forms, result, "Schedule SE", "self-employment tax", LineName.SELF_EMPLOYMENT_TAX);
        add(
                forms,
                result,
                "Schedule 8812",
                "credits for children and other dependents",
                LineName.CHILD_TAX_CREDIT,
                LineName.OTHER_DEPENDENT_CREDIT,
                LineName.ADDITIONAL_CHILD_TAX_CREDIT);
        add(forms, result, "Form 2441", "care of children", LineName.CARE_CREDIT);
        add(forms, result, "Form 6251", "alternative minimum tax", LineName.AMT);
        add(
                forms,
                result,
                "Form 8863",
                "education credits",
                LineName.EDUCATION_CREDIT,
                LineName.REFUNDABLE_EDUCATION_CREDIT);
        add(forms, result, "Form 8880", "retirement savings credit", LineName.SAVERS_CREDIT);
        add(forms, result, "Form 8889", "a health savings account", LineName.HSA_DEDUCTION);
        add(
                forms,
                result,
                "Form 8959",
                "Additional Medicare Tax",
                LineName.ADDITIONAL_MEDICARE_TAX,
                LineName.ADDITIONAL_MEDICARE_WITHHELD);
        add(forms, result, "Form 8960", "net investment income tax", LineName.NET_INVESTMENT_INCOME_TAX);
        add(forms, result, businessForm(result), "the deduction for business income", LineName.QBI_DEDUCTION);
        return List.copyOf(forms);
    }

    private static LineName[] earnedIncomeWithChildren(TaxReturn result) {
        return result.filer().dependentAges().isEmpty()
                ? new LineName[0]
                : new LineName[] {LineName.EARNED_INCOME_CREDIT};
    }

    private static String businessForm(TaxReturn result) {
        BigDecimal before = result.taxableIncome().add(result.value(LineName.QBI_DEDUCTION));
        BigDecimal threshold =
                result.law().businessDeduction().threshold().of(result.filer().status());
        return before.compareTo(threshold) > 0 ? "Form 8995-A" : "Form 8995";
    }

    private static void scheduleB(List<NeededForm> forms, Filer filer) {
        boolean much = filer.amount(Item.TAXABLE_INTEREST).compareTo(SCHEDULE_B_OVER) > 0
                || filer.amount(Item.ORDINARY_DIVIDENDS).compareTo(SCHEDULE_B_OVER) > 0;
        if (much) {
            forms.add(new NeededForm("Schedule B", "more than $1,500 of interest or of dividends"));
        }
    }

    private static void add(List<NeededForm> forms, TaxReturn result, String form, String why, LineName... lines) {
        for (LineName line : lines) {
            if (result.value(line).signum() != 0) {
                forms.add(new NeededForm(form, why));
                return;
            }
        }
    }
}
