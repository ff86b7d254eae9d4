package ai.vivace.tax.business;

import ai.vivace.tax.ExplainedAmount;
import ai.vivace.tax.Filer;
import ai.vivace.tax.Item;
import ai.vivace.tax.LineName;
import ai.vivace.tax.Money;
import ai.vivace.tax.Precision;
import ai.vivace.tax.TaxReturn;
import ai.vivace.tax.law.Payroll;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/**
 * Federal taxes of a profit by form of business, for one owner: by the formulas, without rounding, so that forms and profits compare.
 */
final class FederalCost {
    private final Filer filer;
    private final BigDecimal corporationCost;
    private final BigDecimal taxWithout;
    private final Payroll payroll;

    FederalCost(Filer filer, BigDecimal corporationCost) {
        this.filer = filer;
        this.corporationCost = corporationCost;
        TaxReturn without = TaxReturn.of(filer, Precision.EXACT);
        this.taxWithout = without.netTax();
        this.payroll = without.law().payroll();
    }

    /**
     * Taxes and costs of a form.
     *
     * @param tax federal taxes because of the business, in dollars
     * @param other payroll and return costs
     * @param lines how they come about
     */
    record Cost(BigDecimal tax, BigDecimal other, List<ExplainedAmount> lines) {
        BigDecimal keptOf(BigDecimal profit) {
            return profit.subtract(tax).subtract(other);
        }
    }

    Cost of(BusinessForm form, BigDecimal profit, BigDecimal salary) {
        return switch (form) {
            case SOLE_PROPRIETOR, SINGLE_MEMBER_LLC -> proprietor(profit);
            case S_CORPORATION -> corporation(profit, salary, BusinessForm.S_CORPORATION);
            case C_CORPORATION -> corporation(profit, salary, BusinessForm.C_CORPORATION);
        };
    }

    private Cost proprietor(BigDecimal profit) {
        TaxReturn with =
                TaxReturn.of(filer.change().amount(Item.SELF_EMPLOYMENT, profit).build(), Precision.EXACT);
        BigDecimal tax = with.netTax().subtract(taxWithout);
        BigDecimal selfEmployment = with.value(LineName.SELF_EMPLOYMENT_TAX);
        List<ExplainedAmount> lines = new ArrayList<>();
        lines.add(new ExplainedAmount(
                "Self-employment tax",
                selfEmployment,
                Money.percent(payroll.selfSocialSecurity().add(payroll.selfMedicare())) + " on "
                        + Money.percent(payroll.netEarningsFactor())
                        + " of the profit: Social Security up to the wage base, and Medicare."));
        lines.add(new ExplainedAmount(
                "Income tax",
                tax.subtract(selfEmployment),
                "More tax on the owner's return, after half of self-employment tax and a business deduction of "
                        + Money.text(with.value(LineName.QBI_DEDUCTION)) + "."));
        return new Cost(tax, BigDecimal.ZERO, lines);
    }

    private Cost corporation(BigDecimal profit, BigDecimal salary, BusinessForm form) {
        CorporationLaw law = CorporationLaw.get();
        BigDecimal employer = salary.min(payroll.wageBase())
                .multiply(payroll.employerSocialSecurity())
                .add(salary.multiply(payroll.employerMedicare()));
        BigDecimal unemployment = law.unemploymentTax(salary);
        // Social Security tax on wages of two jobs above the base comes back with the owner's return; the employer's
        // share does not.
        BigDecimal room = payroll.wageBase().subtract(filer.amount(Item.WAGES)).max(BigDecimal.ZERO);
        BigDecimal employee = salary.min(room)
                .multiply(payroll.employeeSocialSecurity())
                .add(salary.multiply(payroll.employeeMedicare()));
        BigDecimal left = profit.subtract(salary)
                .subtract(employer)
                .subtract(unemployment)
                .subtract(corporationCost);
        List<ExplainedAmount> lines = new ArrayList<>();
        lines.add(new ExplainedAmount(
                "Social Security and Medicare on the salary",
                employer.add(employee),
                "The company's and the owner's share on a salary of " + Money.text(salary) + "."));
        lines.add(new ExplainedAmount(
                "Federal unemployment tax",
                unemployment,
                Money.percent(law.unemploymentRate()) + " of the first " + Money.text(law.unemploymentBase())
                        + "; in some states more."));
        BigDecimal company =
                form == BusinessForm.C_CORPORATION ? left.max(BigDecimal.ZERO).multiply(law.rate()) : BigDecimal.ZERO;
        BigDecimal owner = form == BusinessForm.C_CORPORATION
                ? dividendTax(salary, left.subtract(company), lines, company)
                : shareTax(salary, left, lines);
        BigDecimal tax = employer.add(employee).add(unemployment).add(company).add(owner);
        return new Cost(tax, corporationCost, lines);
    }

    private BigDecimal shareTax(BigDecimal salary, BigDecimal share, List<ExplainedAmount> lines) {
        TaxReturn with = TaxReturn.of(
                withSalary(salary)
                        .amount(Item.PASS_THROUGH_INCOME, share)
                        .amount(Item.BUSINESS_WAGES, salary)
                        .build(),
                Precision.EXACT);
        BigDecimal tax = with.netTax().subtract(taxWithout);
        lines.add(new ExplainedAmount(
                "Income tax",
                tax,
                "More tax on the owner's return, on the salary and the remaining profit of " + Money.text(share)
                        + ". The business deduction, " + Money.text(with.value(LineName.QBI_DEDUCTION))
                        + ", is on that profit only, not on the salary."));
        return tax;
    }

    private BigDecimal dividendTax(
            BigDecimal salary, BigDecimal afterTax, List<ExplainedAmount> lines, BigDecimal company) {
        BigDecimal dividend = afterTax.max(BigDecimal.ZERO);
        Filer with = withSalary(salary)
                .amount(
                        Item.ORDINARY_DIVIDENDS,
                        filer.amount(Item.ORDINARY_DIVIDENDS).add(dividend))
                .amount(
                        Item.QUALIFIED_DIVIDENDS,
                        filer.amount(Item.QUALIFIED_DIVIDENDS).add(dividend))
                .build();
        BigDecimal tax = TaxReturn.of(with, Precision.EXACT).netTax().subtract(taxWithout);
        lines.add(new ExplainedAmount(
                "Corporate income tax",
                company,
                Money.percent(CorporationLaw.get().rate()) + " of what is left after salary and costs."));
        lines.add(new ExplainedAmount(
                "Income tax",
                tax,
                "More tax on the owner's return, on the salary and on a dividend of " + Money.text(dividend)
                        + ", when everything is paid out: the profit is taxed twice."));
        return tax;
    }

    private Filer.Builder withSalary(BigDecimal salary) {
        return filer.change().amount(Item.WAGES, filer.amount(Item.WAGES).add(salary));
    }
}
