package ai.vivace.cli;

import ai.vivace.plot.Markdown;
import ai.vivace.plot.TerminalStyle;
import ai.vivace.plot.TextTable;
import ai.vivace.tax.ExplainedAmount;
import ai.vivace.tax.Money;
import ai.vivace.tax.law.Law;
import ai.vivace.tax.law.TaxYear;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What a command about taxes says: an answer first, then headings with lists, tables and drawings below. */
final class TaxText {
    /** What every answer is, and is not. */
    static final String ADVICE = "A planning estimate, not tax or immigration advice. Nothing about you is kept.";

    private static final int INDENT = 2;
    private static final int DEEP = 6;
    private static final int NARROWEST = 20;

    private final List<Function<TerminalStyle, String>> parts = new ArrayList<>();

    private TaxText() {}

    /** Begins with the answer. */
    static TaxText of(String answer) {
        return new TaxText().strong(answer);
    }

    private TaxText strong(String text) {
        return paragraph("**" + text + "**");
    }

    /** Text in the small Markdown of {@link Markdown}. */
    TaxText paragraph(String text) {
        parts.add(Markdown.of(text)::terminal);
        return this;
    }

    /** A heading with a list; nothing when the list is empty. */
    TaxText list(String heading, List<String> items) {
        return items.isEmpty()
                ? this
                : strong(heading)
                        .paragraph(items.stream().map(item -> "- " + item).collect(Collectors.joining("\n")));
    }

    /** Amounts below each other, each with its sentence. */
    TaxText amounts(List<ExplainedAmount> amounts) {
        int names = amounts.stream()
                .mapToInt(amount -> amount.name().length())
                .max()
                .orElse(0);
        int digits = amounts.stream()
                .mapToInt(amount -> Money.text(amount.amount()).length())
                .max()
                .orElse(0);
        parts.add(style -> amounts.stream()
                .map(amount -> " ".repeat(INDENT) + padded(amount.name(), names) + " ".repeat(INDENT)
                        + " ".repeat(digits - Money.text(amount.amount()).length()) + Money.text(amount.amount())
                        + "\n" + indented(amount.sentence(), style))
                .collect(Collectors.joining("\n")));
        return this;
    }

    private static String padded(String text, int width) {
        return text + " ".repeat(width - text.length());
    }

    private static String indented(String text, TerminalStyle style) {
        return Markdown.of(text)
                .terminal(style.columns(Math.max(NARROWEST, style.columns() - DEEP)))
                .lines()
                .map(line -> " ".repeat(DEEP) + line)
                .collect(Collectors.joining("\n"));
    }

    /** Amounts for programs. */
    static List<Map<String, Object>> documents(List<ExplainedAmount> amounts) {
        return amounts.stream()
                .map(amount -> {
                    Map<String, Object> document = new LinkedHashMap<>();
                    document.put("name", amount.name());
                    document.put("amount", amount.amount());
                    document.put("sentence", amount.sentence());
                    return document;
                })
                .toList();
    }

    /** A table. */
    TaxText table(TextTable table) {
        parts.add(table::render);
        return this;
    }

    /** A drawing that depends on what the terminal can show. */
    TaxText drawing(Function<TerminalStyle, String> drawing) {
        parts.add(drawing);
        return this;
    }

    /** The text, its parts divided by empty lines. */
    String render(TerminalStyle style) {
        return parts.stream().map(part -> part.apply(style)).collect(Collectors.joining("\n\n"));
    }

    /** Which law was used, and what the answer is. */
    static String law(TaxYear year) {
        return "Year " + year + ", federal law as of " + Law.of(year).parameterDate() + ". " + ADVICE;
    }

    /** The word for a choice in JSON. */
    static String key(Enum<?> choice) {
        return choice.name().toLowerCase(Locale.ROOT);
    }
}
