package ai.vivace.tax.report;

import ai.vivace.plot.Markdown;
import ai.vivace.plot.TerminalStyle;
import ai.vivace.tax.Line;
import ai.vivace.tax.LineName;
import ai.vivace.tax.Money;
import ai.vivace.tax.Reason;
import ai.vivace.tax.TaxReturn;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A return as text: the answer first, then the lines by section, then what was assumed.
 *
 * <p>Each text ends without a line break, and its lines are no wider than the style where words allow it.
 */
public final class ReturnText {
    private static final int INDENT = 2;
    private static final int REASON_INDENT = 6;
    private static final int GAP = 2;
    private static final int SHORTEST_TITLE = 16;
    private static final int NARROWEST = 20;

    private static final Set<LineName> MINIMUM_TAX_STEPS =
            Set.of(LineName.AMT_INCOME, LineName.AMT_EXEMPTION, LineName.TENTATIVE_MINIMUM_TAX);

    private final TaxReturn result;
    private final TerminalStyle style;

    private ReturnText(TaxReturn result, TerminalStyle style) {
        this.result = result;
        this.style = style;
    }

    /** The texts of a return in a style. */
    public static ReturnText of(TaxReturn result, TerminalStyle style) {
        return new ReturnText(result, style);
    }

    /** The answer, and why. */
    public String answer() {
        ReturnAnswer answer = ReturnAnswer.of(result);
        return markdown("**" + answer.headline() + "**\n\n" + String.join(" ", answer.because()));
    }

    /**
     * All lines by section, with their places on the forms and amounts; without the steps of an alternative minimum tax that comes to
     * nothing.
     */
    public String lines() {
        boolean minimum = result.value(LineName.AMT).signum() > 0;
        return sections(
                result.lines().stream()
                        .filter(line -> minimum || !MINIMUM_TAX_STEPS.contains(line.name()))
                        .toList(),
                line -> List.of());
    }

    /** All lines by section, each with its sentence, its rule and numbers, and its source. */
    public String explainedLines() {
        return sections(result.lines(), this::reason);
    }

    /** One line with its sentence, its rule and numbers, and its source. */
    public String explained(Line line) {
        List<String> out = new ArrayList<>();
        out.add(markdown("**" + line.name().title() + ": " + Money.text(line.value()) + "**"));
        line.place().ifPresent(place -> out.add(" ".repeat(REASON_INDENT) + place + " (" + result.year() + ")"));
        out.addAll(reason(line));
        return String.join("\n", out);
    }

    /** What was assumed because it was not given. */
    public String assumptions() {
        return markdown("**Assumed**\n\n" + list(result.assumptions()));
    }

    /** What the return does not model. */
    public String notModelled() {
        return markdown("**Not in this estimate**\n\n" + list(result.notModelled()));
    }

    /** Which law was used, and what the estimate is. */
    public String law() {
        return markdown(law(result));
    }

    static String law(TaxReturn result) {
        return "Tax year " + result.year() + ", federal law as of " + result.parameterDate()
                + ". A planning estimate, not tax or immigration advice. Nothing about you is kept.";
    }

    private static String list(List<String> sentences) {
        return sentences.stream().map(sentence -> "- " + sentence).collect(Collectors.joining("\n"));
    }

    private String markdown(String text) {
        return Markdown.of(text).terminal(style);
    }

    private String sections(List<Line> all, Function<Line, List<String>> below) {
        int places = width(all, ReturnText::place);
        int amounts = width(all, line -> Money.text(line.value()));
        int room = style.columns() - INDENT - places - amounts - 2 * GAP;
        int titles =
                Math.max(SHORTEST_TITLE, Math.min(width(all, line -> line.name().title()), room));
        List<String> out = new ArrayList<>();
        for (ReturnSection section : ReturnSection.values()) {
            List<Line> lines =
                    section.lines(result).stream().filter(all::contains).toList();
            if (!lines.isEmpty()) {
                out.add((out.isEmpty() ? "" : "\n") + markdown("**" + section.title() + "**"));
                for (Line line : lines) {
                    out.add(" ".repeat(INDENT)
                            + padRight(cut(line.name().title(), titles), titles + GAP)
                            + padRight(place(line), places + GAP)
                            + padLeft(Money.text(line.value()), amounts));
                    out.addAll(below.apply(line));
                }
            }
        }
        return String.join("\n", out);
    }

    private List<String> reason(Line line) {
        Reason reason = line.reason();
        String numbers = reason.figures().stream().map(FigureText::of).collect(Collectors.joining("; "));
        List<String> out = new ArrayList<>(indented(reason.sentence()));
        out.addAll(indented("Rule: " + reason.rule() + "."));
        if (!numbers.isEmpty()) {
            out.addAll(indented("Numbers: " + numbers + "."));
        }
        reason.citation().ifPresent(citation -> out.addAll(indented("Source: " + citation.source())));
        return out;
    }

    private List<String> indented(String text) {
        TerminalStyle narrow = style.columns(Math.max(NARROWEST, style.columns() - REASON_INDENT));
        return Markdown.of(text)
                .terminal(narrow)
                .lines()
                .map(line -> " ".repeat(REASON_INDENT) + line)
                .toList();
    }

    /** Form and line; the one worksheet with a long name goes by a short one. */
    static String place(Line line) {
        return line.place()
                .map(place -> place.toString()
                        .replace("Qualified Dividends and Capital Gain Tax Worksheet", "Gains Worksheet"))
                .orElse("");
    }

    private static int width(List<Line> lines, Function<Line, String> shown) {
        return lines.stream().map(shown).mapToInt(String::length).max().orElse(0);
    }

    private static String cut(String title, int room) {
        return title.length() <= room ? title : title.substring(0, room - 1).strip() + ".";
    }

    private static String padRight(String text, int width) {
        return text + " ".repeat(Math.max(0, width - text.length()));
    }

    private static String padLeft(String text, int width) {
        return " ".repeat(Math.max(0, width - text.length())) + text;
    }
}
