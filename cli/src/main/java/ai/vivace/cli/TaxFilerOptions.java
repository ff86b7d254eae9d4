package ai.vivace.cli;

import ai.vivace.base.InputException;
import ai.vivace.tax.Circumstance;
import ai.vivace.tax.Filer;
import ai.vivace.tax.FilerFields;
import ai.vivace.tax.Item;
import ai.vivace.tax.Money;
import ai.vivace.tax.law.FilingStatus;
import ai.vivace.tax.law.TaxYear;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgGroupSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/**
 * A filer on the command line: a flag for each field, and a file that flags add to or overrule.
 *
 * <p>Flags are made from {@link FilerFields}, so a field that the library learns is a flag. Those that are used most have a short name;
 * the field's own name works too.
 */
final class TaxFilerOptions {
    private static final String FILE = "FILE";
    private static final Map<String, String> SHORT = Map.ofEntries(
            Map.entry("tax_year", "--year"),
            Map.entry("filing_status", "--status"),
            Map.entry("age_primary", "--age"),
            Map.entry("age_spouse", "--spouse-age"),
            Map.entry("blind_primary", "--blind"),
            Map.entry("blind_spouse", "--spouse-blind"),
            Map.entry("dependent_ages", "--dependents"),
            Map.entry("wages_primary", "--wages"),
            Map.entry("wages_spouse", "--spouse-wages"),
            Map.entry("self_employment_primary", "--self-employment"),
            Map.entry("self_employment_spouse", "--spouse-self-employment"),
            Map.entry("taxable_interest", "--interest"),
            Map.entry("ordinary_dividends", "--dividends"),
            Map.entry("overtime_premium", "--overtime"),
            Map.entry("hsa_deduction", "--hsa"),
            Map.entry("ira_deduction", "--ira"),
            Map.entry("retirement_contributions_primary", "--retirement-contributions"),
            Map.entry("retirement_contributions_spouse", "--spouse-retirement-contributions"),
            Map.entry("federal_withholding", "--withheld"));
    private static final Map<String, String> ABOUT = Map.of(
            "tax_year", "The tax year (default: this year, or the latest whose law is known).",
            "filing_status",
                    "single, mfj (married filing jointly), mfs (separately), hoh (head of household) or qss (surviving spouse).",
            "age_primary", "Your age at the end of the year.",
            "age_spouse", "Your spouse's age.",
            "blind_primary", "You are legally blind.",
            "blind_spouse", "Your spouse is legally blind.",
            "dependent_ages", "Ages of your children and other dependents, such as 5,9.",
            "student_expenses",
                    "Tuition and books of each student for the American opportunity credit, such as '4000;3500'.",
            "deduction", "larger, standard or itemized (default: larger).");

    private static final int EXAMPLE_WAGES = 60_000;
    private static final int EXAMPLE_WITHHELD = 6_000;

    private static final List<String> GROUPS = List.of(
            "%nYou:%n",
            "%nIncome of the year, in dollars:%n",
            "%nAdjustments:%n",
            "%nItemized deductions, and car loans:%n",
            "%nCredits:%n",
            "%nPaid already:%n");
    private static final int YOU = 0;
    private static final int INCOME = 1;
    private static final int ADJUSTMENTS = 2;
    private static final int DEDUCTIONS = 3;
    private static final int CREDITS = 4;
    private static final int PAID = 5;

    private final Map<String, String> flags;
    private final Map<String, String> written;
    private final String file;

    private TaxFilerOptions(Map<String, String> flags, Map<String, String> written, String file) {
        this.flags = flags;
        this.written = written;
        this.file = file;
    }

    /**
     * Gives a command the flags of a filer.
     *
     * @param index which of the command's arguments the file is
     */
    static CommandLine addedTo(CommandLine command, int index) {
        CommandSpec spec = command.getCommandSpec();
        spec.usageMessage().abbreviateSynopsis(true).sortOptions(false);
        spec.addPositional(PositionalParamSpec.builder()
                .index(Integer.toString(index))
                .arity("0..1")
                .type(Path.class)
                .paramLabel(FILE)
                .description(
                        "A YAML or JSON file with the fields of a filer, such as \"wages_primary: 85k\"; flags overrule it.")
                .build());
        for (int group = 0; group < GROUPS.size(); group++) {
            ArgGroupSpec.Builder options = ArgGroupSpec.builder()
                    .exclusive(false)
                    .validate(false)
                    .order(group)
                    .heading(GROUPS.get(group));
            int order = 0;
            for (String field : FilerFields.names()) {
                if (group(field) == group) {
                    options.addArg(option(field).order(order++).build());
                }
            }
            spec.addArgGroup(options.build());
        }
        SHORT.forEach((field, name) ->
                spec.addOption(option(field, name(field)).hidden(true).build()));
        return command;
    }

    private static int group(String field) {
        if (!Item.keys().contains(field)) {
            return field.equals("student_expenses") ? CREDITS : YOU;
        }
        Item item = Item.parse(field);
        if (item.compareTo(Item.WITHHELD) >= 0) {
            return PAID;
        }
        if (item.compareTo(Item.CARE) >= 0) {
            return CREDITS;
        }
        if (item.compareTo(Item.MEDICAL) >= 0) {
            return DEDUCTIONS;
        }
        return item.compareTo(Item.HSA) >= 0 ? ADJUSTMENTS : INCOME;
    }

    private static String name(String field) {
        return "--" + field.replace('_', '-');
    }

    /** The flag of a field, as it is shown. */
    static String flag(String field) {
        return SHORT.getOrDefault(field, name(field));
    }

    private static OptionSpec.Builder option(String field) {
        return option(field, flag(field));
    }

    private static OptionSpec.Builder option(String field, String name) {
        OptionSpec.Builder option = OptionSpec.builder(name).type(String.class).description(about(field));
        boolean fact = field.startsWith("blind_")
                || Arrays.stream(Circumstance.values())
                        .anyMatch(each -> each.key().equals(field));
        if (fact) {
            return option.arity("0..1").fallbackValue("yes").paramLabel("yes|no");
        }
        return option.arity("1").paramLabel(label(field));
    }

    private static String label(String field) {
        return switch (field) {
            case "tax_year" -> "YEAR";
            case "filing_status" -> "STATUS";
            case "age_primary", "age_spouse" -> "AGE";
            case "dependent_ages" -> "AGES";
            case "deduction" -> "WHICH";
            default -> "DOLLARS";
        };
    }

    private static String about(String field) {
        String known = ABOUT.get(field);
        if (known != null) {
            return known;
        }
        return Arrays.stream(Circumstance.values())
                .filter(each -> each.key().equals(field))
                .map(Circumstance::title)
                .findFirst()
                .map(TaxFilerOptions::sentence)
                .orElseGet(() -> sentence(Item.parse(field).title()));
    }

    private static String sentence(String text) {
        return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1) + ".";
    }

    /**
     * What a command was given.
     *
     * @throws InputException when the file cannot be read
     */
    static TaxFilerOptions of(ParseResult parsed) {
        Map<String, String> flags = new LinkedHashMap<>();
        for (String field : FilerFields.names()) {
            for (String name : List.of(name(field), flag(field))) {
                String value = parsed.matchedOptionValue(name, (String) null);
                if (value != null) {
                    flags.put(field, value);
                }
            }
        }
        Optional<Path> file = parsed.matchedPositionals().stream()
                .filter(argument -> argument.paramLabel().equals(FILE))
                .map(argument -> argument.<Path>getValue())
                .findFirst();
        return new TaxFilerOptions(
                flags,
                file.map(TaxFilerFile::read).orElse(Map.of()),
                file.map(Path::toString).orElse(""));
    }

    /** Answers to questions, by field. */
    static TaxFilerOptions ofAnswers(Map<String, String> answers) {
        return new TaxFilerOptions(answers, Map.of(), "");
    }

    /** Whether nothing about a filer was given. */
    boolean isEmpty() {
        return flags.isEmpty() && file.isEmpty();
    }

    /**
     * The filer.
     *
     * @param today decides about the year when none was given
     * @throws InputException for whatever is wrong; it names flag or file, and the field
     */
    Filer filer(LocalDate today) {
        InputException.require(
                has("filing_status"),
                () -> "filing_status: expected who files, but it is missing. Give --status single, mfj, mfs, hoh or qss"
                        + " (married: mfj or mfs; else single, or hoh with a dependent child at home).");
        // The status is a placeholder until the fields are put.
        Filer.Builder filer = Filer.of(year(today), FilingStatus.SINGLE);
        written.forEach((field, text) -> {
            if (!flags.containsKey(field)) {
                put(filer, field, text, file + ": " + field);
            }
        });
        flags.forEach((field, text) -> put(filer, field, text, flag(field)));
        return filer.build();
    }

    /** The filer, or the one of an example when nothing was given. */
    Filer filerOrExample(LocalDate today) {
        return isEmpty()
                ? Filer.of(year(today), FilingStatus.SINGLE)
                        .amount(Item.WAGES, EXAMPLE_WAGES)
                        .amount(Item.WITHHELD, EXAMPLE_WITHHELD)
                        .build()
                : filer(today);
    }

    /** Says that numbers are those of the example. */
    static String exampleNote(Filer example) {
        return "By an example, as you gave no numbers: single, wages of " + Money.text(example.amount(Item.WAGES))
                + ", of which " + Money.text(example.amount(Item.WITHHELD)) + " were withheld, " + example.year() + ".";
    }

    /** Whether a field was given. */
    boolean has(String field) {
        return flags.containsKey(field) || !written.getOrDefault(field, "").isBlank();
    }

    /** What was given for a field that a command reads otherwise; an empty text when nothing was. */
    String text(String field) {
        return flags.getOrDefault(field, written.getOrDefault(field, ""));
    }

    /** The same without a field. */
    TaxFilerOptions without(String field) {
        Map<String, String> fewerFlags = new LinkedHashMap<>(flags);
        fewerFlags.remove(field);
        Map<String, String> fewerWritten = new LinkedHashMap<>(written);
        fewerWritten.remove(field);
        return new TaxFilerOptions(fewerFlags, fewerWritten, file);
    }

    private static void put(Filer.Builder filer, String field, String text, String where) {
        if (field.equals("filing_status")) {
            requireResident(text);
        }
        try {
            FilerFields.put(filer, field, field.equals("dependent_ages") ? text.replace(',', ';') : text);
        } catch (InputException e) {
            String message = String.valueOf(e.getMessage());
            String rest = message.startsWith(field + ": ") ? message.substring(field.length() + 2) : message;
            throw new InputException(where + ": " + rest, e);
        }
    }

    private static void requireResident(String status) {
        InputException.require(
                !status.toLowerCase(Locale.ROOT).matches(".*(non-? ?resident|1040-? ?nr).*"),
                () ->
                        "filing_status: a nonresident files Form 1040-NR, without standard deduction and most credits, so an estimate of"
                                + " Form 1040 would be wrong. See what holds for you: "
                                + Suggestion.of("tax", "resident", "--visa", "F-1", "--arrived", "2024-08-15"));
    }

    /** The year of a day when its law is known, else the known one nearest to it. */
    static TaxYear year(LocalDate today) {
        List<TaxYear> known = new ArrayList<>(TaxYear.known());
        return known.stream()
                .filter(year -> year.number() <= today.getYear())
                .max(TaxYear::compareTo)
                .orElse(known.get(0));
    }
}
