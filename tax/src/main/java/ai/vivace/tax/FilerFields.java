package ai.vivace.tax;

import ai.vivace.base.InputException;
import ai.vivace.base.Spelling;
import ai.vivace.tax.law.FilingStatus;
import ai.vivace.tax.law.TaxYear;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;

/**
 * A filer as named texts: the fields of files, forms and flags.
 *
 * <p>Fields are {@code tax_year}, {@code filing_status}, {@code age_primary}, {@code age_spouse}, {@code blind_primary}, {@code blind_spouse},
 * {@code dependent_ages} (separated by semicolons), {@code student_expenses} (so too), {@code deduction}, those of {@link Circumstance}, and all
 * of {@link Item}. An empty text means that nothing was given.
 */
public final class FilerFields {
    private static final Pattern AGE = Pattern.compile("\\d{1,3}(\\.0+)?");
    private static final Pattern PARTS = Pattern.compile("[;|\\s]+");
    private static final Map<String, String> OTHER_NAMES = Map.ofEntries(
            Map.entry("year", "tax_year"),
            Map.entry("status", "filing_status"),
            Map.entry("age", "age_primary"),
            Map.entry("spouse_age", "age_spouse"),
            Map.entry("blind", "blind_primary"),
            Map.entry("spouse_blind", "blind_spouse"),
            Map.entry("dependents", "dependent_ages"),
            Map.entry("aotc_expenses", "student_expenses"),
            Map.entry("education_expenses", "student_expenses"),
            Map.entry("american_opportunity_expenses", "student_expenses"),
            Map.entry("claimed_as_dependent", "can_be_claimed"),
            Map.entry("can_be_claimed_as_dependent", "can_be_claimed"),
            Map.entry("claimed_by_another", "can_be_claimed"),
            Map.entry("is_dependent", "can_be_claimed"));
    private static final Map<String, BiConsumer<Filer.Builder, String>> FIELDS = Map.ofEntries(
            Map.entry("tax_year", (filer, text) -> filer.year(TaxYear.parse(text))),
            Map.entry("filing_status", (filer, text) -> filer.status(FilingStatus.parse(text))),
            Map.entry("age_primary", (filer, text) -> filer.you(aged(filer.you(), age("age_primary", text)))),
            Map.entry("age_spouse", (filer, text) -> filer.spouse(aged(filer.spouse(), age("age_spouse", text)))),
            Map.entry("blind_primary", (filer, text) -> {
                if (flag("blind_primary", text)) {
                    filer.you(filer.you().withBlindness());
                }
            }),
            Map.entry("blind_spouse", (filer, text) -> {
                if (flag("blind_spouse", text)) {
                    filer.spouse(filer.spouse().withBlindness());
                }
            }),
            Map.entry(
                    "dependent_ages",
                    (filer, text) -> filer.dependents(parts(text).stream()
                            .mapToInt(part -> age("dependent_ages", part))
                            .toArray())),
            Map.entry(
                    "student_expenses",
                    (filer, text) -> filer.studentExpenses(parts(text).stream()
                            .map(part -> Money.parse("student_expenses", part))
                            .toArray(BigDecimal[]::new))),
            Map.entry("deduction", (filer, text) -> filer.deduction(deduction(text))));

    private FilerFields() {}

    /** All names of fields. */
    public static List<String> names() {
        List<String> names = new ArrayList<>(List.of(
                "tax_year",
                "filing_status",
                "age_primary",
                "age_spouse",
                "blind_primary",
                "blind_spouse",
                "dependent_ages",
                "student_expenses",
                "deduction"));
        Arrays.stream(Circumstance.values()).map(Circumstance::key).forEach(names::add);
        names.addAll(Item.keys());
        return List.copyOf(names);
    }

    /** What puts a text into a builder as one field; an empty text is skipped. */
    @FunctionalInterface
    public interface Setter {
        /** @throws InputException when the text is no value of the field; it names the field */
        void put(Filer.Builder filer, String text);
    }

    /**
     * Puts a field into a builder; an empty text is skipped.
     *
     * @throws InputException for an unknown field or a text that is no value of it; it names the field
     */
    public static void put(Filer.Builder filer, String name, String text) {
        setter(name).put(filer, text);
    }

    /**
     * What puts texts into builders as the field of a name or of one of its other names; for many filers with equal fields.
     *
     * @throws InputException for a name that is no field; it suggests the nearest
     */
    public static Setter setter(String name) {
        Setter setter = found(name);
        return (filer, text) -> {
            if (!text.isBlank()) {
                setter.put(filer, text);
            }
        };
    }

    /**
     * The field of a name or of one of its other names, such as {@code wages_primary} for {@code Wages}.
     *
     * @throws InputException for a name that is no field; it suggests the nearest
     */
    public static String require(String name) {
        String plain = Item.plain(name);
        String field = Item.find(name).map(Item::key).orElse(OTHER_NAMES.getOrDefault(plain, plain));
        InputException.require(names().contains(field), () -> Spelling.unknown("field", name, names()));
        return field;
    }

    private static Setter found(String name) {
        String plain = Item.plain(name);
        String field = OTHER_NAMES.getOrDefault(plain, plain);
        BiConsumer<Filer.Builder, String> known = FIELDS.get(field);
        if (known != null) {
            return (filer, text) -> known.accept(filer, text.strip());
        }
        for (Circumstance circumstance : Circumstance.values()) {
            if (circumstance.key().equals(field)) {
                return (filer, text) -> {
                    if (flag(field, text)) {
                        filer.circumstance(circumstance);
                    }
                };
            }
        }
        Item item = Item.find(field).orElseThrow(() -> unknown(name));
        return (filer, text) -> filer.amount(item, Money.parse(item.key(), text));
    }

    private static InputException unknown(String name) {
        return new InputException(Spelling.unknown("field", name, names()));
    }

    private static Person aged(Person person, int age) {
        return new Person(OptionalInt.of(age), person.blind());
    }

    private static int age(String field, String text) {
        String word = text.strip();
        InputException.require(
                AGE.matcher(word).matches(),
                () -> field + ": expected an age in whole years, but found \"" + text + "\".");
        int end = word.indexOf('.');
        int age = Integer.parseInt(end < 0 ? word : word.substring(0, end));
        Person.checkAge(field, age);
        return age;
    }

    private static List<String> parts(String text) {
        return PARTS.splitAsStream(text).filter(part -> !part.isBlank()).toList();
    }

    private static boolean flag(String field, String text) {
        String word = text.strip().toLowerCase(Locale.ROOT);
        if (Set.of("true", "yes", "y", "1", "x").contains(word)) {
            return true;
        }
        InputException.require(
                Set.of("false", "no", "n", "0").contains(word),
                () -> field + ": expected yes or no, but found \"" + text + "\".");
        return false;
    }

    private static DeductionChoice deduction(String text) {
        String word = text.strip().toUpperCase(Locale.ROOT);
        List<String> names =
                Arrays.stream(DeductionChoice.values()).map(Enum::name).toList();
        InputException.require(
                names.contains(word), () -> "deduction: " + Spelling.unknown("choice", text.strip(), names));
        return DeductionChoice.valueOf(word);
    }
}
