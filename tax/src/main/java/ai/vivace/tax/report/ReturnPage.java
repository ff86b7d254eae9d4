package ai.vivace.tax.report;

import ai.vivace.plot.Chart;
import ai.vivace.plot.HtmlReport;
import ai.vivace.plot.Markdown;
import ai.vivace.plot.TextTable;
import ai.vivace.tax.Line;
import ai.vivace.tax.Money;
import ai.vivace.tax.Reason;
import ai.vivace.tax.TaxReturn;
import ai.vivace.tax.law.Citation;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A return as a page in one file, to read on a screen or on paper: the answer, all lines with their reasons, what was assumed, and the
 * sources of the law.
 *
 * <pre>{@code
 * ReturnPage.of(result, List.of(chart)).save(Path.of("estimate.html"));
 * }</pre>
 */
public final class ReturnPage {
    /** The rule of lines that repeat what was given, which need no reason. */
    private static final String AS_GIVEN = "as given";

    private ReturnPage() {}

    /**
     * The page of a return.
     *
     * @param result the return
     * @param charts shown below the answer, in this order; may be empty
     */
    public static HtmlReport of(TaxReturn result, List<Chart> charts) {
        ReturnAnswer answer = ReturnAnswer.of(result);
        HtmlReport.Builder page = HtmlReport.of("Federal income tax " + result.year())
                .subtitle(result.filer().status().title() + ", law as of " + result.parameterDate()
                        + ". A planning estimate, not tax or immigration advice.")
                .card(
                        result.refundOrBalance().signum() < 0 ? "you owe" : "you get back",
                        Money.text(result.refundOrBalance().abs()))
                .card("total tax", Money.text(result.totalTax()))
                .card("taxable income", Money.text(result.taxableIncome()))
                .card("adjusted gross income", Money.text(result.adjustedGrossIncome()));
        page.section(answer.headline());
        page.paragraph(String.join(" ", answer.because()));
        list(page, "Please check", result.warnings());
        charts.forEach(page::chart);
        for (ReturnSection section : ReturnSection.values()) {
            List<Line> lines = section.lines(result);
            if (!lines.isEmpty()) {
                page.section(section.title()).table(table(lines));
                reasons(page, lines);
            }
        }
        list(page, "Assumed", result.assumptions());
        list(page, "Not in this estimate", result.notModelled());
        list(page, "Sources", sources(result));
        return page.paragraph(ReturnText.law(result)).build();
    }

    private static void list(HtmlReport.Builder page, String heading, List<String> sentences) {
        if (!sentences.isEmpty()) {
            page.section(heading).markdown(Markdown.of(items(sentences)));
        }
    }

    private static String items(List<String> sentences) {
        return sentences.stream().map(sentence -> "- " + sentence).collect(Collectors.joining("\n"));
    }

    private static TextTable table(List<Line> lines) {
        TextTable.Builder table = TextTable.of("line", "form", "amount");
        lines.forEach(line -> table.row(line.name().title(), ReturnText.place(line), Money.text(line.value())));
        return table.build();
    }

    private static void reasons(HtmlReport.Builder page, List<Line> lines) {
        List<String> reasons = lines.stream()
                .filter(line -> !line.reason().rule().equals(AS_GIVEN))
                .map(ReturnPage::reason)
                .toList();
        if (!reasons.isEmpty()) {
            page.markdown(Markdown.of(items(reasons)));
        }
    }

    private static String reason(Line line) {
        Reason reason = line.reason();
        String numbers = reason.figures().stream().map(FigureText::of).collect(Collectors.joining("; "));
        return "**" + line.name().title() + "**, " + Money.text(line.value()) + ": " + reason.sentence() + " Rule: "
                + reason.rule() + "." + (numbers.isEmpty() ? "" : " Numbers: " + numbers + ".");
    }

    /** Each source once, in the order of the lines. */
    private static List<String> sources(TaxReturn result) {
        Set<String> sources = new LinkedHashSet<>();
        result.lines()
                .forEach(line -> line.reason().citation().map(Citation::source).ifPresent(sources::add));
        sources.add(result.law().formPlaces().citation().source());
        return List.copyOf(sources);
    }
}
