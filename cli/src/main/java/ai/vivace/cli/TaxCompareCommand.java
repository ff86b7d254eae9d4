package ai.vivace.cli;

import ai.vivace.base.InputException;
import ai.vivace.base.Spelling;
import ai.vivace.tax.Filer;
import ai.vivace.tax.Money;
import ai.vivace.tax.explain.Comparison;
import ai.vivace.tax.explain.Comparisons;
import ai.vivace.tax.law.TaxYear;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Choices beside each other. */
@Command(
        name = "compare",
        description = {
            "What would change? Whole returns beside each other.",
            "WHAT is statuses, deduction, years, child, freelance or retirement."
        },
        footer = {
            "  vivace tax compare statuses --status mfj --wages 120k --spouse-wages 40k",
            "  vivace tax compare years --status single --wages 85k --years 2024,2025,2026",
            "  vivace tax compare child me.yaml --child-age 0",
            "  vivace tax compare retirement me.yaml --contribution 10k"
        })
final class TaxCompareCommand implements Callable<Integer> {
    @ParentCommand
    @SuppressWarnings("NullAway.Init")
    private TaxCommand tax;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Parameters(
            index = "0",
            paramLabel = "WHAT",
            description =
                    "statuses; deduction (standard or itemized); years; child (one more); freelance (profit beside the rest);"
                            + " retirement (traditional or Roth).")
    @SuppressWarnings("NullAway.Init")
    private String what;

    @Option(
            names = "--years",
            paramLabel = "YEARS",
            split = ",",
            description = "For years: which (default: the three latest).")
    private List<String> years = new ArrayList<>();

    @Option(
            names = "--child-age",
            paramLabel = "AGE",
            defaultValue = "0",
            description = "For child: its age at the end of the year (default: 0).")
    private int childAge;

    @Option(
            names = "--profit",
            paramLabel = "DOLLARS",
            defaultValue = "10,000",
            description = "For freelance: the profit (default: 10,000).")
    private String profit = "10,000";

    @Option(
            names = "--contribution",
            paramLabel = "DOLLARS",
            defaultValue = "5,000",
            description = "For retirement: what goes into the 401(k) (default: 5,000).")
    private String contribution = "5,000";

    @Mixin
    private final TaxTodayOption today = new TaxTodayOption();

    private enum Subject {
        STATUSES,
        DEDUCTION,
        YEARS,
        CHILD,
        FREELANCE,
        RETIREMENT;

        static Subject of(String word) {
            List<String> words = Arrays.stream(values()).map(TaxText::key).toList();
            String plain = word.strip().toLowerCase(Locale.ROOT);
            InputException.require(words.contains(plain), () -> Spelling.unknown("comparison", word, words));
            return valueOf(plain.toUpperCase(Locale.ROOT));
        }
    }

    @Override
    public Integer call() {
        Subject subject = Subject.of(what);
        Filer filer = TaxFilerOptions.of(spec.commandLine().getParseResult()).filer(today.date());
        Comparison comparison =
                switch (subject) {
                    case STATUSES -> Comparisons.statuses(filer);
                    case DEDUCTION -> Comparisons.deductions(filer);
                    case YEARS -> Comparisons.years(filer, years());
                    case CHILD -> Comparisons.childAdded(filer, childAge);
                    case FREELANCE -> Comparisons.freelance(filer, Money.parse("--profit", profit));
                    case RETIREMENT ->
                        Comparisons.traditionalOrRoth(filer, Money.parse("--contribution", contribution));
                };
        Console console = tax.console();
        console.print(text(filer, comparison).render(console.style()));
        console.document(document(comparison));
        return 0;
    }

    private List<TaxYear> years() {
        List<TaxYear> known = TaxYear.known();
        return years.isEmpty()
                ? known.subList(known.size() - 3, known.size())
                : years.stream().map(TaxYear::parse).toList();
    }

    /** A list and no table: notes are sentences, whose ends a narrow table would cut. */
    private static TaxText text(Filer filer, Comparison comparison) {
        TaxText text = TaxText.of(comparison.sentence()).paragraph(comparison.title() + ":");
        text.paragraph(comparison.choices().stream()
                .map(choice -> choice(comparison, choice))
                .collect(Collectors.joining("\n")));
        return text.paragraph(TaxText.law(filer.year()));
    }

    private static String choice(Comparison comparison, Comparison.Choice choice) {
        String tax = choice.netTax().map(Money::text).orElse("not open");
        String difference = comparison
                .difference(choice)
                .filter(amount -> amount.signum() != 0)
                .map(amount -> amount.signum() < 0
                        ? ", " + Money.text(amount.negate()) + " less"
                        : ", " + Money.text(amount) + " more")
                .orElse("");
        return "- **" + choice.name() + "**: " + tax + difference + "; " + choice.note();
    }

    private static Map<String, Object> document(Comparison comparison) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("title", comparison.title());
        document.put("best", comparison.best().map(Comparison.Choice::name).orElse(null));
        document.put(
                "choices",
                comparison.choices().stream()
                        .map(choice -> {
                            Map<String, Object> row = new LinkedHashMap<>();
                            row.put("name", choice.name());
                            row.put("net_tax", choice.netTax().orElse(null));
                            row.put("difference", comparison.difference(choice).orElse(null));
                            row.put("note", choice.note());
                            return row;
                        })
                        .toList());
        return document;
    }
}
