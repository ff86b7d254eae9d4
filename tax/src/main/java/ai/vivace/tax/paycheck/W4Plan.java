package ai.vivace.tax.paycheck;

import ai.vivace.tax.ExplainedAmount;
import ai.vivace.tax.Filer;
import ai.vivace.tax.Item;
import ai.vivace.tax.LineName;
import ai.vivace.tax.Money;
import ai.vivace.tax.TaxReturn;
import ai.vivace.tax.law.FilingStatus;
import ai.vivace.tax.law.Law;
import ai.vivace.tax.law.TaxYear;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** Finds the entries of a Form W-4. */
final class W4Plan {
    private static final BigDecimal HALF = new BigDecimal("0.5");

    private final Job job;
    private final List<Job> others;
    private final BigDecimal refund;
    private final TaxReturn taxReturn;
    private final TaxYear year;
    private final List<String> warnings = new ArrayList<>();

    W4Plan(W4Advice.Question question) {
        this.job = question.job();
        this.others = question.others();
        this.refund = question.refund();
        this.taxReturn = TaxReturn.of(question.filer());
        this.year = taxReturn.year();
    }

    W4Advice advice() {
        BigDecimal without = taxReturn.refundOrBalance();
        BigDecimal elsewhere =
                others.stream().map(other -> other.withheldInYear(year)).reduce(job.withheldSoFar(), BigDecimal::add);
        FormW4 start = filledIn();
        BigDecimal needed = refund.subtract(without).subtract(elsewhere);
        FormW4 form = reaching(start, needed);
        warnAboutTwoJobs();
        BigDecimal before = without.add(elsewhere).add(comingWith(job.form()));
        BigDecimal after = without.add(elsewhere).add(comingWith(form));
        checkReached(needed, after);
        warnings.add(
                "Your employer must use a new form at the latest from the first pay period that ends 30 days after you hand it in; ask whether it comes sooner.");
        return new W4Advice(taxReturn, job, form, others, refund, before, after, entries(start, form), warnings);
    }

    private BigDecimal comingWith(FormW4 form) {
        return job.withForm(form).withheldEach(year).multiply(BigDecimal.valueOf(job.paychecksLeft()));
    }

    /** Status, step 2 and what the worksheets put into steps 3, 4(a) and 4(b). */
    private FormW4 filledIn() {
        FormW4 form = FormW4.of(taxReturn.filer().status())
                .withCredits(credits())
                .withOtherIncome(otherIncome())
                .withDeductions(deductions());
        return boxHelps() ? form.withMultipleJobs() : form;
    }

    /** The box splits brackets and deduction in half, which suits two jobs of similar pay when both forms have it. */
    private boolean boxHelps() {
        return others.size() == 1 && others.get(0).form().multipleJobs() && similarPay();
    }

    private boolean similarPay() {
        BigDecimal here = job.annualPay();
        BigDecimal there = others.get(0).annualPay();
        return here.min(there).compareTo(here.max(there).multiply(HALF)) > 0;
    }

    private BigDecimal credits() {
        Law law = taxReturn.law();
        Filer filer = taxReturn.filer();
        BigDecimal start = law.childCredit().phaseoutStart().of(filer.status());
        if (taxReturn.adjustedGrossIncome().compareTo(start) > 0) {
            return sum(
                    LineName.CHILD_TAX_CREDIT, LineName.OTHER_DEPENDENT_CREDIT, LineName.ADDITIONAL_CHILD_TAX_CREDIT);
        }
        WithholdingLaw withholding = WithholdingLaw.of(year);
        long children = filer.dependentAges().stream()
                .filter(age -> age < law.childCredit().ageUnder())
                .count();
        long rest = filer.dependentAges().size() - children;
        return withholding
                .perChild()
                .multiply(BigDecimal.valueOf(children))
                .add(withholding.perOtherDependent().multiply(BigDecimal.valueOf(rest)));
    }

    private BigDecimal otherIncome() {
        return sum(
                        LineName.TAXABLE_INTEREST,
                        LineName.ORDINARY_DIVIDENDS,
                        LineName.PENSION,
                        LineName.TAXABLE_SOCIAL_SECURITY,
                        LineName.UNEMPLOYMENT,
                        LineName.OTHER_INCOME)
                .add(taxReturn.value(LineName.CAPITAL_GAIN).max(BigDecimal.ZERO))
                .max(BigDecimal.ZERO);
    }

    private BigDecimal deductions() {
        BigDecimal basic =
                taxReturn.law().standardDeduction().basic().of(taxReturn.filer().status());
        BigDecimal above =
                taxReturn.value(LineName.DEDUCTION_AMOUNT).subtract(basic).max(BigDecimal.ZERO);
        return above.add(taxReturn.value(LineName.ADJUSTMENTS))
                .subtract(taxReturn.value(LineName.SELF_EMPLOYMENT_DEDUCTION))
                .add(taxReturn.value(LineName.SCHEDULE_1A_DEDUCTIONS))
                .max(BigDecimal.ZERO);
    }

    private BigDecimal sum(LineName... names) {
        BigDecimal sum = BigDecimal.ZERO;
        for (LineName name : names) {
            sum = sum.add(taxReturn.value(name));
        }
        return sum;
    }

    /** The form with an extra amount, or with more in step 3, so that the paychecks left bring what is needed. */
    private FormW4 reaching(FormW4 start, BigDecimal needed) {
        BigDecimal left = BigDecimal.valueOf(job.paychecksLeft());
        BigDecimal each = needed.divide(left, MathContext.DECIMAL64);
        BigDecimal withheld = job.withForm(start).withheldEach(year);
        if (each.compareTo(withheld) >= 0) {
            BigDecimal extra = each.subtract(withheld).setScale(0, RoundingMode.CEILING);
            return start.withExtra(extra.min(job.pay()));
        }
        BigDecimal periods = BigDecimal.valueOf(job.frequency().perYear());
        BigDecimal tooMuch = withheld.subtract(each.max(BigDecimal.ZERO)).multiply(periods);
        return start.withCredits(start.credits().add(tooMuch.setScale(0, RoundingMode.FLOOR)));
    }

    private void checkReached(BigDecimal needed, BigDecimal after) {
        BigDecimal missing = refund.subtract(after);
        if (missing.compareTo(BigDecimal.ONE) > 0) {
            warnings.add("The paychecks left are too small: " + Money.text(missing)
                    + " are still missing with all of them withheld. Pay that as estimated tax (Form 1040-ES) by "
                    + lastEstimate() + ".");
        } else if (needed.signum() < 0) {
            warnings.add("More than enough is withheld already: even with nothing withheld from now on, "
                    + Money.text(after) + " come back.");
        }
    }

    private String lastEstimate() {
        List<LocalDate> dates = taxReturn.law().deadlines().estimatedDue();
        return dates.get(dates.size() - 1).toString();
    }

    private void warnAboutTwoJobs() {
        Filer filer = taxReturn.filer();
        boolean bothWork = filer.status() == FilingStatus.MARRIED_JOINT
                && filer.amount(Item.WAGES).signum() > 0
                && filer.amount(Item.WAGES_SPOUSE).signum() > 0;
        if (others.isEmpty() && !bothWork) {
            return;
        }
        if (others.isEmpty()) {
            warnings.add(
                    "You and your spouse both have wages, but only one job was given: its tax withheld is not counted unless it stands on the return. Give the"
                            + " other job too.");
        }
        boolean empty = !job.form().multipleJobs()
                || others.stream().anyMatch(other -> !other.form().multipleJobs());
        if (empty) {
            warnings.add(
                    "Two jobs, and the box of step 2(c) is empty: each employer takes off a whole standard deduction and starts at the lowest rate, so too"
                            + " little is withheld over the year. "
                            + (others.size() <= 1
                                    ? "Tick the box on both forms when the pay is similar, at best from January on; until then the extra amount of step 4(c) makes up for it."
                                    : "With three or more jobs the box does not help: the extra amount of step 4(c) makes up for it."));
        }
    }

    private List<ExplainedAmount> entries(FormW4 start, FormW4 form) {
        List<ExplainedAmount> entries = new ArrayList<>();
        WithholdingLaw law = WithholdingLaw.of(year);
        BigDecimal raised = form.credits().subtract(start.credits());
        entries.add(new ExplainedAmount(
                "Step 3",
                form.credits(),
                "Children under " + taxReturn.law().childCredit().ageUnder() + " x " + Money.text(law.perChild())
                        + " and other dependents x " + Money.text(law.perOtherDependent()) + ": "
                        + Money.text(start.credits())
                        + (raised.signum() == 0
                                ? "."
                                : "; and " + Money.text(raised)
                                        + " more, so that the paychecks left give back what was withheld too much.")));
        entries.add(
                new ExplainedAmount(
                        "Step 4(a)",
                        form.otherIncome(),
                        "Interest, dividends, gains, pensions and other income that no tax is withheld from; a business is not in it."));
        entries.add(
                new ExplainedAmount(
                        "Step 4(b)",
                        form.deductions(),
                        "Deductions above the basic standard deduction, and adjustments such as an IRA or student-loan interest."));
        entries.add(new ExplainedAmount(
                "Step 4(c)",
                form.extra(),
                form.extra().signum() == 0
                        ? "Nothing extra is needed."
                        : "Extra tax from each of the " + job.paychecksLeft() + " paychecks left this year."));
        return entries;
    }
}
