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
import java.util.function.Supplier;

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
     * @param explanation how they come about; sentences are built when it is asked for, as a break-even looks at a thousand profits
     */
    record Cost(BigDecimal tax, BigDecimal other, Supplier<List<ExplainedAmount>> explanation) {
        BigDecimal keptOf(BigDecimal profit) {
            return profit.subtract(tax).subtract(other);
        }

        List<ExplainedAmount> lines() {
            return explanation.get();
        }
    }

    Cost of(BusinessForm form, BigDecimal profit, BigDecimal salary) {
        return switch (form) {
            case SOLE_PROPRIETOR, SINGLE_MEMBER_LLC -> proprietor(profit);
            case S_CORPORATION -> sCorporation(profit, payrollOf(salary));
            case C_CORPORATION -> cCorporation(profit, payrollOf(salary));
        };
    }

    private Cost proprietor(BigDecimal profit) {
        TaxReturn with =
                TaxReturn.of(filer.change().amount(Item.SELF_EMPLOYMENT, profit).build(), Precision.EXACT);
        BigDecimal tax = with.netTax().subtract(taxWithout);
        BigDecimal selfEmployment = with.value(LineName.SELF_EMPLOYMENT_TAX);
        return new Cost(
                tax,
                BigDecimal.ZERO,
                () -> List.of(
                        new ExplainedAmount(
                                "Self-employment tax",
                                selfEmployment,
                                Money.percent(payroll.selfSocialSecurity().add(payroll.selfMedicare())) + " on "
                                        + Money.percent(payroll.netEarningsFactor())
                                        + " of the profit: Social Security up to the wage base, and Medicare."),
                        new ExplainedAmount(
                                "Income tax",
                                tax.subtract(selfEmployment),
                                "More tax on the owner's return, after half of self-employment tax and a business deduction of "
                                        + Money.text(with.value(LineName.QBI_DEDUCTION)) + ".")));
    }

    /**
     * A salary with the taxes on it.
     *
     * @param salary in dollars a year
     * @param company the company's share of Social Security and Medicare taxes
     * @param owner the owner's share
     * @param unemployment federal unemployment tax
     */
    private record Salary(BigDecimal salary, BigDecimal company, BigDecimal owner, BigDecimal unemployment) {
        BigDecimal taxes() {
            return company.add(owner).add(unemployment);
        }

        List<ExplainedAmount> lines() {
            CorporationLaw law = CorporationLaw.get();
            return List.of(
                    new ExplainedAmount(
                            "Social Security and Medicare on the salary",
                            company.add(owner),
                            "The company's and the owner's share on a salary of " + Money.text(salary) + "."),
                    new ExplainedAmount(
                            "Federal unemployment tax",
                            unemployment,
                            Money.percent(law.unemploymentRate()) + " of the first "
                                    + Money.text(law.unemploymentBase()) + "; in some states more."));
        }
    }

    private Salary payrollOf(BigDecimal salary) {
        BigDecimal company = salary.min(payroll.wageBase())
                .multiply(payroll.employerSocialSecurity())
                .add(salary.multiply(payroll.employerMedicare()));
        // Social Security tax on wages of two jobs above the base comes back with the owner's return; the employer's
        // share does not.
        BigDecimal room = payroll.wageBase().subtract(filer.amount(Item.WAGES)).max(BigDecimal.ZERO);
        BigDecimal owner = salary.min(room)
                .multiply(payroll.employeeSocialSecurity())
                .add(salary.multiply(payroll.employeeMedicare()));
        return new Salary(salary, company, owner, CorporationLaw.get().unemploymentTax(salary));
    }

    /** What the company has after salary and costs, before its own income tax. */
    private BigDecimal remaining(BigDecimal profit, Salary salary) {
        return profit.subtract(salary.salary())
                .subtract(salary.company())
                .subtract(salary.unemployment())
                .subtract(corporationCost);
    }

    private Cost sCorporation(BigDecimal profit, Salary salary) {
        BigDecimal share = remaining(profit, salary);
        TaxReturn with = TaxReturn.of(
                withSalary(salary.salary())
                        .amount(Item.PASS_THROUGH_INCOME, share)
                        .amount(Item.BUSINESS_WAGES, salary.salary())
                        .build(),
                Precision.EXACT);
        BigDecimal owner = with.netTax().subtract(taxWithout);
        return new Cost(salary.taxes().add(owner), corporationCost, () -> {
            List<ExplainedAmount> lines = new ArrayList<>(salary.lines());
            lines.add(new ExplainedAmount(
                    "Income tax",
                    owner,
                    "More tax on the owner's return, on the salary and the remaining profit of " + Money.text(share)
                            + ". The business deduction, " + Money.text(with.value(LineName.QBI_DEDUCTION))
                            + ", is on that profit only, not on the salary."));
            return lines;
        });
    }

    private Cost cCorporation(BigDecimal profit, Salary salary) {
        BigDecimal remaining = remaining(profit, salary).max(BigDecimal.ZERO);
        BigDecimal company = remaining.multiply(CorporationLaw.get().rate());
        BigDecimal dividend = remaining.subtract(company);
        Filer with = withSalary(salary.salary())
                .amount(
                        Item.ORDINARY_DIVIDENDS,
                        filer.amount(Item.ORDINARY_DIVIDENDS).add(dividend))
                .amount(
                        Item.QUALIFIED_DIVIDENDS,
                        filer.amount(Item.QUALIFIED_DIVIDENDS).add(dividend))
                .build();
        BigDecimal owner = TaxReturn.of(with, Precision.EXACT).netTax().subtract(taxWithout);
        return new Cost(salary.taxes().add(company).add(owner), corporationCost, () -> {
            List<ExplainedAmount> lines = new ArrayList<>(salary.lines());
            lines.add(new ExplainedAmount(
                    "Corporate income tax",
                    company,
                    Money.percent(CorporationLaw.get().rate()) + " of what is left after salary and costs."));
            lines.add(new ExplainedAmount(
                    "Income tax",
                    owner,
                    "More tax on the owner's return, on the salary and on a dividend of " + Money.text(dividend)
                            + ", when everything is paid out: the profit is taxed twice."));
            return lines;
        });
    }

    private Filer.Builder withSalary(BigDecimal salary) {
        return filer.change().amount(Item.WAGES, filer.amount(Item.WAGES).add(salary));
    }
}
