package ai.vivace.tax;

import ai.vivace.tax.law.Confidence;
import ai.vivace.tax.law.FilingStatus;
import ai.vivace.tax.law.RetirementLimits;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** What a return assumes, leaves out, and wonders about. */
final class ReturnNotes {
    private static final BigDecimal MONTHLY_SUSPECT = new BigDecimal(12_000);
    /** Schedule R: no credit from this income on, whatever the status. */
    private static final BigDecimal ELDERLY_CREDIT_BELOW = new BigDecimal(25_000);

    private static final BigDecimal FULL_TIME_SHARE = new BigDecimal("0.05");

    private ReturnNotes() {}

    static List<String> assumptions(TaxReturn result) {
        Filer filer = result.filer();
        List<String> notes = new ArrayList<>();
        notes.add(
                "You are a citizen or resident for tax all year, with a Social Security number that is valid for work.");
        if (filer.you().age().isEmpty()) {
            notes.add("Your age is " + Person.ASSUMED_AGE + ", as none was given.");
        }
        if (filer.status().joint() && filer.people().get(1).age().isEmpty()) {
            notes.add("Your spouse's age is " + Person.ASSUMED_AGE + ", as none was given.");
        }
        if (!filer.dependentAges().isEmpty()) {
            notes.add(
                    "All dependents lived with you all year, have Social Security numbers, and those of 19 or older are no students.");
        }
        if (filer.status() == FilingStatus.QUALIFYING_SURVIVING_SPOUSE
                && filer.dependentAges().isEmpty()) {
            notes.add("A child for whom you keep a home makes you a surviving spouse, though no dependent was given.");
        }
        if (filer.status() == FilingStatus.MARRIED_SEPARATE) {
            if (!filer.is(Circumstance.SPOUSE_ITEMIZES)) {
                notes.add("Your spouse does not itemize deductions on the other return.");
            }
            if (filer.amount(Item.SOCIAL_SECURITY).signum() > 0 && !filer.is(Circumstance.LIVED_WITH_SPOUSE)) {
                notes.add(
                        "You lived apart from your spouse all year; else up to 85% of your Social Security benefits are taxed from the first dollar.");
            }
        }
        if (filer.amount(Item.MORTGAGE_INTEREST).signum() > 0) {
            notes.add("The mortgage is within the limit of debt whose interest may be deducted.");
        }
        if (filer.amount(Item.IRA).signum() > 0) {
            notes.add("The whole IRA deduction is allowed: a plan at work can shrink it.");
        }
        if (!filer.studentExpenses().isEmpty() && filer.you().years() < 24) {
            notes.add(
                    "You may have a part of the American opportunity credit paid out; who is under 24 and supported by parents may not.");
        }
        if (BusinessDeductionForm.profit(filer).signum() > 0) {
            notes.add("The business is in the USA, paid wages of " + Money.text(filer.amount(Item.BUSINESS_WAGES))
                    + (filer.is(Circumstance.SPECIFIED_SERVICE)
                            ? " and is a specified service trade."
                            : " and is no specified service trade."));
        }
        if (result.value(LineName.ADDITIONAL_MEDICARE_WITHHELD).signum() > 0) {
            notes.add("Each person had one employer, who withheld Additional Medicare Tax on wages above $200,000.");
        }
        if (result.law().formPlaces().citation().confidence() == Confidence.LOW) {
            notes.add("Line numbers are those of the forms of the year before, as this year's were not published on "
                    + result.parameterDate() + ".");
        }
        return List.copyOf(notes);
    }

    static List<String> notModelled(TaxReturn result) {
        Filer filer = result.filer();
        List<String> notes = new ArrayList<>();
        notes.add(
                "State and local income tax; foreign income and taxes paid abroad; rental income; premium tax credit; stock options; penalties for paying late.");
        if (filer.year().number() == 2020 && filer.amount(Item.UNEMPLOYMENT).signum() > 0) {
            notes.add(
                    "The exclusion of up to $10,200 of unemployment compensation for each person in 2020 (Public Law 117-2).");
        }
        if (filer.year().number() <= 2021) {
            notes.add(
                    "Recovery rebates of 2020 and 2021, and earnings of 2019 in the place of the year's for credits.");
        }
        if (filer.seniors() > 0
                && result.adjustedGrossIncome().compareTo(ELDERLY_CREDIT_BELOW) < 0
                && result.value(LineName.TAX_BEFORE_CREDITS).signum() > 0) {
            notes.add("The credit for the elderly with little Social Security (Schedule R).");
        }
        BigDecimal unearned = result.adjustedGrossIncome().subtract(result.value(LineName.WAGES));
        if (filer.is(Circumstance.CLAIMED_BY_ANOTHER)
                && filer.you().years() < 24
                && unearned.compareTo(result.law().group("misc").decimal("kiddie_tax_unearned_threshold")) > 0) {
            notes.add(
                    "The tax of young people's investment income at their parents' rate (Form 8615), and their smaller exemption from the alternative minimum tax.");
        }
        if (filer.amount(Item.IRA).signum() > 0 && filer.amount(Item.SAVINGS).signum() == 0) {
            notes.add(
                    "The retirement savings credit for the payments into your IRA, as none were given as retirement contributions.");
        }
        if (BusinessDeductionForm.profit(filer).signum() < 0) {
            notes.add("Limits of business losses, and losses carried to other years.");
        }
        if (filer.amount(Item.SHORT_TERM_GAIN)
                        .add(filer.amount(Item.LONG_TERM_GAIN))
                        .signum()
                < 0) {
            notes.add("Capital losses above the yearly limit, which you carry to later years.");
        }
        return List.copyOf(notes);
    }

    static List<String> warnings(TaxReturn result) {
        Filer filer = result.filer();
        List<String> notes = new ArrayList<>();
        BigDecimal wages = filer.amount(Item.WAGES);
        BigDecimal withheld = filer.amount(Item.WITHHELD);
        if (wages.signum() > 0
                && wages.compareTo(MONTHLY_SUSPECT) < 0
                && withheld.compareTo(wages.multiply(FULL_TIME_SHARE)) > 0) {
            notes.add("Wages of " + Money.text(wages) + " with " + Money.text(withheld)
                    + " withheld look like a month of a full-time job. All amounts are of the whole year.");
        }
        limits(filer, result.law().retirementLimits(), notes);
        BigDecimal work = wages.add(filer.amount(Item.WAGES_SPOUSE))
                .add(filer.amount(Item.SELF_EMPLOYMENT).max(BigDecimal.ZERO))
                .add(filer.amount(Item.SELF_EMPLOYMENT_SPOUSE).max(BigDecimal.ZERO));
        if (filer.amount(Item.TIPS).add(filer.amount(Item.OVERTIME)).compareTo(work) > 0) {
            notes.add(
                    "Tips and overtime premium are more than wages and profit, of which they are a part: give wages with them in it.");
        }
        if (result.law().newDeductions().isEmpty()) {
            for (Item item : List.of(Item.TIPS, Item.OVERTIME, Item.CAR_LOAN_INTEREST)) {
                if (filer.amount(item).signum() > 0) {
                    notes.add("There is no deduction for " + item.title() + " before 2025, so it is without effect in "
                            + filer.year() + ".");
                }
            }
        }
        return List.copyOf(notes);
    }

    private static void limits(Filer filer, RetirementLimits limits, List<String> notes) {
        BigDecimal ira = filer.people().stream()
                .map(person -> limits.ira(person.years()))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        above(notes, filer, Item.IRA, ira);
        above(
                notes,
                filer,
                Item.HSA,
                limits.healthFamily()
                        .add(limits.healthCatchUp()
                                .multiply(BigDecimal.valueOf(filer.people().size()))));
    }

    private static void above(List<String> notes, Filer filer, Item item, BigDecimal most) {
        if (filer.amount(item).compareTo(most) > 0) {
            notes.add("The " + item.title() + " of " + Money.text(filer.amount(item))
                    + " is above what the law allows in " + filer.year() + ", " + Money.text(most)
                    + "; it is taken as given.");
        }
    }
}
