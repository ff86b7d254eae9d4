package ai.vivace.cli;

import ai.vivace.base.InputException;
import ai.vivace.plot.Chart;
import ai.vivace.plot.TextTable;
import ai.vivace.tax.Filer;
import ai.vivace.tax.Item;
import ai.vivace.tax.Money;
import ai.vivace.tax.explain.BracketSlices;
import ai.vivace.tax.explain.MoreIncome;
import ai.vivace.tax.explain.RateCurve;
import ai.vivace.tax.explain.TaxRates;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** How each slice of income is taxed. */
@Command(
        name = "brackets",
        description = {
            "How is each slice of my income taxed, and what does 1,000 more cost me?",
            "A raise never lowers what is left because of a bracket: only the slice above a limit has the higher rate."
        },
        footer = {
            "  vivace tax brackets --status single --wages 85k",
            "  vivace tax brackets me.yaml --more 5,000 --chart slices.svg --curve rates.png"
        })
final class TaxBracketsCommand implements Callable<Integer> {
    private static final int CURVE_POINTS = 300;
    private static final BigDecimal TWICE = BigDecimal.valueOf(2);
    private static final BigDecimal LEAST_CURVE = BigDecimal.valueOf(100_000);

    @ParentCommand
    @SuppressWarnings("NullAway.Init")
    private TaxCommand tax;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Option(
            names = "--more",
            paramLabel = "DOLLARS",
            defaultValue = "1000",
            description = "How much more of each kind of income to look at (default: 1000).")
    private String more = "1000";

    @Option(names = "--chart", paramLabel = "FILE", description = "Write the slices as a chart, .svg or .png.")
    private @Nullable Path chart;

    @Option(
            names = "--curve",
            paramLabel = "FILE",
            description = "Write a chart of the rates from no wages to twice yours, .svg or .png.")
    private @Nullable Path curve;

    @Mixin
    private final TaxTodayOption today = new TaxTodayOption();

    @Override
    public Integer call() {
        if (chart != null) {
            ChartFile.check(chart);
        }
        if (curve != null) {
            ChartFile.check(curve);
        }
        Console console = tax.console();
        Filer filer = TaxFilerOptions.of(spec.commandLine().getParseResult()).filer(today.date());
        BracketSlices slices = BracketSlices.of(filer);
        TaxRates rates = TaxRates.of(filer);
        List<MoreIncome> kinds = MoreIncome.ofAll(filer, Money.parse("--more", more));
        InputException.require(
                chart == null || !slices.slices().isEmpty(),
                () ->
                        "--chart: there is no taxable income, so no slice to draw. Leave --chart out, or give more income.");
        console.print(text(filer, slices, rates, kinds).render(console.style()));
        if (chart != null) {
            ChartFile.write(slices.chart().orElseThrow(), chart, console);
        }
        if (curve != null) {
            BigDecimal highest = filer.amount(Item.WAGES).multiply(TWICE).max(LEAST_CURVE);
            ChartFile.write(RateCurve.of(filer, highest, CURVE_POINTS).chart(), curve, console);
        }
        console.document(document(filer, slices, rates, kinds));
        return 0;
    }

    private static TaxText text(Filer filer, BracketSlices slices, TaxRates rates, List<MoreIncome> kinds) {
        TaxText text = TaxText.of(
                slices.slices().isEmpty()
                        ? "No income is taxable in " + filer.year() + ", so no slice is taxed."
                        : "Your last dollar of ordinary income is in the " + Money.percent(rates.bracket())
                                + " bracket, but your income tax is " + Money.percent(rates.effective())
                                + " of your income.");
        slices.chart().map(Chart.class::cast).ifPresent(chart -> text.drawing(chart::terminal));
        TextTable.Builder table = TextTable.of("slice", "income", "tax on it");
        slices.slices().forEach(slice -> table.row(slice.name(), Money.text(slice.amount()), Money.text(slice.tax())));
        if (!slices.slices().isEmpty()) {
            text.table(table.build());
        }
        text.list(
                "Your rates",
                List.of(
                        "**Bracket** " + Money.percent(rates.bracket())
                                + ": the rate of the slice that the last dollar is in.",
                        "**Marginal** " + Money.percent(rates.marginal())
                                + ": what the return takes of one dollar more of wages, with credits that shrink.",
                        "**Effective** " + Money.percent(rates.effective()) + ": the return's tax of the whole income.",
                        "**All-in** " + Money.percent(rates.allIn())
                                + ": the same with Social Security and Medicare taxes of employees."));
        text.list(
                "What more income costs",
                kinds.stream().map(MoreIncome::sentence).toList());
        return text.paragraph(TaxText.law(filer.year()));
    }

    private static Map<String, Object> document(
            Filer filer, BracketSlices slices, TaxRates rates, List<MoreIncome> kinds) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("tax_year", filer.year().number());
        document.put("filing_status", filer.status().key());
        document.put(
                "slices",
                slices.slices().stream()
                        .map(slice -> {
                            Map<String, Object> row = new LinkedHashMap<>();
                            row.put("name", slice.name());
                            row.put("rate", slice.rate());
                            row.put("income", slice.amount());
                            row.put("tax", slice.tax());
                            return row;
                        })
                        .toList());
        document.put("bracket", rates.bracket());
        document.put("marginal", rates.marginal());
        document.put("effective", rates.effective());
        document.put("all_in", rates.allIn());
        document.put(
                "more_income",
                kinds.stream()
                        .map(each -> {
                            Map<String, Object> row = new LinkedHashMap<>();
                            row.put("kind", TaxText.key(each.kind()));
                            row.put("more", each.more());
                            row.put("return_tax", each.returnTax());
                            row.put("payroll_tax", each.payrollTax());
                            row.put("rate", each.rate());
                            return row;
                        })
                        .toList());
        return document;
    }
}
