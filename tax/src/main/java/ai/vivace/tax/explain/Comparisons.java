package ai.vivace.tax.explain;

import ai.vivace.base.InputException;
import ai.vivace.tax.DeductionChoice;
import ai.vivace.tax.Filer;
import ai.vivace.tax.Item;
import ai.vivace.tax.LineName;
import ai.vivace.tax.Money;
import ai.vivace.tax.Person;
import ai.vivace.tax.TaxReturn;
import ai.vivace.tax.law.FilingStatus;
import ai.vivace.tax.law.TaxYear;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** The comparisons that people ask for. Each computes whole returns. */
public final class Comparisons {
    private static final BigDecimal ZERO = BigDecimal.ZERO;

    private Comparisons() {}

    /** The statuses that are open to a filer; a couple is compared with two separate returns. */
    public static Comparison statuses(Filer filer) {
        List<Comparison.Choice> choices = new ArrayList<>();
        choices.add(choice(filer.status().title(), () -> filer, "as given"));
        if (filer.status().joint()) {
            choices.add(twoReturns(filer));
        } else {
            for (FilingStatus status : FilingStatus.values()) {
                if (status != filer.status() && !status.joint()) {
                    choices.add(choice(
                            status.title(),
                            () -> filer.change().status(status).noSpouse().build(),
                            condition(status)));
                }
            }
        }
        return new Comparison("Filing statuses, " + filer.year(), choices);
    }

    private static String condition(FilingStatus status) {
        return switch (status) {
            case SINGLE -> "if unmarried on December 31";
            case MARRIED_JOINT -> "if married, for both together";
            case MARRIED_SEPARATE -> "if married, for yourself only";
            case HEAD_OF_HOUSEHOLD -> "if unmarried and paying more than half of a home for a dependent";
            case QUALIFYING_SURVIVING_SPOUSE -> "if widowed in one of the two years before, with a child";
        };
    }

    private static Comparison.Choice twoReturns(Filer filer) {
        Filer yours = filer.change()
                .status(FilingStatus.MARRIED_SEPARATE)
                .noSpouse()
                .amount(Item.WAGES_SPOUSE, ZERO)
                .amount(Item.SELF_EMPLOYMENT_SPOUSE, ZERO)
                .amount(Item.SAVINGS_SPOUSE, ZERO)
                .amount(Item.WITHHELD, ZERO)
                .build();
        Filer spouses = Filer.of(filer.year(), FilingStatus.MARRIED_SEPARATE)
                .you(filer.spouse().orElse(Person.ofAnyAge()))
                .amount(Item.WAGES, filer.amount(Item.WAGES_SPOUSE))
                .amount(Item.SELF_EMPLOYMENT, filer.amount(Item.SELF_EMPLOYMENT_SPOUSE))
                .build();
        BigDecimal tax = TaxReturn.of(yours).netTax().add(TaxReturn.of(spouses).netTax());
        return new Comparison.Choice(
                "two separate returns",
                Optional.of(tax),
                "the spouse's wages and business on one, all the rest and the children on the other");
    }

    /** The standard deduction and itemizing. */
    public static Comparison deductions(Filer filer) {
        TaxReturn standard =
                TaxReturn.of(filer.change().deduction(DeductionChoice.STANDARD).build());
        TaxReturn itemized =
                TaxReturn.of(filer.change().deduction(DeductionChoice.ITEMIZED).build());
        BigDecimal amount = itemized.itemizes() ? itemized.value(LineName.DEDUCTION_AMOUNT) : ZERO;
        return new Comparison(
                "Standard or itemized deduction, " + filer.year(),
                List.of(
                        new Comparison.Choice(
                                "standard deduction",
                                Optional.of(standard.netTax()),
                                Money.text(standard.value(LineName.DEDUCTION_AMOUNT))),
                        new Comparison.Choice(
                                "itemized deductions",
                                itemized.itemizes() ? Optional.of(itemized.netTax()) : Optional.empty(),
                                itemized.itemizes() ? Money.text(amount) : "there is nothing to itemize")));
    }

    /** The same amounts in other tax years. */
    public static Comparison years(Filer filer, List<TaxYear> years) {
        List<Comparison.Choice> choices = new ArrayList<>();
        choices.add(choice(filer.year().toString(), () -> filer, "as given"));
        for (TaxYear year : years) {
            if (!year.equals(filer.year())) {
                choices.add(
                        choice(year.toString(), () -> filer.change().year(year).build(), "the same amounts and ages"));
            }
        }
        return new Comparison("The same amounts in other years", choices);
    }

    /** A child more, of an age at the end of the year. */
    public static Comparison childAdded(Filer filer, int age) {
        int[] ages = new int[filer.dependentAges().size() + 1];
        for (int i = 0; i < ages.length - 1; i++) {
            ages[i] = filer.dependentAges().get(i);
        }
        ages[ages.length - 1] = age;
        return new Comparison(
                "A child more, " + filer.year(),
                List.of(
                        choice("as now", () -> filer, filer.dependentAges().size() + " dependents"),
                        choice(
                                "with a child of " + age,
                                () -> filer.change().dependents(ages).build(),
                                ages.length + " dependents")));
    }

    /** Freelance work beside the rest, by its profit in dollars. */
    public static Comparison freelance(Filer filer, BigDecimal profit) {
        return new Comparison(
                "Freelance work, " + filer.year(),
                List.of(
                        choice("as now", () -> filer, "profit of " + Money.text(filer.amount(Item.SELF_EMPLOYMENT))),
                        choice(
                                Money.text(profit) + " more of profit",
                                () -> IncomeKind.SELF_EMPLOYMENT.add(filer, profit),
                                "self-employment tax, its deduction and the business deduction counted")));
    }

    /**
     * Saving for retirement from wages before tax (traditional 401(k)) or after it (Roth), in dollars.
     *
     * @throws InputException when the contribution is above wages or the limit of the year
     */
    public static Comparison traditionalOrRoth(Filer filer, BigDecimal contribution) {
        BigDecimal wages = filer.amount(Item.WAGES);
        TaxReturn now = TaxReturn.of(filer);
        BigDecimal limit = now.law().retirementLimits().deferral(filer.you().years());
        InputException.require(
                contribution.signum() >= 0 && contribution.compareTo(wages.min(limit)) <= 0,
                () -> "contribution: expected 0 up to wages of " + Money.text(wages) + " and the limit of "
                        + Money.text(limit) + " in " + filer.year() + ", but found " + Money.text(contribution) + ".");
        TaxReturn before = TaxReturn.of(filer.change()
                .amount(Item.WAGES, wages.subtract(contribution))
                .amount(Item.WITHHELD, ZERO)
                .build());
        BigDecimal saved = now.netTax().subtract(before.netTax());
        return new Comparison(
                "Traditional or Roth, " + filer.year(),
                List.of(
                        new Comparison.Choice(
                                "Roth " + Money.text(contribution),
                                Optional.of(now.netTax()),
                                "taxed now, not when it is taken out in retirement"),
                        new Comparison.Choice(
                                "traditional " + Money.text(contribution),
                                Optional.of(before.netTax()),
                                "saves " + Money.text(saved)
                                        + " now and is taxed when it is taken out; better if your rate is lower then")));
    }

    private static Comparison.Choice choice(String name, Supplier<Filer> filer, String note) {
        try {
            return new Comparison.Choice(
                    name, Optional.of(TaxReturn.of(filer.get()).netTax()), note);
        } catch (InputException e) {
            return new Comparison.Choice(name, Optional.empty(), "not open: " + e.getMessage());
        }
    }
}
