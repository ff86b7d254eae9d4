package ai.vivace.tax;

import ai.vivace.base.InputException;
import ai.vivace.tax.law.FilingStatus;
import ai.vivace.tax.law.TaxYear;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Who files, and the amounts of the year: all that a return needs. Immutable, and checked when it is made.
 *
 * <p>Everybody is a citizen or resident with a Social Security number valid for work; dependents lived with the filer all year; those of 19 or
 * older are no students. Only year and status are required; what is missing is zero, or stands under the assumptions of the return.
 *
 * <pre>{@code
 * Filer filer = Filer.of(TaxYear.of(2025), FilingStatus.MARRIED_JOINT)
 *         .you(Person.of(41)).spouse(Person.of(39)).dependents(5, 9)
 *         .amount(Item.WAGES, "85k").amount(Item.WITHHELD, 7_200)
 *         .build();
 * }</pre>
 *
 * @param year the tax year
 * @param status the filing status
 * @param you the filer
 * @param spouse the spouse, on a joint return; on a separate return it is without effect
 * @param dependentAges ages of dependents at the end of the year
 * @param studentExpenses tuition and books of each student that the American opportunity credit may cover, in dollars
 * @param amounts what is not zero, in dollars
 * @param circumstances what else is true
 * @param deduction which deduction to take
 */
public record Filer(
        TaxYear year,
        FilingStatus status,
        Person you,
        Optional<Person> spouse,
        List<Integer> dependentAges,
        List<BigDecimal> studentExpenses,
        Map<Item, BigDecimal> amounts,
        Set<Circumstance> circumstances,
        DeductionChoice deduction) {

    /** @throws InputException when amounts contradict each other or the status; it names the field and what was expected */
    public Filer {
        dependentAges = List.copyOf(dependentAges);
        studentExpenses = List.copyOf(studentExpenses);
        Map<Item, BigDecimal> given = new EnumMap<>(Item.class);
        given.putAll(amounts);
        amounts = Collections.unmodifiableMap(given);
        Set<Circumstance> facts = EnumSet.noneOf(Circumstance.class);
        facts.addAll(circumstances);
        circumstances = Collections.unmodifiableSet(facts);
        FilerCheck.check(status, spouse, dependentAges, studentExpenses, given, circumstances);
    }

    /** What makes a filer of a year and status. */
    public static Builder of(TaxYear year, FilingStatus status) {
        return new Builder(year, status);
    }

    /** An amount, in dollars; zero when it was not given. */
    public BigDecimal amount(Item item) {
        return amounts.getOrDefault(item, BigDecimal.ZERO);
    }

    /** Whether something is true of the filer. */
    public boolean is(Circumstance circumstance) {
        return circumstances.contains(circumstance);
    }

    /** The people on the return: the filer, and on a joint return the spouse. */
    public List<Person> people() {
        return status.joint() ? List.of(you, spouse.orElse(Person.ofAnyAge())) : List.of(you);
    }

    /** The number of people on the return who are 65 or older. */
    int seniors() {
        return (int) people().stream().filter(Person::senior).count();
    }

    /** The number of dependents younger than an age. */
    int dependentsUnder(int age) {
        return (int) dependentAges.stream().filter(years -> years < age).count();
    }

    /** A builder with all of this filer, to change something. */
    public Builder change() {
        Builder builder = new Builder(year, status);
        builder.you = you;
        builder.spouse = spouse;
        builder.dependentAges.addAll(dependentAges);
        builder.studentExpenses.addAll(studentExpenses);
        builder.amounts.putAll(amounts);
        builder.circumstances.addAll(circumstances);
        builder.deduction = deduction;
        return builder;
    }

    /** Collects what is known of a filer. */
    public static final class Builder {
        private TaxYear year;
        private FilingStatus status;
        private Person you = Person.ofAnyAge();
        private Optional<Person> spouse = Optional.empty();
        private final List<Integer> dependentAges = new ArrayList<>();
        private final List<BigDecimal> studentExpenses = new ArrayList<>();
        private final Map<Item, BigDecimal> amounts = new EnumMap<>(Item.class);
        private final Set<Circumstance> circumstances = EnumSet.noneOf(Circumstance.class);
        private DeductionChoice deduction = DeductionChoice.LARGER;

        private Builder(TaxYear year, FilingStatus status) {
            this.year = year;
            this.status = status;
        }

        /** Another tax year. */
        public Builder year(TaxYear year) {
            this.year = year;
            return this;
        }

        /** Another filing status. */
        public Builder status(FilingStatus status) {
            this.status = status;
            return this;
        }

        /** The filer. Default: of an age that no rule looks at. */
        public Builder you(Person you) {
            this.you = you;
            return this;
        }

        /** The spouse. Default on a joint return: of an age that no rule looks at. */
        public Builder spouse(Person spouse) {
            this.spouse = Optional.of(spouse);
            return this;
        }

        /** The filer as given so far. */
        Person you() {
            return you;
        }

        /** The spouse as given so far, or somebody of whom nothing is known. */
        Person spouse() {
            return spouse.orElse(Person.ofAnyAge());
        }

        /** No spouse. */
        public Builder noSpouse() {
            this.spouse = Optional.empty();
            return this;
        }

        /** The ages of all dependents at the end of the year, instead of those given before. Default: none. */
        public Builder dependents(int... ages) {
            dependentAges.clear();
            for (int age : ages) {
                dependentAges.add(age);
            }
            return this;
        }

        /** Tuition and books of each student for the American opportunity credit, in dollars. Default: none. */
        public Builder studentExpenses(BigDecimal... expenses) {
            studentExpenses.clear();
            studentExpenses.addAll(List.of(expenses));
            return this;
        }

        /** An amount of the year, in dollars, instead of one given before. Default: zero. */
        public Builder amount(Item item, BigDecimal dollars) {
            if (dollars.signum() == 0) {
                amounts.remove(item);
            } else {
                amounts.put(item, dollars);
            }
            return this;
        }

        /** An amount of the year, in whole dollars. */
        public Builder amount(Item item, long dollars) {
            return amount(item, BigDecimal.valueOf(dollars));
        }

        /**
         * An amount of the year as people write it: {@code $85,000}, {@code 85k}.
         *
         * @throws InputException when the text is no amount or could be two
         */
        public Builder amount(Item item, String text) {
            return amount(item, Money.parse(item.key(), text));
        }

        /** Something that is true. Default: nothing. */
        public Builder circumstance(Circumstance circumstance) {
            circumstances.add(circumstance);
            return this;
        }

        /** Which deduction to take. Default: the larger one. */
        public Builder deduction(DeductionChoice deduction) {
            this.deduction = deduction;
            return this;
        }

        /** @throws InputException when amounts contradict each other or the status */
        public Filer build() {
            return new Filer(
                    year, status, you, spouse, dependentAges, studentExpenses, amounts, circumstances, deduction);
        }
    }
}
