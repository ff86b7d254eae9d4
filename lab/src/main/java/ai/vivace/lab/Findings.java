package ai.vivace.lab;

import ai.vivace.base.AtomicFile;
import ai.vivace.base.InputException;
import ai.vivace.base.Spelling;
import ai.vivace.plot.Chart;
import ai.vivace.plot.HtmlReport;
import ai.vivace.plot.Markdown;
import ai.vivace.plot.TerminalStyle;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What came of an experiment: values and tables by name, and the explanation made of them.
 *
 * <p>The explanation is a list of {@link Block}s. It can be read in the terminal, as a page and as Markdown; programs take {@link
 * #data}.
 */
public final class Findings {
    private final String name;
    private final String title;
    private final String question;
    private final Map<String, Object> settings;
    private final Map<String, String> cards;
    private final Map<String, Object> values;
    private final Map<String, Table> tables;
    private final List<Block> blocks;

    private Findings(Builder builder) {
        name = builder.experiment.name();
        question = builder.experiment.question();
        settings = builder.experiment.settings();
        title = builder.title;
        cards = builder.cards;
        values = builder.values;
        tables = builder.tables;
        blocks = List.copyOf(builder.blocks);
    }

    static Builder of(Experiment experiment, String title) {
        return new Builder(experiment, title);
    }

    /** The experiment's name. */
    public String name() {
        return name;
    }

    /** What the page is called. */
    public String title() {
        return title;
    }

    /** What was asked. */
    public String question() {
        return question;
    }

    /** The explanation in order. */
    public List<Block> blocks() {
        return blocks;
    }

    /** The charts in order, by the names of files for them. */
    public Map<String, Chart> charts() {
        Map<String, Chart> charts = new LinkedHashMap<>();
        for (Block block : blocks) {
            if (block instanceof Block.Picture picture) {
                charts.put(picture.name(), picture.chart());
            }
        }
        return Collections.unmodifiableMap(charts);
    }

    /**
     * A measured number.
     *
     * @throws InputException when there is none of this name, or it is no number
     */
    public double number(String value) {
        if (!(value(value) instanceof Number found)) {
            throw new InputException("Value \"" + value + "\" is no number, but " + value(value) + ".");
        }
        return found.doubleValue();
    }

    /**
     * A number, a text, or a list of them.
     *
     * @throws InputException when there is none of this name; it suggests the nearest
     */
    public Object value(String value) {
        Object found = values.get(value);
        if (found == null) {
            throw new InputException(Spelling.unknown("value", value, values.keySet()));
        }
        return found;
    }

    /**
     * A table.
     *
     * @throws InputException when there is none of this name; it suggests the nearest
     */
    public Table table(String table) {
        Table found = tables.get(table);
        if (found == null) {
            throw new InputException(Spelling.unknown("table", table, tables.keySet()));
        }
        return found;
    }

    /** Everything for programs: experiment, settings, values and tables, as maps, lists, numbers and texts. */
    public Map<String, Object> data() {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("experiment", name);
        data.put("question", question);
        data.put("settings", settings);
        data.put("values", values);
        Map<String, Object> rows = new LinkedHashMap<>();
        tables.forEach((key, table) -> rows.put(key, table.maps()));
        data.put("tables", rows);
        return Collections.unmodifiableMap(data);
    }

    /** The explanation in Markdown, where charts are pictures beside it, as {@link #charts} names them. */
    public String markdown() {
        StringBuilder text = new StringBuilder("# " + title + "\n\n" + question + "\n");
        for (Block block : blocks) {
            text.append('\n');
            if (block instanceof Block.Heading heading) {
                text.append("## ").append(heading.text());
            } else if (block instanceof Block.Words words) {
                text.append(words.text().text());
            } else if (block instanceof Block.Numbers numbers) {
                text.append(pipes(numbers.table()));
            } else if (block instanceof Block.Picture picture) {
                text.append("![").append(picture.chart().title()).append("](").append(picture.name());
                text.append(".svg)\n\n").append(picture.caption());
            }
            text.append('\n');
        }
        return text.toString();
    }

    /** The explanation for a terminal, without a line break at the end. */
    public String terminal(TerminalStyle style) {
        List<String> parts = new ArrayList<>();
        parts.add(strong(title, style) + "\n" + Markdown.of(question).terminal(style));
        for (Block block : blocks) {
            if (block instanceof Block.Heading heading) {
                parts.add("\n" + strong(heading.text(), style));
            } else if (block instanceof Block.Words words) {
                parts.add(words.text().terminal(style));
            } else if (block instanceof Block.Numbers numbers) {
                parts.add(numbers.table().text().render(style));
            } else if (block instanceof Block.Picture picture) {
                parts.add(picture.chart().terminal(style) + "\n"
                        + Markdown.of(picture.caption()).terminal(style));
            }
        }
        return String.join("\n\n", parts);
    }

    /** The explanation as a page in one file. */
    public HtmlReport page() {
        HtmlReport.Builder page = HtmlReport.of(title).subtitle(question);
        cards.forEach(page::card);
        for (Block block : blocks) {
            if (block instanceof Block.Heading heading) {
                page.section(heading.text());
            } else if (block instanceof Block.Words words) {
                page.markdown(words.text());
            } else if (block instanceof Block.Numbers numbers) {
                page.table(numbers.table().text());
            } else if (block instanceof Block.Picture picture) {
                page.chart(picture.chart(), picture.caption());
            }
        }
        page.section("Run it again");
        page.paragraph("The same settings give the same numbers. Settings of this run: " + settings + ".");
        page.code("vivace lab " + name);
        return page.build();
    }

    /**
     * Writes every chart as {@code FOLDER/EXPERIMENT/CHART.svg}: none before all are drawn and on the disk. The files say in their
     * metadata which experiment drew them with which settings.
     *
     * @return the files, in the charts' order
     * @throws InputException when one cannot be written
     */
    public List<Path> saveCharts(Path folder) {
        Map<Path, String> files = new LinkedHashMap<>();
        charts().forEach(
                        (key, chart) -> files.put(folder.resolve(name).resolve(key + ".svg"), chart.svgFile(source())));
        AtomicFile.writeTexts(files);
        return List.copyOf(files.keySet());
    }

    /** What drew the charts. */
    private String source() {
        return "vivace lab " + name + " " + settings;
    }

    private static String strong(String heading, TerminalStyle style) {
        return Markdown.of("**" + heading + "**").terminal(style);
    }

    private static String pipes(Table table) {
        StringBuilder text = new StringBuilder("| " + String.join(" | ", table.columns()) + " |\n|");
        text.append(" --- |".repeat(table.columns().size()));
        table.text().rows().forEach(row -> text.append("\n| ")
                .append(String.join(" | ", row))
                .append(" |"));
        return text.toString();
    }

    /** Collects findings in the order in which they are told. */
    static final class Builder {
        private final Experiment experiment;
        private final String title;
        private final Map<String, String> cards = new LinkedHashMap<>();
        private final Map<String, Object> values = new LinkedHashMap<>();
        private final Map<String, Table> tables = new LinkedHashMap<>();
        private final List<Block> blocks = new ArrayList<>();

        private Builder(Experiment experiment, String title) {
            this.experiment = experiment;
            this.title = title;
        }

        /** A result in large letters at the head of the page. */
        Builder card(String label, String text) {
            cards.put(label, text);
            return this;
        }

        /** A number, a text, or a list of them, for programs. */
        Builder value(String key, Object value) {
            values.put(key, value);
            return this;
        }

        Builder section(String heading) {
            blocks.add(new Block.Heading(heading));
            return this;
        }

        /** Paragraphs and lists in Markdown; {@link Wording} has the numbers' forms. */
        Builder text(String markdown) {
            blocks.add(new Block.Words(Markdown.of(markdown)));
            return this;
        }

        Builder table(String key, Table table) {
            tables.put(key, table);
            blocks.add(new Block.Numbers(key, table));
            return this;
        }

        /** A table for programs only. */
        Builder rows(String key, Table table) {
            tables.put(key, table);
            return this;
        }

        Builder chart(String key, Chart chart, String caption) {
            blocks.add(new Block.Picture(key, chart, caption));
            return this;
        }

        Findings build() {
            return new Findings(this);
        }
    }
}
