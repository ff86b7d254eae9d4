package ai.vivace.cli;

import ai.vivace.plot.Chart;
import ai.vivace.plot.TextTable;
import ai.vivace.tax.Filer;
import ai.vivace.tax.Money;
import ai.vivace.tax.business.BusinessCase;
import ai.vivace.tax.business.BusinessComparison;
import ai.vivace.tax.business.FormCost;
import ai.vivace.tax.business.HardStop;
import ai.vivace.tax.residency.Residence;
import ai.vivace.tax.residency.Residency;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Whether to register a company. */
@Command(
        name = "llc",
        description = {
            "Should I register an LLC, and how should it be taxed?",
            "First what stops it, then federal cost of each form of business, fees of states, and the profit from which an S-corporation"
                    + " pays. Flags of a filer are the rest of your year, without the business."
        },
        footer = {
            "  vivace tax llc --status single --profit 120k --salary 60k --state CA",
            "  vivace tax llc --status single --profit 40k --salary 40k --visa F-1 --arrived 2024-08-15",
            "  vivace tax llc me.yaml --profit 90k --salary 50k --state NY --formed-in DE --chart llc.svg"
        })
final class TaxLlcCommand implements Callable<Integer> {
    @ParentCommand
    @SuppressWarnings("NullAway.Init")
    private TaxCommand tax;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Option(
            names = "--profit",
            paramLabel = "DOLLARS",
            required = true,
            description = "The profit of a year, before tax.")
    @SuppressWarnings("NullAway.Init")
    private String profit;

    @Option(
            names = "--salary",
            paramLabel = "DOLLARS",
            required = true,
            description =
                    "What somebody else would be paid for your work in a year: a corporation must pay you about that.")
    @SuppressWarnings("NullAway.Init")
    private String salary;

    @Option(
            names = "--cost",
            paramLabel = "DOLLARS",
            description = "What payroll and a corporation's return cost a year (default: 2,500).")
    private @Nullable String cost;

    @Option(names = "--state", paramLabel = "STATE", description = "Where the business works, such as CA.")
    private @Nullable String state;

    @Option(
            names = "--formed-in",
            paramLabel = "STATE",
            description = "Where the company would be formed, if elsewhere.")
    private @Nullable String formedIn;

    @Option(names = "--chart", paramLabel = "FILE", description = "Write a chart over the profit, .svg or .png.")
    private @Nullable Path chart;

    @Mixin
    private final TaxVisaOptions visa = new TaxVisaOptions();

    @Mixin
    private final TaxTodayOption today = new TaxTodayOption();

    @Override
    public Integer call() {
        if (chart != null) {
            ChartFile.check(chart);
        }
        Filer filer = TaxFilerOptions.of(spec.commandLine().getParseResult()).filer(today.date());
        BusinessComparison comparison = BusinessComparison.of(businessCase(filer));
        Optional<Chart> drawn = chart == null ? Optional.empty() : Optional.of(comparison.chart());
        Console console = tax.console();
        console.print(text(comparison).render(console.style()));
        if (chart != null) {
            Path file = chart;
            drawn.ifPresent(drawing -> ChartFile.write(drawing, file, console));
        }
        console.document(document(comparison));
        return 0;
    }

    private BusinessCase businessCase(Filer filer) {
        BusinessCase.Builder builder =
                BusinessCase.of(filer, Money.parse("--profit", profit), Money.parse("--salary", salary));
        if (cost != null) {
            builder.corporationCost(Money.parse("--cost", cost));
        }
        if (state != null) {
            builder.state(state);
        }
        if (formedIn != null) {
            builder.formedIn(formedIn);
        }
        if (visa.isGiven()) {
            Residency residency =
                    Residency.of(visa.newcomer(filer.year(), today.clock()).build());
            builder.residence(
                    residency.residence() == Residence.RESIDENT
                            ? BusinessCase.OwnerResidence.RESIDENT
                            : BusinessCase.OwnerResidence.NONRESIDENT);
            builder.workPermission(
                    visa.hasGreenCard() ? BusinessCase.WorkPermission.ANY_WORK : BusinessCase.WorkPermission.LIMITED);
        }
        return builder.build();
    }

    private static TaxText text(BusinessComparison comparison) {
        TaxText text = TaxText.of(answer(comparison));
        text.list("First", comparison.stops().stream().map(HardStop::sentence).toList());
        if (!comparison.costs().isEmpty()) {
            TextTable.Builder table =
                    TextTable.of("form", "federal tax", "payroll, return", "state, yearly", "you keep");
            comparison
                    .costs()
                    .forEach(each -> table.row(
                            each.form().title(),
                            dollars(each.federalTax()),
                            dollars(each.otherCost()),
                            dollars(each.stateYearly()),
                            dollars(each.keptAfterFees())));
            text.table(table.build());
            text.list(
                    "What each files, and when it suits",
                    comparison.costs().stream()
                            .map(each -> "**" + each.form().title() + "**: "
                                    + each.form().files() + ". Suits "
                                    + each.form().suits() + ".")
                            .toList());
            text.list("When an S-corporation pays", List.of(breakEven(comparison)));
        }
        return text.list("Good to know", comparison.notes())
                .paragraph(TaxText.law(comparison.businessCase().filer().year()));
    }

    private static String answer(BusinessComparison comparison) {
        if (comparison.costs().isEmpty()) {
            return "Do not register yet: read first what stops it.";
        }
        FormCost first = comparison.costs().get(0);
        FormCost best = comparison.costs().stream()
                .reduce((a, b) -> b.keptAfterFees().compareTo(a.keptAfterFees()) > 0 ? b : a)
                .orElse(first);
        return best.form().registered()
                ? "Most is left as " + best.form().title() + ": " + dollars(best.keptAfterFees()) + " of "
                        + dollars(comparison.businessCase().profit()) + ", "
                        + dollars(best.keptAfterFees().subtract(first.keptAfterFees()))
                        + " a year more than without a company."
                : "For tax no company pays at this profit: you keep most as a "
                        + best.form().title() + ", " + dollars(best.keptAfterFees())
                        + ". An LLC can still be right for your liability.";
    }

    private static String breakEven(BusinessComparison comparison) {
        BusinessCase asked = comparison.businessCase();
        return comparison
                        .breakEvenAtSalary()
                        .map(profit -> "With a salary of " + dollars(asked.salary()) + ": from a profit of "
                                + dollars(profit) + " on.")
                        .orElse("With a salary of " + dollars(asked.salary()) + ": at no profit up to $500,000.")
                + comparison
                        .breakEvenAtShare()
                        .map(profit -> " With a salary that is the same share of any profit: from " + dollars(profit)
                                + " on, which flatters, as such a salary is not credible at a low profit.")
                        .orElse("");
    }

    /** Whole dollars: a comparison is no better than that. */
    private static String dollars(BigDecimal amount) {
        return Money.text(amount.setScale(0, RoundingMode.HALF_UP));
    }

    private static Map<String, Object> document(BusinessComparison comparison) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("tax_year", comparison.businessCase().filer().year().number());
        document.put("profit", comparison.businessCase().profit());
        document.put("salary", comparison.businessCase().salary());
        document.put(
                "stops", comparison.stops().stream().map(HardStop::sentence).toList());
        document.put(
                "forms",
                comparison.costs().stream().map(TaxLlcCommand::document).toList());
        document.put("break_even_at_salary", comparison.breakEvenAtSalary().orElse(null));
        document.put("break_even_at_share", comparison.breakEvenAtShare().orElse(null));
        document.put("notes", comparison.notes());
        return document;
    }

    private static Map<String, Object> document(FormCost cost) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("form", TaxText.key(cost.form()));
        document.put("federal_tax", cost.federalTax());
        document.put("other_cost", cost.otherCost());
        document.put("kept", cost.kept());
        document.put("state_first_year", cost.stateFirstYear());
        document.put("state_yearly", cost.stateYearly());
        document.put("lines", TaxText.documents(cost.lines()));
        return document;
    }
}
