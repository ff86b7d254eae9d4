package ai.vivace.tax.plan;

import ai.vivace.tax.ExplainedAmount;
import ai.vivace.tax.Filer;
import ai.vivace.tax.Item;
import ai.vivace.tax.LineName;
import ai.vivace.tax.Money;
import ai.vivace.tax.Precision;
import ai.vivace.tax.TaxReturn;
import ai.vivace.tax.law.EstimatedTax;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Makes a quarterly plan. */
final class QuarterlyPlanner {
    private final QuarterlyQuestion question;
    private final TaxReturn taxReturn;
    private final EstimatedTax law;
    private final LocalDate today;
    private final BigDecimal expectedTax;
    private final BigDecimal withheld;
    private final List<ExplainedAmount> steps = new ArrayList<>();

    QuarterlyPlanner(QuarterlyQuestion question) {
        this.question = question;
        this.taxReturn = TaxReturn.of(question.filer());
        this.law = taxReturn.law().estimatedTax();
        this.today = LocalDate.now(question.clock());
        this.expectedTax = taxReturn.netTax();
        this.withheld = taxReturn.value(LineName.WITHHELD).add(taxReturn.value(LineName.ADDITIONAL_MEDICARE_WITHHELD));
    }

    QuarterlyPlan plan() {
        describeTax();
        BigDecimal thisYear = expectedTax.max(BigDecimal.ZERO).multiply(law.currentYearShare());
        step("90% of this year", thisYear, Money.percent(law.currentYearShare()) + " of this year's tax.");
        Optional<BigDecimal> lastYear = question.lastYear().map(this::lastYearAmount);
        SafeHarbour harbour = harbour(thisYear, lastYear);
        BigDecimal required =
                switch (harbour) {
                    case SMALL_BALANCE, NO_TAX_LAST_YEAR -> BigDecimal.ZERO;
                    case THIS_YEAR -> thisYear;
                    case LAST_YEAR -> lastYear.orElseThrow();
                };
        BigDecimal estimates = required.subtract(withheld).max(BigDecimal.ZERO);
        step(
                "Estimated payments",
                estimates.setScale(0, RoundingMode.CEILING),
                "The plan keeps this safe harbour: " + harbour.title() + ". "
                        + (estimates.signum() == 0
                                ? "Nothing has to be paid beside what is withheld."
                                : Money.text(required) + " less what is withheld, a quarter on each date."));
        List<Installment> installments = installments(estimates);
        BigDecimal paid = paidUpTo(LocalDate.MAX);
        BigDecimal toCome = installments.stream().map(Installment::toPay).reduce(BigDecimal.ZERO, BigDecimal::add);
        BigDecimal left = expectedTax.subtract(withheld).subtract(paid).subtract(toCome);
        return new QuarterlyPlan(
                taxReturn,
                today,
                expectedTax,
                withheld,
                harbour,
                required,
                installments,
                left,
                taxReturn.law().deadlines().returnDue(),
                setAside(),
                steps,
                notes(installments, left));
    }

    private void describeTax() {
        BigDecimal selfEmployment = taxReturn.value(LineName.SELF_EMPLOYMENT_TAX);
        if (selfEmployment.signum() > 0) {
            step(
                    "Self-employment tax",
                    selfEmployment,
                    "Social Security and Medicare taxes on the profit; half of it lowers your income.");
        }
        BigDecimal business = taxReturn.value(LineName.QBI_DEDUCTION);
        if (business.signum() > 0) {
            step(
                    "Qualified business income deduction",
                    business,
                    "Up to a fifth of the profit, after half of self-employment tax, is not taxed; it is taken off already.");
        }
        step("Tax of the year", expectedTax, "Total tax less the credits that are paid out, as the year is expected.");
        step("Withheld", withheld, "Tax withheld from pay and pensions counts as paid in four equal parts.");
    }

    private BigDecimal lastYearAmount(LastYear last) {
        BigDecimal bound = law.highIncomeOver().of(taxReturn.filer().status());
        boolean high = last.adjustedGrossIncome().compareTo(bound) > 0;
        BigDecimal share = high ? law.priorYearShareHighIncome() : law.priorYearShare();
        BigDecimal amount = last.tax().multiply(share);
        step(
                Money.percent(share) + " of last year",
                amount,
                Money.percent(share) + " of last year's tax of " + Money.text(last.tax())
                        + (high ? ", as last year's income was above " : ", as last year's income was at most ")
                        + Money.text(bound) + ".");
        return amount;
    }

    private SafeHarbour harbour(BigDecimal thisYear, Optional<BigDecimal> lastYear) {
        if (expectedTax.subtract(withheld).compareTo(law.smallBalance()) < 0) {
            return SafeHarbour.SMALL_BALANCE;
        }
        if (lastYear.filter(amount -> amount.signum() == 0).isPresent()) {
            return SafeHarbour.NO_TAX_LAST_YEAR;
        }
        return lastYear.filter(amount -> amount.compareTo(thisYear) < 0).isPresent()
                ? SafeHarbour.LAST_YEAR
                : SafeHarbour.THIS_YEAR;
    }

    private List<Installment> installments(BigDecimal estimates) {
        List<LocalDate> dates = taxReturn.law().deadlines().estimatedDue();
        BigDecimal paid = paidUpTo(LocalDate.MAX);
        List<Installment> installments = new ArrayList<>();
        boolean nextFound = false;
        for (int i = 0; i < dates.size(); i++) {
            LocalDate due = dates.get(i);
            BigDecimal share = law.installmentShare().multiply(BigDecimal.valueOf(i + 1L));
            BigDecimal requiredByThen = estimates.multiply(share).setScale(0, RoundingMode.CEILING);
            if (due.isBefore(today)) {
                installments.add(new Installment(
                        i + 1, due, requiredByThen, paidUpTo(due), BigDecimal.ZERO, Installment.State.PASSED));
            } else {
                BigDecimal toPay = requiredByThen.subtract(paid).max(BigDecimal.ZERO);
                installments.add(new Installment(
                        i + 1,
                        due,
                        requiredByThen,
                        paid,
                        toPay,
                        nextFound ? Installment.State.LATER : Installment.State.NEXT));
                nextFound = true;
                paid = paid.add(toPay);
            }
        }
        return installments;
    }

    private BigDecimal paidUpTo(LocalDate day) {
        return question.payments().stream()
                .filter(payment -> !payment.date().isAfter(day))
                .map(Payment::amount)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /** The part of profit that the year's tax rises by, because of it. */
    private Optional<BigDecimal> setAside() {
        Filer filer = question.filer();
        BigDecimal profit = filer.amount(Item.SELF_EMPLOYMENT).add(filer.amount(Item.SELF_EMPLOYMENT_SPOUSE));
        if (profit.signum() <= 0) {
            return Optional.empty();
        }
        Filer without = filer.change()
                .amount(Item.SELF_EMPLOYMENT, 0)
                .amount(Item.SELF_EMPLOYMENT_SPOUSE, 0)
                .build();
        BigDecimal more = TaxReturn.of(filer, Precision.EXACT)
                .netTax()
                .subtract(TaxReturn.of(without, Precision.EXACT).netTax());
        return Optional.of(more.divide(profit, MathContext.DECIMAL64).max(BigDecimal.ZERO));
    }

    private List<String> notes(List<Installment> installments, BigDecimal left) {
        List<String> notes = new ArrayList<>();
        installments.stream()
                .filter(date -> date.missed().signum() > 0)
                .forEach(date -> notes.add("By " + date.due()
                        + " " + Money.text(date.requiredByThen()) + " should have been paid, and "
                        + Money.text(date.paidByThen())
                        + " were: a penalty threatens for the time until the rest is paid."));
        BigDecimal missing = installments.stream()
                .filter(date -> date.state() == Installment.State.PASSED)
                .reduce((first, second) -> second)
                .map(date -> date.requiredByThen().subtract(paidUpTo(today)))
                .orElse(BigDecimal.ZERO);
        if (missing.signum() > 0) {
            notes.add("Pay the missing " + Money.text(missing)
                    + " now rather than on the next date: the penalty grows by the day. More withheld from the last paychecks helps as well,"
                    + " since it counts as paid evenly over the year.");
        }
        if (left.signum() > 0) {
            notes.add("With the plan kept, " + Money.text(left) + " are left to pay by "
                    + taxReturn.law().deadlines().returnDue() + ", without penalty.");
        }
        if (question.lastYear().isEmpty()) {
            notes.add(
                    "Last year's return was not given. If it covered twelve months, its tax can make a smaller safe harbour.");
        } else {
            notes.add(
                    "Last year's return covered twelve months; for no tax last year to be a safe harbour, you were a citizen or resident all of"
                            + " that year.");
        }
        notes.add(
                "Income comes in evenly over the year; if most of it comes late, Form 2210, Schedule AI, can lower the first parts.");
        return notes;
    }

    private void step(String name, BigDecimal amount, String sentence) {
        steps.add(new ExplainedAmount(name, amount, sentence));
    }
}
