package ai.vivace.tax;

import ai.vivace.base.InputException;
import ai.vivace.tax.law.FilingStatus;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What must hold among the fields of a filer. */
final class FilerCheck {
    private static final List<Item> WITHHELD_FROM = List.of(
            Item.WAGES,
            Item.WAGES_SPOUSE,
            Item.PENSION,
            Item.SOCIAL_SECURITY,
            Item.UNEMPLOYMENT,
            Item.TAXABLE_INTEREST,
            Item.ORDINARY_DIVIDENDS,
            Item.SHORT_TERM_GAIN,
            Item.LONG_TERM_GAIN,
            Item.OTHER_INCOME);

    private FilerCheck() {}

    static void check(
            FilingStatus status,
            Optional<Person> spouse,
            List<Integer> dependentAges,
            List<BigDecimal> studentExpenses,
            Map<Item, BigDecimal> amounts,
            Set<Circumstance> circumstances) {
        checkSigns(studentExpenses, amounts);
        checkRelations(amounts);
        checkSpouse(status, spouse, amounts, circumstances);
        dependentAges.forEach(age -> Person.checkAge("dependent_ages", age));
        InputException.require(
                status != FilingStatus.HEAD_OF_HOUSEHOLD || !dependentAges.isEmpty(),
                () ->
                        "filing_status: head of household needs a dependent, but dependent_ages is empty. It is for who is unmarried on the"
                                + " last day of the year and pays more than half of a home for a child, a parent, or another relative who depends"
                                + " on them. Add the dependent's age, or file as single.");
        InputException.require(
                dependentAges.isEmpty() || !circumstances.contains(Circumstance.CLAIMED_BY_ANOTHER),
                () -> "dependent_ages: who can be claimed by another has no dependents, but " + dependentAges.size()
                        + " came. Take out the dependents or " + Circumstance.CLAIMED_BY_ANOTHER.key() + ".");
    }

    private static void checkSigns(List<BigDecimal> studentExpenses, Map<Item, BigDecimal> amounts) {
        amounts.forEach((item, amount) -> InputException.require(
                amount.signum() >= 0 || item.mayBeNegative(),
                () -> item.key() + ": expected " + item.title() + " of zero or more, but found " + Money.text(amount)
                        + "."));
        studentExpenses.forEach(expense -> InputException.require(
                expense.signum() >= 0,
                () -> "student_expenses: expected amounts of zero or more, but found " + Money.text(expense) + "."));
    }

    private static void checkRelations(Map<Item, BigDecimal> amounts) {
        BigDecimal qualified = amount(amounts, Item.QUALIFIED_DIVIDENDS);
        BigDecimal ordinary = amount(amounts, Item.ORDINARY_DIVIDENDS);
        InputException.require(
                qualified.compareTo(ordinary) <= 0,
                () -> "qualified_dividends: expected at most the ordinary dividends, of which they are a part, but "
                        + Money.text(qualified) + " is more than " + Money.text(ordinary)
                        + ". Box 1a of Form 1099-DIV has all ordinary dividends, box 1b the qualified ones among them.");
        BigDecimal withheld = amount(amounts, Item.WITHHELD);
        if (withheld.signum() > 0) {
            BigDecimal income = WITHHELD_FROM.stream()
                    .map(item -> amount(amounts, item).max(BigDecimal.ZERO))
                    .reduce(BigDecimal.ZERO, BigDecimal::add);
            InputException.require(
                    withheld.compareTo(income) <= 0,
                    () -> Item.WITHHELD.key() + ": expected at most the income that tax is withheld from, "
                            + Money.text(income) + ", but found " + Money.text(withheld)
                            + ". Box 2 of the W-2 has the tax, box 1 the wages; estimated payments have a field of their own.");
        }
    }

    private static void checkSpouse(
            FilingStatus status,
            Optional<Person> spouse,
            Map<Item, BigDecimal> amounts,
            Set<Circumstance> circumstances) {
        if (!status.joint()) {
            amounts.forEach((item, amount) -> InputException.require(
                    !item.spouseOnly() || amount.signum() == 0,
                    () -> item.key() + ": only a joint return has a spouse's amounts, but the status is "
                            + status.title() + " and " + Money.text(amount) + " came. Take it out, or file jointly."));
        }
        InputException.require(
                status.married() || spouse.isEmpty(),
                () -> "age_spouse: only a married filer has a spouse, but the status is " + status.title()
                        + ". Take the spouse out, or choose a married status.");
        for (Circumstance circumstance : List.of(Circumstance.SPOUSE_ITEMIZES, Circumstance.LIVED_WITH_SPOUSE)) {
            InputException.require(
                    status == FilingStatus.MARRIED_SEPARATE || !circumstances.contains(circumstance),
                    () -> circumstance.key()
                            + ": expected only on a separate return of a married person, but the status is "
                            + status.title() + ".");
        }
    }

    private static BigDecimal amount(Map<Item, BigDecimal> amounts, Item item) {
        return amounts.getOrDefault(item, BigDecimal.ZERO);
    }
}
